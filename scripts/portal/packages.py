"""The Python environment: uv installs exactly what uv.lock names into ``.venv``."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from portal import debian, stamps
from portal.paths import ROOT, TOOLS, VENV, binary
from portal.say import Step, Trouble
from portal.shell import Failed, quietly

UV = "0.13.9"
OLDEST_UV = (0, 8)  # older ones do not read this lock's revision


def install(*groups: str) -> None:
    """Install the portal and the named groups; what other groups brought stays."""
    wanted = stamps.digest(
        [ROOT / "uv.lock", ROOT / "pyproject.toml"], *groups, str(VENV.resolve()), "1"
    )
    name = "packages-" + "-".join(groups)
    if works() and stamps.is_done(name, wanted):
        return
    with Step("Python packages (first time: about a minute)"):
        try:
            sync(groups)
        except Failed as failed:
            if "No space" in failed.output or not VENV.exists():
                raise
            # Half an environment of an interrupted run, or one whose Python is gone.
            shutil.rmtree(VENV)
            sync(groups)
    stamps.done(name, wanted)


def sync(groups: tuple[str, ...]) -> None:
    """Run ``uv sync`` with a Python of this machine, never a downloaded one."""
    command = [uv(), "sync", "--frozen", "--inexact", "--no-progress"]
    for group in groups:
        command += ["--group", group]
    python = binary("python") if works() else Path(sys.executable)
    quietly(
        [*command, "--python", python],
        "packages",
        env={"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": ""},
    )


def works() -> bool:
    """Whether ``.venv`` has a Python that runs and is new enough."""
    return (
        binary("python").exists()
        and (VENV / "pyvenv.cfg").exists()
        and version([str(binary("python")), "--version"]) >= (3, 11)
    )


def version(command: list[str]) -> tuple[int, ...]:
    """The version that a program prints; ``()`` when it does not run."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(part) for part in found.groups()) if found else ()


def uv() -> str:
    """The system's uv, or our own in ``.tools``."""
    there = shutil.which("uv")
    if there and version([there, "--version"]) >= OLDEST_UV:
        return there
    own = TOOLS / "uv" / "bin" / "uv"
    if version([str(own), "--version"]) >= OLDEST_UV:
        return str(own)
    shutil.rmtree(TOOLS / "uv", ignore_errors=True)
    own_environment(TOOLS / "uv")
    quietly([TOOLS / "uv" / "bin" / "python", "-m", "pip", "install", "-q", f"uv=={UV}"], "uv")
    return str(own)


def own_environment(path: Path) -> None:
    """A small environment with pip, for tools."""
    try:
        quietly([sys.executable, "-m", "venv", path], "venv")
    except Failed as failed:
        if "ensurepip" not in failed.output and "No module named" not in failed.output:
            raise
        shutil.rmtree(path, ignore_errors=True)
        if not sys.executable.startswith("/usr/bin"):
            raise Trouble(
                f"The Python at {sys.executable} has no pip (module ensurepip). "
                "Use another one: PYTHON=/usr/bin/python3 make start"
            ) from failed
        debian.install([f"python3.{sys.version_info.minor}-venv"], "Installing Python packages")
        quietly([sys.executable, "-m", "venv", path], "venv")


def environment() -> dict[str, str]:
    """The process environment with the project's own commands first."""
    return {**os.environ, "PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '')}"}
