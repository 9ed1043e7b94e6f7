"""System packages: installed as root, otherwise asked for with the exact command."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from portal.say import Step, Trouble
from portal.shell import quietly

# What Debian asks before it starts a service; 101 forbids it.
POLICY = Path("/usr/sbin/policy-rc.d")


def need(packages: dict[str, str], why: str) -> None:
    """See that each program is there; ``packages`` maps a program to its Debian package."""
    missing = sorted({package for name, package in packages.items() if not there(name)})
    if missing:
        install(missing, why)


def there(program: str) -> str | None:
    """Where a program is; servers lie where only root's PATH leads."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")


def need_postgresql(why: str) -> None:
    """See that a PostgreSQL server is there; Debian keeps its programs off the PATH."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        install(["postgresql"], why)


def install(packages: list[str], why: str) -> None:
    """Install packages, or raise with the command that does."""
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        prefix = "sudo " if os.geteuid() else ""
        raise Trouble(f"{why} needs {', '.join(packages)}. Install it with: {prefix}{command}")
    with Step(f"System packages {', '.join(packages)}"):
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        quietly(["apt-get", "update"], "apt-update", env=env)
        with no_service_started():
            quietly(command.split(), "apt-install", env=env)


@contextmanager
def no_service_started():
    """Debian starts the servers that it installs; tests want their programs only."""
    try:
        descriptor = os.open(POLICY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o755)
    except FileExistsError:  # the machine has a rule of its own
        yield
        return
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write("#!/bin/sh\nexit 101\n")
        yield
    finally:
        POLICY.unlink()
