"""A page of a document as a picture beside the checklist: who may read the case may look at it.

The picture is made in the process that examines documents and is kept nowhere. Looking is recorded
once for a document, a person and a day (in each process of the portal): a document of forty pages
is read once. A page that could not be drawn is not tried again for a while: each attempt keeps
everybody waiting who looks at papers.
"""

import time
from datetime import date

import transaction
from zExceptions import NotFound

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.application import Document
from permitdesk.casework.download import ClosedError
from permitdesk.casework.papers import find, may_be_opened, scan_of
from permitdesk.core import clock
from permitdesk.documents import BusyError, Examined, Refused, page_image

USUAL, LARGE = 1200, 2400  # points of the longer edge
_seen: dict[tuple[str, str, str], date] = {}
_MOST_SEEN = 20_000
SECONDS_NOT_TRIED = 3600
SECONDS_UNTIL_FREE = 5
# What could not be drawn, by hash, page and size, and until when it is not tried.
_failed: dict[tuple[str, int, int], tuple[float, str]] = {}
_MOST_FAILED = 20_000


class NoPictureError(ValueError):
    """The document cannot be drawn within the limits: download it."""


class PictureLaterError(RuntimeError):
    """Others look at papers now."""


def picture(case, id_: str, number: int, is_large: bool, how: str, response) -> bytes:
    """A page, from 1, as a JPEG, with headers under which it stays with the person.

    ``how`` says by which way. Raises ``NotFound``, ``ClosedError``,
    ``NoPictureError`` and ``PictureLaterError``.
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
        found = _drawn(document, number, LARGE if is_large else USUAL)
    except NoPictureError:
        response.setStatus(422)
        raise
    except BusyError as error:
        response.setStatus(503)
        response.setHeader("Retry-After", str(SECONDS_UNTIL_FREE))
        raise PictureLaterError from error
    if found.written is None:
        raise NotFound(str(number))
    response.setHeader("Content-Type", "image/jpeg")
    response.setHeader("Content-Disposition", "inline")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
    with found.written as written:
        return written.read()


def _drawn(document, number: int, longest: int) -> Examined:
    key, now = (document.given_sha256, number, longest), time.monotonic()
    until, reason = _failed.get(key, (now, ""))
    if now < until:
        raise NoPictureError(reason)
    try:
        with document.blob.open("r") as kept:
            return page_image(kept, document.content_type, number, longest)
    except Refused as refused:
        if len(_failed) >= _MOST_FAILED:
            _failed.clear()
        _failed[key] = now + SECONDS_NOT_TRIED, refused.reason
        raise NoPictureError(refused.reason) from refused


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
