"""Takes a case through hearing, decision and delivery, as somebody of the office does."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager, setSecurityManager
from Products.CMFCore.utils import getToolByName

from permitdesk.casework.decision import record
from permitdesk.casework.decision.check import Sending, Verdict
from permitdesk.casework.letters.shipped import add_shipped
from permitdesk.casework.office import office
from permitdesk.core import clock

GRANTED = Verdict(
    outcome="granted",
    reason="Alle Voraussetzungen liegen vor.",
    legal_basis="§ 18b AufenthG",
    valid_from="2026-04-01",
    valid_until="2029-03-31",
    conditions=("Erwerbstätigkeit erlaubt.",),
)
REFUSED = Verdict(
    outcome="refused",
    reason="GEHEIMER GRUND der Ablehnung.",
    legal_basis="§ 5 Abs. 1 Nr. 1 AufenthG",
)
NOT_HEARD = replace(
    REFUSED, without_hearing="as-stated", why_not_heard="Die Angaben stammen von der Person."
)


@contextmanager
def acting(portal, user: str):
    """Within this block somebody of the office acts."""
    before = getSecurityManager()
    newSecurityManager(None, portal.acl_users.getUserById(user).__of__(portal.acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)


def let_write(portal) -> None:
    """The office has templates and what stands at the head of its letters."""
    add_shipped(office(portal))
    settings = portal.portal_registry
    settings["permitdesk.district.office_address"] = "Kreishausplatz 1\n12345 Auenfeld"
    settings["permitdesk.district.office_phone"] = "05555 480-0"


def in_review(case):
    """Take a case up."""
    getToolByName(case, "portal_workflow").doActionFor(case, "take_up")
    return case


def handed_over(**changes) -> Sending:
    """Handed to the person today."""
    today = clock.today().isoformat()
    return replace(Sending("handed-over", today, today, remedy="objection"), **changes)


def posted(**changes) -> Sending:
    """An ordinary letter that was posted today."""
    today = clock.today().isoformat()
    return replace(Sending("post", today, remedy="objection"), **changes)


def a_decided_case(portal, case, verdict=NOT_HEARD, user="anna"):
    """In review, then decided."""
    with acting(portal, user):
        in_review(case)
        record.decide(case, verdict)
    return case


def a_delivered_case(portal, case, verdict=NOT_HEARD, user="anna", **sending):
    """Decided, and handed over today."""
    a_decided_case(portal, case, verdict, user)
    with acting(portal, user):
        record.send(case, handed_over(**sending))
    return case


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()
