"""A page of a document as a picture beside the checklist: who may read the case may look at it.

The picture is made in the process that examines documents and is kept nowhere. Looking is recorded
once for a document, a person and a day (in each process of the portal): a document of forty pages
is read once.
"""

from datetime import date

import transaction
from zExceptions import NotFound

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.application import Document
from permitdesk.casework.download import ClosedError
from permitdesk.casework.papers import find, may_be_opened, scan_of
from permitdesk.core import clock
from permitdesk.documents import Refused, page_image

USUAL, LARGE = 1200, 2400  # points of the longer edge
_seen: dict[tuple[str, str, str], date] = {}
_MOST_SEEN = 20_000


class NoPictureError(ValueError):
    """The document cannot be drawn within the limits: download it."""


def picture(case, id_: str, number: int, is_large: bool, how: str, response) -> bytes:
    """A page, from 1, as a JPEG, with headers under which it stays with the person.

    ``how`` says by which way. Raises ``NotFound``, ``ClosedError`` and ``NoPictureError``.
    """
    document = find(case, id_)
    if document is None:
        raise NotFound(id_)
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Referrer-Policy", "no-referrer")
    if isinstance(document, Document) and not may_be_opened(case, document):
        reason = scan_of(case, document)
        privacy.record("document.closed", case.reference, f"{how}: {document.id} {reason}")
        response.setStatus(409)
        raise ClosedError(reason)
    _record(case.reference, document.id, how)
    try:
        with document.blob.open("r") as kept:
            found = page_image(kept, document.content_type, number, LARGE if is_large else USUAL)
    except Refused as refused:
        response.setStatus(422)
        raise NoPictureError(refused.reason) from refused
    if found.written is None:
        raise NotFound(str(number))
    response.setHeader("Content-Type", "image/jpeg")
    response.setHeader("Content-Disposition", "inline")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
    with found.written as written:
        return written.read()


def _record(reference: str, document: str, how: str) -> None:
    key, today = (actor(), reference, document), clock.today()
    if _seen.get(key) == today:
        return
    privacy.record("document.read", reference, f"{how}: {document}")
    # A transaction that is not kept has recorded nothing.
    transaction.get().addAfterCommitHook(_remember, (key, today))


def _remember(is_kept: bool, key: tuple[str, str, str], today: date) -> None:
    if not is_kept:
        return
    if len(_seen) >= _MOST_SEEN:
        _seen.clear()  # recorded twice is no harm
    _seen[key] = today
