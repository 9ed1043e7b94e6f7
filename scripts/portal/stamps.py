"""Remembers by content what was done already, so that a second run takes seconds."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from portal.paths import INSTANCE_STAMPS, PROJECT_STAMPS, ROOT

IGNORED = {"node_modules", "__pycache__", ".git"}


def digest(paths: Iterable[Path], *more: str) -> str:
    """A hash over files (directories: all files in them) and strings."""
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(files(path)):
            found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    for text in more:
        found.update(b"\0" + text.encode())
    return found.hexdigest()


def files(path: Path) -> Iterable[Path]:
    """The file itself, or the files below a directory; nothing when it is not there."""
    if path.is_file():
        return [path]
    return [
        found
        for found in path.rglob("*")
        if found.is_file() and not IGNORED & set(found.relative_to(path).parts)
    ]


def is_done(name: str, value: str) -> bool:
    """Whether this was done with exactly this content."""
    stamp = place(name)
    return stamp.is_file() and stamp.read_text() == value


def done(name: str, value: str) -> None:
    """Note that it was done; written last, so an interruption leaves it undone."""
    place(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place(name).write_text(value)


def forget(name: str) -> None:
    """Make it undone."""
    place(name).unlink(missing_ok=True)


def place(name: str) -> Path:
    """The file of a stamp."""
    return (INSTANCE_STAMPS if name == "configuration" else PROJECT_STAMPS) / name
