"""System packages: installed as root, otherwise asked for with the exact command."""

import os
import shutil
import subprocess

from portal.say import Step, Trouble
from portal.shell import quietly


def need(packages: dict[str, str], why: str) -> None:
    """See that each program is there; ``packages`` maps a program to its Debian package."""
    missing = sorted({package for name, package in packages.items() if not shutil.which(name)})
    if missing:
        install(missing, why)


def install(packages: list[str], why: str) -> None:
    """Install packages, or raise with the command that does."""
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        prefix = "sudo " if os.geteuid() else ""
        raise Trouble(f"{why} needs {', '.join(packages)}. Install it with: {prefix}{command}")
    with Step(f"System packages {', '.join(packages)}"):
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        quietly(["apt-get", "update"], "apt-update", env=env)
        quietly(command.split(), "apt-install", env=env)


def libraries_missing(program: str) -> list[str]:
    """Shared libraries that a program wants and the system does not have."""
    path = shutil.which(program)
    listed = subprocess.run(["ldd", path], capture_output=True, text=True) if path else None
    lines = listed.stdout.splitlines() if listed else []
    return [line.split()[0] for line in lines if "not found" in line]
