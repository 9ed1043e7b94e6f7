"""What was measured on: processor, cores, versions. No name of the machine."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Products.CMFPlone", "Zope", "ZODB", "ZEO", "collective.easyform", "Chameleon")


def described() -> list[str]:
    """Lines for the report."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"{_processor()}, {os.cpu_count()} cores, {_memory() / 1024**2:.1f} GB, "
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, {packages}",
        f"load of the machine before and after: {_load()}",
    ]


def load() -> float:
    """Processes that wanted a processor, over the last minute."""
    return os.getloadavg()[0]


_BEFORE = load()


def _load() -> str:
    return f"{_BEFORE:.1f} and {load():.1f}"


def _processor() -> str:
    found = _line("/proc/cpuinfo", "model name")
    return found or platform.machine()


def _memory() -> int:
    return int(_line("/proc/meminfo", "MemTotal").split()[0])


def _line(path: str, key: str) -> str:
    for line in Path(path).read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return ""
