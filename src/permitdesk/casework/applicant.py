"""What an applicant does with their case, for the status page and its API.

Whoever calls has made sure that the applicant asks. Each function is part of the caller's
transaction, leaves a record in the audit trail and tells the desk when it has heard nothing new
for a while. What is done twice with the same key is done once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from AccessControl.users import UnrestrictedUser
from Acquisition import aq_inner, aq_parent
from Products.CMFCore.utils import getToolByName

from permitdesk import privacy
from permitdesk.casework import by_mail, contact_data, notice, once, papers
from permitdesk.casework.case import Case
from permitdesk.casework.checklist import missing as papers_missing
from permitdesk.casework.checklist.entries import Requested, said
from permitdesk.casework.checklist.missing import Missing, known_papers
from permitdesk.casework.checklist.waiting import answer_until
from permitdesk.casework.dossier import certificate as certificates
from permitdesk.casework.handover import authority
from permitdesk.casework.later import (
    APPLICANT,
    OFFICE,
    Consent,
    Correction,
    LaterDocument,
    Message,
    Seen,
    Withdrawal,
)
from permitdesk.casework.papers import is_usable
from permitdesk.casework.reading import birth_date, service_title
from permitdesk.casework.states import is_open
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.intake import SubmittedDocument

__all__ = (
    "LONGEST_MESSAGE",
    "Certificate",
    "Full",
    "GivenTo",
    "Missing",
    "allow_mails",
    "answer_until",
    "birth_date",
    "can_withdraw",
    "certificate",
    "correct",
    "corrected",
    "end_mails",
    "end_session",
    "given_to",
    "hand_in",
    "handed_in",
    "has_ended",
    "is_open",
    "mark_read",
    "may_hand_in",
    "messages",
    "missing",
    "new_messages",
    "paper",
    "position",
    "request",
    "said",
    "service_title",
    "takes_papers",
    "withdraw",
    "write",
)
LONGEST_MESSAGE = 4000
MOST_MESSAGES, MOST_DOCUMENTS, MOST_CORRECTIONS, MOST_CONSENTS = 200, 60, 50, 100


@dataclass(frozen=True)
class Certificate:
    """A Fiktionsbescheinigung that was issued, as its owner may know of it. ``is_posted``: it comes
    by post, otherwise one gets it at the office."""

    until: date
    is_posted: bool
    is_handed_over: bool

    @property
    def is_expired(self) -> bool:
        return self.until < clock.today()


class Full(ValueError):  # noqa: N818 - it is a state, no failure
    """There are as many as a case can hold."""


def takes_papers(case: Case) -> bool:
    """Whether documents are asked for and taken: not once the decision is delivered."""
    return is_open(case) and case.state != "delivered"


@dataclass(frozen=True)
class GivenTo:
    """The authority that a case went to. Its name is empty where it is not to be told here;
    ``file`` says how far the file is: ``under-way``, ``sent`` or ``arrived``."""

    name: str
    address: tuple[str, ...]
    contact: str
    file: str


def given_to(case: Case) -> GivenTo | None:
    """Which other authority is responsible now; None where this office still is."""
    found = authority.given(case)
    if found is None:
        return None
    state = found.delivery.state if found.delivery else ""
    file = {"sent": "sent", "confirmed": "arrived"}.get(state, "under-way")
    if not found.entry.shown:
        return GivenTo("", (), "", file)
    lines = tuple(each.strip() for each in found.entry.address.splitlines() if each.strip())
    return GivenTo(found.entry.name, lines, found.entry.contact, file)


def missing(case: Case, language: str) -> list[Missing]:
    """What has to come, as the applicant is told: not yet what staff only marked."""
    found = papers_missing.missing(case, language)
    return [each for each in found if not is_only_marked(each)]


def may_hand_in(case: Case, language: str) -> list[Missing]:
    """What is missing, and what was handed in later already: a page may have been forgotten."""
    found = papers_missing.may_hand_in(case, language)
    return [each for each in found if not is_only_marked(each)]


def is_only_marked(item: Missing) -> bool:
    """Whether staff did not take what came, and have not asked for it since."""
    if item.rejected is None:
        return False
    return item.asked_at is None or item.asked_at < item.rejected.at


def messages(case: Case) -> tuple[Message, ...]:
    """Both sides' messages, oldest first."""
    return case.later.of(Message)


