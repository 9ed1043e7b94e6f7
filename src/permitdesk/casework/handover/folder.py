"""A watched folder: a bundle appears there whole or not at all, and a receipt file confirms it.

The receiving system takes ``NAME.zip`` and writes ``NAME.receipt.json`` beside it (again: under
another name first), ``{"manifest_sha256": "…"}``.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

LARGEST_RECEIPT = 1 << 16


class WrongReceiptError(ValueError):
    """A receipt that confirms another bundle, or nothing that can be read."""


def put(folder: str, name: str, source: BinaryIO) -> None:
    """Write a bundle under its name; the same one again changes nothing."""
    place = Path(folder)
    if not _is_name(name):
        raise ValueError("not the name of a bundle")
    if _same(place / name, source):
        return
    for left in place.glob(f".{name}.*.part"):  # of a worker that was killed
        with suppress(FileNotFoundError):
            left.unlink()
    unfinished = place / f".{name}.{secrets.token_hex(8)}.part"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    try:
        with os.fdopen(descriptor, "wb") as file:
            source.seek(0)
            shutil.copyfileobj(source, file, 1 << 16)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place / name)
        _sync(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def receipt(folder: str, name: str) -> str:
    """The hash that the receipt of a bundle names; empty while there is none.

    Raises ``WrongReceiptError`` for one that cannot be read.
    """
    path = Path(folder) / f"{name.removesuffix('.zip')}.receipt.json"
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise WrongReceiptError(type(error).__name__) from error
    with os.fdopen(descriptor, "rb") as file:
        return _named(lambda: file.read(LARGEST_RECEIPT))


def _named(read: Callable[[], bytes]) -> str:
    try:
        return str(json.loads(read())["manifest_sha256"]).strip().lower()
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise WrongReceiptError(type(error).__name__) from error


def _same(path: Path, source: BinaryIO) -> bool:
    if not path.is_file():
        return False
    source.seek(0)
    wanted = hashlib.file_digest(source, "sha256").digest()
    with path.open("rb") as there:
        return hashlib.file_digest(there, "sha256").digest() == wanted


def _is_name(name: str) -> bool:
    plain = name.isascii() and name.isprintable() and not set(name) & set("/\\")
    return plain and name.endswith(".zip") and not name.startswith(".")


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
