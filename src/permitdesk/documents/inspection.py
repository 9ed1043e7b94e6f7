"""Looks at a file as it arrives: its real type, whether it is whole, small and harmless."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from permitdesk.documents import scanner
from permitdesk.documents.examiner import examined
from permitdesk.documents.filename import safe_filename
from permitdesk.documents.kind import HEAD, TITLES, kind_of, titles
from permitdesk.documents.received import Received, measured, receive
from permitdesk.documents.refusal import Refused

MAX_BYTES = 10 * 1024 * 1024
FORMATS = ("application/pdf", "image/jpeg", "image/png", "image/heic")


@dataclass(frozen=True)
class Inspected:
    """What a file is, and what of it is kept.

    ``sha256`` (hex) and ``size`` are of the bytes exactly as received. ``kept`` is a temporary file
    at its beginning: the same without position, camera and previews, with its own ``kept_size``
    and ``kept_sha256``. ``scan`` is one of ``scanner``'s words. Close it, or use it with ``with``.
    """

    content_type: str
    filename: str
    size: int
    sha256: str
    pages: int
    kept: BinaryIO
    kept_size: int
    kept_sha256: str
    scan: str = scanner.NO_SCANNER

    def close(self) -> None:
        self.kept.close()

    def __enter__(self) -> "Inspected":
        return self

    def __exit__(self, *exception) -> None:
        self.close()


def inspect(
    stream: BinaryIO,
    filename: str | None,
    formats: Sequence[str] = FORMATS,
    max_bytes: int = MAX_BYTES,
) -> Inspected:
    """Read ``stream`` from its beginning, at most ``max_bytes`` + 1, and say what it is.

    A chunk at a time is in memory here; who needs the whole file is the process that examines.
    Leaves the stream at its beginning. Raises ``Refused`` with a message for the person.
    """
    received = receive(stream, max_bytes)
    kept = received
    try:
        content_type = kind_of(received.file.read(HEAD))
        _check_format(content_type, filename, tuple(formats))
        scan = _scanned(received)
        found = examined(received.file, content_type)
        if found.written is not None:
            kept = measured(found.written)
    except BaseException:
        received.file.close()
        raise
    if kept is not received:
        received.file.close()
    return Inspected(
        content_type=content_type,
        filename=safe_filename(filename, content_type),
        size=received.size,
        sha256=received.sha256,
        pages=found.pages,
        kept=kept.file,
        kept_size=kept.size,
        kept_sha256=kept.sha256,
        scan=scan,
    )


def _scanned(received: Received) -> str:
    """Before any parser sees it. Is the scanner down, nobody must open the file until it is up."""
    try:
        return scanner.scan(received.file)
    except scanner.InfectedError as error:
        raise Refused("infected") from error
    except scanner.ScannerDownError as error:
        scanner.logger.error("The virus scanner does not answer: %s", error)
        return scanner.UNSCANNED


def _check_format(content_type: str, filename: str | None, formats: tuple[str, ...]) -> None:
    if content_type in formats:
        return
    if content_type in TITLES:
        raise Refused("wrong-format", found=TITLES[content_type], formats=titles(formats))
    if (filename or "").lower().endswith(".pdf"):
        raise Refused("not-a-pdf")
    raise Refused("unknown", formats=titles(formats))
