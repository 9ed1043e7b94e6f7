"""What comes next in a case: the one step that its page puts first. Nothing here decides."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.casework.checklist.missing import items
from permitdesk.casework.checklist.open_papers import open_among
from permitdesk.casework.checklist.unanswered import unanswered
from permitdesk.casework.decision import standing
from permitdesk.casework.handover.delivery import CONFIRMED, deliveries
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.templates import DECISIONS
from permitdesk.casework.states import TRANSITIONS
from permitdesk.core import _, clock

DECIDE = TRANSITIONS["decide"]
ASK = _("casework_next_ask", default="Fehlendes anfordern")
CHECK = _("casework_next_check", default="Unterlagen prüfen")
HEARD = _("casework_decision_statement_title", default="Stellungnahme eintragen")
ANSWER = _("casework_next_answer", default="Antwort schreiben")
WRITE = _("casework_next_write", default="Bescheid schreiben")
FINISH = _("casework_next_finish", default="Bescheid fertig schreiben")
DELIVER = TRANSITIONS["deliver"]
HAND_ON = _("casework_next_hand_on", default="Akte übergeben")
RESULT = _("casework_decision_result_title", default="Ergebnis der Zustellung eintragen")
# A step that ends a case against its usual course is never the one that is put first.
NEVER_FIRST = frozenset(("withdraw", "hand_over", "take_back_hand_over", "take_back_decision"))


@dataclass(frozen=True)
class Standing:
    """How far a case is. ``asked``: something is asked for and not there; ``lacks``: something is
    missing that nobody has asked for; ``unread``: something came that nobody has looked at."""

    state: str
    is_contact: bool = False
    asked: bool = False
    lacks: bool = False
    unread: bool = False
    heard: bool = False
    decided: bool = False
    draft: str = ""  # the id of a letter with the decision that is not finished
    written: bool = False
    underway: bool = False  # the file goes elsewhere, and nobody said that it arrived
    tried: str = ""  # the key of a delivery of which nobody knows what became of it


@dataclass(frozen=True)
class Step:
    """``way`` is a page of the case, or a place on it (#)."""

    title: Message
    way: str


def next_step(case: Standing) -> Step | str | None:
    """A page to go to, or the id of a transition; None while somebody else has to act."""
    match case.state:
        case "received":
            return Step(ANSWER, "#contact") if case.is_contact else "take_up"
        case "in_review":
            return _in_review(case)
        case "documents_requested":
            if case.unread:
                return Step(CHECK, "#checklist")
            return None if case.asked or case.lacks else "resume_review"
        case "hearing":
            return Step(DECIDE, "/@@decide") if case.heard else Step(HEARD, "/@@hearing-answer")
        case "decided" if case.decided:
            return _decided(case)
        case "delivered" | "answered" | "withdrawn":
            return "close"
        case "handed_over" if case.underway:
            return Step(HAND_ON, "#handing-on")
    return None


def _in_review(case: Standing) -> Step | None:
    if case.unread:
        return Step(CHECK, "#checklist")
    if case.lacks:
        return Step(ASK, "#request")
    return None if case.asked else Step(DECIDE, "/@@decide")


def _decided(case: Standing) -> Step:
    if case.tried:
        return Step(RESULT, f"/@@delivery/{case.tried}")
    if case.written:
        return Step(DELIVER, "/@@record-delivery")
    if case.draft:
        return Step(FINISH, f"/@@letter/{case.draft}")
    return Step(WRITE, "#letters")


def standing_of(case) -> Standing:
    """How far a case is, read off what lies in it."""
    found = items(case)
    papers = open_among(found)
    asked = set(unanswered(case))
    decision = standing.decision(case)
    drafts = [
        each.id
        for each in letters.letters(case)
        if each.kind in DECISIONS and not each.finished and decision
        if each.decision == decision.key
    ]
    pending = [each.tried for each in standing.pending(case)]
    return Standing(
        case.state,
        is_contact=case.kind == "contact",
        asked=bool(set(papers.awaited) & asked),
        lacks=bool(set(papers.awaited) - asked),
        unread=bool(papers.unread),
        heard=case.state == "hearing" and standing.was_heard(case, clock.today()),
        decided=decision is not None,
        draft=drafts[-1] if drafts else "",
        written=bool(letters.of_decision(case)),
        underway=any(each.state != CONFIRMED for each in deliveries(case)[-1:]),
        tried=pending[-1].key if pending else "",
    )
