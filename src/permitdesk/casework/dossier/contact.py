"""What becomes of a contact message: it is answered, closed with a reason, or put into a file.

Who wrote it was never identified. So whoever puts it into a case's file decides that for the office
alone: the sender reads that it is dealt with, and nothing of any case.

The file shares what was sent with the contact, it copies nothing: neither ever changes, and it
stays in the file when the contact is deleted.
"""

from Products.CMFCore.utils import getToolByName

from permitdesk.access import actor
from permitdesk.casework import log, reach, steps
from permitdesk.casework.dossier import blocks, messages
from permitdesk.casework.dossier.attached import (
    Attached,
    attached_ever,
    is_apart,
)
from permitdesk.casework.history import DOCUMENT, HANDOVER, Telling
from permitdesk.casework.later import Entry, LaterDocument, Message
from permitdesk.casework.papers import papers_of
from permitdesk.core import _, clock
from permitdesk.core.texts import german

telling = Telling()

CONTACT = "contact"
LONGEST_REASON, MOST_ATTACHED = 500, 100


class NotThereError(LookupError):
    """There is no such case to attach to, or this person may not work on it."""


class KeptApartError(ValueError):
    """A block keeps the contact and the case apart."""


class ContactClosed(Entry):
    """Nothing more is done, for a ``reason``; the sender reads that it is dealt with."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class PutIntoFile(Entry):
    """On the contact: of the case ``target``."""

    is_news = False


def is_contact(case) -> bool:
    return case.kind == CONTACT


def is_done(case) -> bool:
    """Whether nothing more happens to a contact."""
    return case.state == "closed"


def answer(case, text: str, key: str, module: str = "") -> bool:
    """Write to who sent it, with a text module or without, and note that it is answered; False for
    what is there already. Raises LookupError for a module that there is not."""
    if not is_contact(case) or is_done(case) or not messages.write(case, module, text, key):
        return False
    if steps.is_possible(case, "answer"):
        steps.take(case, "answer")
    return True


def close(case, reason: str) -> bool:
    """Close it with a reason; False where it is. ValueError without a reason."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValueError("reason")
    if not is_contact(case) or is_done(case):
        return False
    log.add(case, ContactClosed(clock.now(), actor(), reason=reason), "case.contact-closed")
    _close(case)
    return True


def attach(case, typed: str) -> bool:
    """Put a contact into the file of another case, which has this reference, and close it; False
    where it is closed already. Raises ``NotThereError``, ``KeptApartError``."""
    if not is_contact(case) or is_done(case):
        return False
    target = reach.readable(typed)
    if target is None or not reach.works_on(target) or is_contact(target):
        raise NotThereError(typed)
    if blocks.are_kept_apart(case.reference, target.reference):
        raise KeptApartError(typed)
    if len(attached_ever(target)) >= MOST_ATTACHED:
        raise ValueError("too many")
    now, by = clock.now(), actor()
    kept = tuple(each for each in case.later if isinstance(each, Message | LaterDocument))
    entry = Attached(
        now,
        by,
        case.reference,
        contact=case.reference,
        application=case.application,
        later=kept,
        papers=papers_of(case),  # shared: what a scanner says later counts here too
    )
    log.add(target, entry, "case.contact-attached")
    log.add(case, PutIntoFile(now, by, target=target.reference), "case.put-into-file")
    _close(case)
    return True


def put_into(case):
    """The case in whose file a contact lies, for who may read it; None otherwise."""
    found = log.internal(case).of(PutIntoFile)
    return reach.readable(found[-1].target) if found else None


def _close(case) -> None:
    tool = getToolByName(case, "portal_workflow")
    if "close" in {each["id"] for each in tool.getTransitionsFor(case)}:
        tool.doActionFor(case, "close")
    else:
        steps.take(case, "close_unanswered")


@telling.of(ContactClosed, HANDOVER)
def _closed(case, entry: ContactClosed) -> str:
    return german(_("casework_dossier_contact_closed", default="Ohne weitere Antwort erledigt"))


@telling.of(PutIntoFile, HANDOVER)
def _put(case, entry: PutIntoFile) -> str:
    if reach.readable(entry.target) is None:
        return german(
            _("casework_dossier_put_elsewhere", default="Zu einem anderen Vorgang genommen")
        )
    return german(
        _(
            "casework_dossier_put",
            default="Zum Vorgang ${reference} genommen",
            mapping={"reference": entry.target},
        )
    )


@telling.of(Attached, DOCUMENT)
def _attached(case, entry: Attached) -> str:
    if is_apart(case, entry):
        return ""
    return german(
        _(
            "casework_dossier_attached",
            default="Anfrage ${reference} zum Vorgang genommen",
            mapping={"reference": entry.contact},
        )
    )
