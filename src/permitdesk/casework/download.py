"""A document of a case, as it is kept: always a download, never shown by the portal."""

import re
from urllib.parse import quote

from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator

from permitdesk import privacy
from permitdesk.casework.application import Document
from permitdesk.casework.papers import find, may_be_opened, scan_of
from permitdesk.core import _
from permitdesk.documents import scanner

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


CLOSED = {
    scanner.UNSCANNED: _(
        "casework_document_unscanned",
        default="Diese Datei ist noch nicht auf Viren geprüft. Sie ist gesperrt, bis der"
        " Virenscanner sie geprüft hat. Das geschieht von selbst. Versuchen Sie es später noch"
        " einmal.",
    ),
    scanner.INFECTED: _(
        "casework_document_infected",
        default="In dieser Datei wurde ein Schadprogramm gefunden. Sie bleibt gesperrt. Bitten Sie"
        " die antragstellende Person um eine neue Datei.",
    ),
}


class ClosedError(Exception):
    """A document that nobody may open; ``message`` says why, ``reason`` is a scanner's word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.message = reason, CLOSED[reason]


def download(case, id_: str, how: str, response) -> filestream_iterator:
    """The bytes, with headers under which no browser shows or guesses anything.

    Reading it is recorded in the audit trail; ``how`` says by which way. Raises ``NotFound`` and
    ``ClosedError``, which answers with 409.
    """
    document = find(case, id_)
    if document is None:
        raise NotFound(id_)
    if isinstance(document, Document) and not may_be_opened(case, document):
        reason = scan_of(case, document)
        privacy.record("document.closed", case.reference, f"{how}: {document.id} {reason}")
        response.setStatus(409)
        response.setHeader("Cache-Control", "private, no-store")
        raise ClosedError(reason)
    privacy.record("document.read", case.reference, f"{how}: {document.id}")
    response.setHeader("Content-Type", document.content_type)
    response.setHeader("Content-Length", str(document.given_size))
    response.setHeader("Content-Disposition", disposition(document.filename))
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("Referrer-Policy", "no-referrer")
    return filestream_iterator(document.blob.committed(), "rb")


def disposition(filename: str) -> str:
    """``attachment`` with a plain name for old browsers and the whole one (RFC 6266, 5987)."""
    name = filename.replace("\\", "/").rpartition("/")[2][-150:].strip(". ") or "document"
    plain = _UNSAFE.sub("_", name).strip("._") or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
