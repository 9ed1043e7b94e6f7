"""Asking for one document, and taking that back."""

from zope.event import notify

from permitdesk.access import actor
from permitdesk.casework.case import Case
from permitdesk.casework.caseworker import move_on, recorded
from permitdesk.casework.checklist.missing import missing, open_asked
from permitdesk.casework.interfaces import DOCUMENT_ASKED, REQUEST_TAKEN_BACK, News
from permitdesk.casework.later import Asked, TakenBack
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE


def ask(case: Case, requirement: str, title: str, note: str, key: str) -> bool:
    """Ask for a document, and move the case on where its state has such a step."""
    asked = Asked(clock.now(), actor(), key, requirement=requirement, title=title, note=note)
    if not recorded(case, asked, "case.document-asked", requirement or "other"):
        return False
    if not move_on(case, "request_documents"):  # which tells the applicant by itself
        notify(News(case, DOCUMENT_ASKED))
    return True


def take_back(case: Case, key: str) -> bool:
    """A document that was asked for is not needed any more; False where it is not open (any more).

    The case goes back into review where nothing else is missing.
    """
    if key not in {each.key for each in open_asked(case)}:
        return False
    entry = TakenBack(clock.now(), actor(), key, asked=key)
    if not recorded(case, entry, "case.request-taken-back"):
        return False
    if missing(case, SOURCE) or not move_on(case, "resume_review"):
        notify(News(case, REQUEST_TAKEN_BACK))
    return True
