"""What happens to units, desks and cases when Plone says that something happened."""

from Acquisition import aq_inner, aq_parent
from zExceptions import Forbidden
from zope.event import notify
from zope.i18n import translate

from permitdesk import privacy
from permitdesk.casework import notice
from permitdesk.casework.interfaces import (
    COMPLETE,
    DOCUMENT_ASKED,
    UNUSABLE_FILE,
    CaseMoved,
    ICase,
    IDesk,
    IOffice,
    IUnit,
    News,
)
from permitdesk.casework.later import Unusable
from permitdesk.casework.places import add_desk
from permitdesk.casework.unit import INBOX
from permitdesk.core import _, clock

ASKING = "documents_requested"


def give_inbox(unit, event) -> None:
    """A unit made by hand has a team inbox from the start."""
    if INBOX not in unit:
        add_desk(unit, INBOX, "Team-Posteingang")


def keep_cases(case, event) -> None:
    """Nobody deletes a case by deleting its desk. (With the whole portal it goes.)"""
    removed = (ICase, IDesk, IUnit, IOffice)
    if any(interface.providedBy(event.object) for interface in removed):
        message = _(
            "casework_cases_inside", default="Hier liegen Vorgänge; verschieben Sie sie erst."
        )
        raise Forbidden(translate(message, target_language="de"))


def tell_of_move(case, event) -> None:
    """A workflow's transition: into the audit trail, and to whom it may concern."""
    if event.transition is None:
        return
    before, after = event.old_state.getId(), event.new_state.getId()
    privacy.record("case.moved", case.reference, f"{before} > {after}")
    notify(CaseMoved(case, before, after))
    if after == ASKING:
        notify(News(case, DOCUMENT_ASKED))
    elif before == ASKING and after == "in_review":
        notify(News(case, COMPLETE))


def tell_of_virus(case, event) -> None:
    """Both sides hear of a document that nobody will ever open."""
    entry = Unusable(clock.now(), key=event.document, document=event.document)
    if case.add_later(entry):
        notice.tell_of_news(aq_parent(aq_inner(case)), case)
        notify(News(case, UNUSABLE_FILE))


def workflow_chain(case, tool) -> tuple[str, ...]:
    """A contact has another workflow than an application."""
    return ("permitdesk_contact" if case.kind == "contact" else "permitdesk_application",)
