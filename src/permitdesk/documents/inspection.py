"""Looks at a file as it arrives: its real type, whether it is whole, small and harmless."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from permitdesk.documents.examiner import examined
from permitdesk.documents.filename import safe_filename
from permitdesk.documents.kind import TITLES, kind_of, titles
from permitdesk.documents.refusal import Refused
from permitdesk.documents.trailing import hides_another

MAX_BYTES = 10 * 1024 * 1024
FORMATS = ("application/pdf", "image/jpeg", "image/png")


@dataclass(frozen=True)
class Inspected:
    """What a file is. ``sha256`` (hex) and ``size`` are of the bytes exactly as received."""

    content_type: str
    filename: str
    size: int
    sha256: str
    pages: int


def inspect(
    stream: BinaryIO,
    filename: str | None,
    formats: Sequence[str] = FORMATS,
    max_bytes: int = MAX_BYTES,
) -> Inspected:
    """Read ``stream`` from its beginning, at most ``max_bytes`` + 1, and say what it is.

    Leaves the stream at its beginning. Writes nothing anywhere. Raises ``Refused`` with a message
    for the person.
    """
    stream.seek(0)
    data = stream.read(max_bytes + 1)
    stream.seek(0)
    if not data:
        raise Refused("empty")
    if len(data) > max_bytes:
        raise Refused("too-large", limit=max_bytes // (1024 * 1024))
    content_type = kind_of(data)
    _check_format(content_type, filename, tuple(formats))
    if hides_another(data, content_type):
        raise Refused("two-in-one")
    pages = examined(data, content_type)
    digest = hashlib.sha256(data).hexdigest()
    return Inspected(content_type, safe_filename(filename, content_type), len(data), digest, pages)


def _check_format(content_type: str, filename: str | None, formats: tuple[str, ...]) -> None:
    if content_type in formats:
        return
    if content_type == "image/heic":
        raise Refused("heic")
    if content_type in TITLES:
        raise Refused("wrong-format", found=TITLES[content_type], formats=titles(formats))
    if (filename or "").lower().endswith(".pdf"):
        raise Refused("not-a-pdf")
    raise Refused("unknown", formats=titles(formats))