def new_messages(case: Case) -> tuple[Message, ...]:
    """What the office wrote since the applicant last said that they have read everything."""
    return tuple(each for each in case.later.new_for(APPLICANT) if isinstance(each, Message))


def request(case: Case) -> Requested | None:
    """The last one with which staff asked for several documents, while one of these is missing."""
    open_ = {each.asked for each in missing(case, SOURCE)} - {""}
    found = [each for each in case.later.of(Requested) if open_ & set(each.asked)]
    return found[-1] if found else None


def handed_in(case: Case, language: str) -> list[tuple[str | Text, datetime]]:
    """What was handed in later and can be used, and when; oldest first, without the names of
    files."""
    titles = {each.id: each.title for each in known_papers(case, language)}
    return [
        (titles.get(each.requirement, each.requirement), each.at)
        for each in case.later.of(LaterDocument)
        if is_usable(case, each)
    ]


def corrected(case: Case) -> list[tuple[tuple[str, ...], datetime]]:
    """Which contact data were corrected, by name, and when; oldest first, without the data."""
    return [(tuple(each.values), each.at) for each in case.later.of(Correction)]


def position(case: Case) -> int:
    """How much there is to read now; ``mark_read`` takes it. What the office records beside does
    not count: the number would tell that something has happened."""
    seen = [number for number, each in enumerate(case.later, 1) if is_for_applicant(each)]
    return seen[-1] if seen else 0


def is_for_applicant(entry) -> bool:
    """Whether the office wrote this for the applicant to read."""
    return entry.side == OFFICE and entry.is_news


def write(case: Case, text: str, language: str, key: str) -> bool:
    """Write to the office; False for a message that is there already: the same text with the same
    key. Raises ``Full``."""
    key = once.fingerprint(key, text) if key else ""
    if case.later.has(Message, key):
        return False
    _room_for_more(case, Message, MOST_MESSAGES)
    return _add(case, Message(clock.now(), "", key, text=text[:LONGEST_MESSAGE], language=language))


def hand_in(case: Case, item: Missing, submitted: SubmittedDocument, key: str) -> bool:
    """Keep a document that came later; False where this very file is there for it already, or
    came with the same key. Raises ``Full``."""
    later = case.later
    key = once.fingerprint(key, submitted.sha256, item.id) if key else ""
    same = any(
        (each.sha256, each.requirement, each.asked) == (submitted.sha256, item.id, item.asked)
        for each in later.of(LaterDocument)
    )
    if same or later.has(LaterDocument, key):
        return False
    _room_for_more(case, LaterDocument, MOST_DOCUMENTS)
    number = str(len(case.documents) + 1)
    document = LaterDocument(number, submitted, clock.now(), key, item.asked)
    if not _add(case, document):
        return False
    papers.hand_over(case, [document])
    return True


def paper(case: Case, requirement: str, language: str) -> Missing | None:
    """A document that the service knows, there or not; None once nothing can be handed in."""
    if not takes_papers(case):
        return None
    return next((each for each in known_papers(case, language) if each.id == requirement), None)


def correct(case: Case, values: Mapping[str, str]) -> bool:
    """Keep corrected contact data; False where all of it is known already. Raises ``Full``."""
    known = contact_data.current(case)
    changed = {name: value for name, value in values.items() if value and known[name] != value}
    if not changed:
        return False
    _room_for_more(case, Correction, MOST_CORRECTIONS)
    return _add(case, Correction(clock.now(), values=changed))


