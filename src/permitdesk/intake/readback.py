"""Reads a case back from the storage after the commit, before anybody sees a receipt.

A client of a storage can acknowledge a commit that was never stored. So when the transaction of a
submission is over, a second connection, its caches emptied, must find the case with the same
fingerprint and documents that hash to the same; otherwise the answer becomes "please send again".
The draft is kept until then. docs/decisions has the reasons.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import transaction
import ZODB.Connection
from ZODB.POSException import ConflictError, POSKeyError
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite, setSite
from zope.i18n import translate

from permitdesk.core import _, connections, languages
from permitdesk.intake import drafts, receipts
from permitdesk.intake.interfaces import ISubmissionTarget
from permitdesk.intake.submission import Receipt

logger = logging.getLogger("permitdesk.intake")
KEY = "permitdesk.intake.readback"
NOT_STORED = _(
    "intake_not_stored",
    default="Ihr Antrag ist noch nicht angekommen. Bei uns ist etwas schiefgegangen. Es ist nichts"
    " verloren. Bitte senden Sie in einer Minute noch einmal.",
)


@dataclass(frozen=True)
class Expected:
    """What must be in the storage once the transaction is over."""

    site: tuple[str, ...]
    service: tuple[str, ...]
    receipt: Receipt
    draft_code: str = ""


def watch(request) -> None:
    """From now on a failure of this request other than a plain conflict empties the caches."""
    IAnnotations(request).setdefault(KEY, [])


def expect(request, service, receipt: Receipt, draft_code: str = "") -> None:
    """Have a submission read back after this request's commit."""
    expected = Expected(getSite().getPhysicalPath(), service.getPhysicalPath(), receipt, draft_code)
    IAnnotations(request)[KEY] = [*IAnnotations(request).get(KEY, ()), expected]


def is_whole(target, receipt: Receipt) -> bool:
    """Whether the target holds what a receipt says, its documents' bytes included."""
    try:
        stored: Mapping[str, object] | None = target.stored(receipt.reference)
    except POSKeyError as error:
        # A document's file is gone from the storage: seen with three writers on a FileStorage.
        logger.error("Reading %s: %s", receipt.reference, type(error).__name__)
        return False
    return stored is not None and (
        stored["fingerprint"] == receipt.fingerprint
        and list(stored["documents"]) == [each.stored_sha256 for each in receipt.documents]
    )


def after_commit(event) -> None:
    """Subscriber of the publisher's success, which comes after its commit."""
    expected = IAnnotations(event.request).get(KEY)
    for each in expected or ():
        try:
            whole = verify(each)
        except Exception as error:  # whatever it is, the person must not see a receipt
            # The text of an error may hold what somebody sent.
            logger.error("Reading back %s: %s", each.receipt.reference, type(error).__name__)
            whole = False
        if not whole:
            logger.error("%s was acknowledged but is not stored.", each.receipt.reference)
            ZODB.Connection.resetCaches()
            connections.discard(getSite()._p_jar)
            _reopen_draft(each)
            answer_not_stored(event.request)
            return
        _empty_draft(each)


def after_failure(event) -> None:
    """Subscriber of the publisher's failure: discard connections that met more than a conflict."""
    if KEY not in IAnnotations(event.request):
        return
    if not issubclass(event.exc_info[0], ConflictError):
        ZODB.Connection.resetCaches()
    elif event.retry:
        return
    if not event.retry and event.request.response.getStatus() >= 500:
        answer_not_stored(event.request)


def verify(expected: Expected) -> bool:
    """Whether a fresh connection finds the case, its documents and the receipt."""
    with fresh_site(expected.site) as site:
        service = site.unrestrictedTraverse(expected.service)
        reference = expected.receipt.reference
        return receipts.is_kept(site, reference) and is_whole(
            ISubmissionTarget(service), expected.receipt
        )


@contextmanager
def fresh_site(path: tuple[str, ...]) -> Iterator:
    """The portal on a connection of its own with empty caches; commits at the end."""
    before = getSite()
    manager = transaction.TransactionManager()
    with connections.apart(before._p_jar.db(), manager) as connection:
        try:
            site = connection.root()["Application"].unrestrictedTraverse(path)
            setSite(site)
            with manager:
                yield site
        finally:
            setSite(before)


def _empty_draft(expected: Expected) -> None:
    """The case is safe: of the draft only the way to the receipt is left."""
    if not expected.draft_code:
        return
    try:
        with fresh_site(expected.site) as site:
            draft = drafts.find(site, expected.draft_code, drafts.ANYBODY)
            if draft is not None and draft.sent:
                draft.empty()
    except ConflictError:
        # A second tab was faster, or the daily clean-up will be: sent drafts end in a day.
        logger.info("The draft of %s is left to the clean-up.", expected.receipt.reference)


def _reopen_draft(expected: Expected) -> None:
    if not expected.draft_code:
        return
    try:
        with fresh_site(expected.site) as site:
            draft = drafts.find(site, expected.draft_code, drafts.ANYBODY)
            if draft is not None:
                draft.unmark_sent()
    except Exception as error:  # the storage may be down; sending again works all the same
        logger.error("Opening a draft again: %s", type(error).__name__)


def answer_not_stored(request) -> None:
    """Turn the response into a 503 that says what to do; nobody sees a receipt."""
    response, language = request.response, languages.of(request)
    message = translate(NOT_STORED, target_language=language)
    # plone.rest locks what it says about an error: with the text of the exception in it.
    response._locked_status = response._locked_body = 0
    response.headers.pop("location", None)
    response.setStatus(503, lock=True)
    response.setHeader("Retry-After", "60")
    response.setHeader("Cache-Control", "private, no-store")
    if "json" in (response.getHeader("Content-Type") or "") or "json" in (
        request.get("HTTP_ACCEPT") or ""
    ):
        response.setHeader("Content-Type", "application/json")
        body = {"error": {"type": "ServiceUnavailable", "message": message}}
        response.setBody(json.dumps(body, ensure_ascii=False).encode())
        return
    response.setHeader("Content-Type", "text/html; charset=utf-8")
    direction = languages.direction(language)
    back = translate(
        _("intake_not_stored_back", default="Zurück zu Ihrem Antrag"), target_language=language
    )
    # No template: rendering one would read the database that just failed.
    response.setBody(
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{message}</title></head>'
        f'<body><main><p>{message}</p><p><a href="check">{back}</a></p></main></body></html>'
    )