def allow_mails(case: Case, words: Mapping[str, str]) -> bool:
    """Allow mails that there is news; False where they are allowed already. ``words`` are what was
    agreed to, as ``intake.consent_evidence`` says them. Raises ``Full``."""
    said = by_mail.consent(case)
    if said is not None and said.given:
        return False
    _room_for_more(case, Consent, MOST_CONSENTS)
    return _consented(case, Consent(clock.now(), given=True, **words), "case.mails-allowed")


def end_mails(case: Case, way: str) -> bool:
    """Allow them no longer; False where they are not allowed. ``way`` is a word for the trail."""
    said = by_mail.consent(case)
    if said is None or not said.given:
        return False
    entry = Consent(
        clock.now(), given=False, version=said.version, language=said.language, text=said.text
    )
    return _consented(case, entry, "case.mails-ended", way)


def _consented(case: Case, entry: Consent, action: str, why: str = "") -> bool:
    added = case.add_later(entry)
    privacy.record(action, case.reference, why or entry.version, who="")
    return added


def can_withdraw(case: Case) -> bool:
    """Whether there is an application that can be taken back. A decision that was not delivered
    yet changes nothing about that (§ 43 Abs. 1 VwVfG), and nobody learns of it from here; after
    its delivery there is nothing left to take back here."""
    return case.kind == "application" and is_open(case) and case.state != "delivered"


def withdraw(case: Case) -> bool:
    """Take the application back; False where there is nothing to take back (any more)."""
    if not can_withdraw(case):
        return False
    before = getSecurityManager()
    # No one has the permission of the transition by an access code; this is the one exception.
    newSecurityManager(None, UnrestrictedUser("", "", (), ()))
    try:
        getToolByName(case, "portal_workflow").doActionFor(case, "withdraw")
    finally:
        setSecurityManager(before)
    return _add(case, Withdrawal(clock.now()))


def mark_read(case: Case, count: int) -> None:
    """The applicant has read the first ``count`` entries."""
    count = min(count, position(case))
    if new_messages(case):
        case.add_later(Seen(clock.now(), "", f"applicant:{count}", count=count))
        privacy.record("case.read-by-applicant", case.reference, who="")


def end_session(case: Case, id_: str, until: datetime) -> None:
    """A session of the status page was signed out; nobody uses it again."""
    case.own_later().end_session(id_, until, clock.now())


def certificate(case: Case) -> Certificate | None:
    """The Fiktionsbescheinigung that was issued last; None where there is none, whatever else the
    office noted: that one is refused its owner learns by letter."""
    found = certificates.current(case)
    if found is None or case.state == "withdrawn":
        return None
    by_post = found.way == certificates.BY_POST
    return Certificate(found.until, by_post, found.handed_over_at is not None)


def has_ended(case: Case, id_: str) -> bool:
    """Whether a session was signed out."""
    return case.later.has_ended(id_)


RECORDED = {
    Message: "case.message-received",
    LaterDocument: "case.document-received",
    Correction: "case.contact-corrected",
    Withdrawal: "case.withdrawn-by-applicant",
}


def _add(case: Case, entry) -> bool:
    knew_all = not case.later.new_for(OFFICE)
    if not case.add_later(entry):
        return False
    why = f"{entry.id}: {entry.sha256}" if isinstance(entry, LaterDocument) else ""
    if isinstance(entry, LaterDocument) and entry.by_link:
        why += ", by a third party's code"
    privacy.record(RECORDED[type(entry)], case.reference, why, who="")
    if knew_all or isinstance(entry, Withdrawal):
        notice.tell_of_news(aq_parent(aq_inner(case)), case)
    return True


def _room_for_more(case: Case, kind: type, most: int) -> None:
    if len([each for each in case.later.of(kind) if not each.by]) >= most:
        raise Full(kind.__name__)
