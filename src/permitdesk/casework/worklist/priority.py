"""What matters first, and why: one day for each case by which the office has to act.

The day is worked out from facts that stand still (when a title expires, when work begins, since
when a reply is unread), never from today: so it can be kept in an order, and nothing has to be
reckoned anew at night. Today only decides how the reason is said. See docs/decisions/0036.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zope.i18nmessageid import Message

from permitdesk.casework.row import APPLICANT, NO_DAY, NOBODY, OFFICE, Row
from permitdesk.casework.states import PENDING
from permitdesk.core import _, clock

# A case may not come before those that were received earlier only because its title expired long
# ago: no day by which to act lies before the day received, but for what is called urgent.
LEAD = {
    "expires": -14,  # days from the fact to the day by which to act
    "starts": -14,
    "deadline": -7,
    "reply": 1,
    "urgent": -7,
    "soon": 5,
    "age": 60,
}
# The same for what was set, by what it is for. An answer may come on its last day.
DUE_LEAD = {"asked": 1, "hearing": 1, "decide": -14, "deliver": 3}
# § 75 VwGO: after three months without a decision the applicant may go to court.
INACTION, WARNING = 91, 14


@dataclass(frozen=True)
class Claim:
    """A reason to act: ``kind`` is a word of LEAD, ``day`` the fact's own day."""

    kind: str
    day: date
    act_by: date


def claims(row: Row) -> Iterator[Claim]:
    """Every reason to act on a case; none for one on which nobody waits.

    While the applicant has to do something, only what runs out all the same is a reason.
    """
    received = _received(row)
    for kind, day in _facts(row, received):
        lead = DUE_LEAD.get(row.due_for, 0) if kind == "due" else LEAD[kind]
        act_by = day + timedelta(lead)
        yield Claim(kind, day, act_by if kind in ("urgent", "due") else max(act_by, received))


def first_claim(row: Row) -> Claim | None:
    """The reason that leads; None for a case on which nobody waits."""
    return min(claims(row), key=lambda claim: (claim.act_by, claim.day, claim.kind), default=None)


def matters(row: Row) -> str:
    """The sort key: first what has to be done, by the day by which to act; then the others, newest
    first. It holds no name."""
    claim = first_claim(row)
    if claim is None:
        # Counted down, so that the newest comes first in an ascending order.
        seconds = int(datetime.fromisoformat(row.received).timestamp())
        return f"1 {9_999_999_999 - seconds:010d}"
    return f"0 {claim.act_by} {claim.day} {_received(row)}"


def to_do_until(day: date) -> tuple[str, str]:
    """The first and last sort key of what has to be done by a day."""
    return "0 ", f"0 {day}\uffff"


def priority(row: Row, today: date) -> tuple[str, Message | None]:
    """The rank of a case (smaller comes first), and in words why it stands there."""
    claim = first_claim(row)
    return matters(row), reason(claim, row, today) if claim else None


def reason(claim: Claim, row: Row, today: date) -> Message:
    """Why a case matters, as the office says it today."""
    left = (claim.day - today).days
    if claim.kind == "due":
        return _counted(DUE.get(row.due_for, DUE[""]), left)
    if claim.kind == "age" and -left >= INACTION - WARNING:
        return _said(INACTION_SAID, days=-left)
    if claim.kind in ("urgent", "soon"):
        return URGENCY[claim.kind]
    if claim.kind == "age" and row.waiting == APPLICANT and left < -1:
        return _said(WAITED, days=-left)
    return _counted(WORDS[claim.kind], left)


def due_in_words(kind: str, day: date, today: date) -> Message:
    """What a day is for, a word of DUE, and how far off it is."""
    return _counted(DUE.get(kind, DUE[""]), (day - today).days)


def _facts(row: Row, received: date) -> Iterator[tuple[str, date]]:
    if row.waiting == NOBODY:
        return
    if row.due != NO_DAY:
        yield "due", date.fromisoformat(row.due)
    if row.news_since and row.waiting == OFFICE:
        yield "reply", date.fromisoformat(row.news_since)
    if row.state not in PENDING:
        return
    if row.expires != NO_DAY:
        yield "expires", date.fromisoformat(row.expires)
    # Who was at work already when they applied waits for no first day.
    if row.starts != NO_DAY and row.starts >= received.isoformat():
        yield "starts", date.fromisoformat(row.starts)
    yield "age", received
    if row.waiting == APPLICANT:
        return
    if row.deadline not in (NO_DAY, row.expires, row.due):
        yield "deadline", date.fromisoformat(row.deadline)
    if row.urgency in ("urgent", "soon"):
        yield row.urgency, received


def _received(row: Row) -> date:
    return clock.day_of(datetime.fromisoformat(row.received))


# For each reason: days in the future, tomorrow, today, yesterday, days in the past.
WORDS = {
    "expires": (
        _("casework_worklist_expires_in", default="Titel läuft in ${days} Tagen ab"),
        _("casework_worklist_expires_tomorrow", default="Titel läuft morgen ab"),
        _("casework_worklist_expires_today", default="Titel läuft heute ab"),
        _("casework_worklist_expired_yesterday", default="Titel gestern abgelaufen"),
        _("casework_worklist_expired", default="Titel seit ${days} Tagen abgelaufen"),
    ),
    "starts": (
        _("casework_worklist_starts_in", default="Arbeitsbeginn in ${days} Tagen"),
        _("casework_worklist_starts_tomorrow", default="Arbeitsbeginn morgen"),
        _("casework_worklist_starts_today", default="Arbeitsbeginn heute"),
        _("casework_worklist_started_yesterday", default="Arbeitsbeginn war gestern"),
        _("casework_worklist_started", default="Arbeitsbeginn war vor ${days} Tagen"),
    ),
    "deadline": (
        _("casework_worklist_deadline_in", default="Frist in ${days} Tagen"),
        _("casework_worklist_deadline_tomorrow", default="Frist morgen"),
        _("casework_worklist_deadline_today", default="Frist heute"),
        _("casework_worklist_deadline_yesterday", default="Frist gestern abgelaufen"),
        _("casework_worklist_deadline_over", default="Frist seit ${days} Tagen abgelaufen"),
    ),
    "reply": (
        _("casework_worklist_reply_today", default="Antwort heute eingegangen"),
        _("casework_worklist_reply_today", default="Antwort heute eingegangen"),
        _("casework_worklist_reply_today", default="Antwort heute eingegangen"),
        _("casework_worklist_reply_yesterday", default="Antwort seit gestern ungelesen"),
        _("casework_worklist_reply_since", default="Antwort seit ${days} Tagen ungelesen"),
    ),
    "age": (
        _("casework_worklist_received_today", default="Heute eingegangen"),
        _("casework_worklist_received_today", default="Heute eingegangen"),
        _("casework_worklist_received_today", default="Heute eingegangen"),
        _("casework_worklist_received_yesterday", default="Gestern eingegangen"),
        _("casework_worklist_received_since", default="Seit ${days} Tagen hier"),
    ),
}
INACTION_SAID = _(
    "casework_worklist_inaction",
    default="Seit ${days} Tagen ohne Entscheidung (§ 75 VwGO: drei Monate)",
)
WAITED = _("casework_worklist_waited", default="Wartet auf Antwort, seit ${days} Tagen hier")
URGENCY = {
    "urgent": _("casework_worklist_claimed_urgent", default="Als sehr dringend gemeldet"),
    "soon": _("casework_worklist_claimed_soon", default="Als dringend gemeldet"),
}
# What a day is for that the office or the law set. A part of casework that sets such days adds
# its word here; "" is what an unknown word reads as.
DUE = {
    "": (
        _("casework_worklist_due_in", default="Fällig in ${days} Tagen"),
        _("casework_worklist_due_tomorrow", default="Fällig morgen"),
        _("casework_worklist_due_today", default="Heute fällig"),
        _("casework_worklist_due_yesterday", default="Gestern fällig gewesen"),
        _("casework_worklist_due_over", default="Seit ${days} Tagen fällig"),
    ),
    "asked": (
        _("casework_worklist_asked_in", default="Nachfrist endet in ${days} Tagen"),
        _("casework_worklist_asked_tomorrow", default="Nachfrist endet morgen"),
        _("casework_worklist_asked_today", default="Nachfrist endet heute"),
        _("casework_worklist_asked_yesterday", default="Nachfrist gestern abgelaufen"),
        _("casework_worklist_asked_over", default="Nachfrist seit ${days} Tagen abgelaufen"),
    ),
    "hearing": (
        _("casework_worklist_hearing_in", default="Anhörung endet in ${days} Tagen"),
        _("casework_worklist_hearing_tomorrow", default="Anhörung endet morgen"),
        _("casework_worklist_hearing_today", default="Anhörung endet heute"),
        _("casework_worklist_hearing_yesterday", default="Anhörung gestern abgelaufen"),
        _("casework_worklist_hearing_over", default="Anhörung seit ${days} Tagen abgelaufen"),
    ),
    "decide": (
        _("casework_worklist_decide_in", default="Entscheidung fällig in ${days} Tagen"),
        _("casework_worklist_decide_tomorrow", default="Entscheidung morgen fällig"),
        _("casework_worklist_decide_today", default="Entscheidung heute fällig"),
        _("casework_worklist_decide_yesterday", default="Entscheidung war gestern fällig"),
        _("casework_worklist_decide_over", default="Entscheidung seit ${days} Tagen fällig"),
    ),
    "deliver": (
        _("casework_worklist_decided_today", default="Heute entschieden, noch nicht bekannt"),
        _("casework_worklist_decided_today", default="Heute entschieden, noch nicht bekannt"),
        _("casework_worklist_decided_today", default="Heute entschieden, noch nicht bekannt"),
        _("casework_worklist_decided_yesterday", default="Gestern entschieden, noch nicht bekannt"),
        _(
            "casework_worklist_decided",
            default="Seit ${days} Tagen entschieden, noch nicht bekannt gegeben",
        ),
    ),
    "certificate": (
        _(
            "casework_dossier_due_certificate_in",
            default="Fiktionsbescheinigung endet in ${days} Tagen",
        ),
        _(
            "casework_dossier_due_certificate_tomorrow",
            default="Fiktionsbescheinigung endet morgen",
        ),
        _("casework_dossier_due_certificate_today", default="Fiktionsbescheinigung endet heute"),
        _(
            "casework_dossier_due_certificate_yesterday",
            default="Fiktionsbescheinigung endete gestern",
        ),
        _(
            "casework_dossier_due_certificate_over",
            default="Fiktionsbescheinigung seit ${days} Tagen abgelaufen",
        ),
    ),
    "task": (
        _("casework_worklist_task_in", default="Aufgabe fällig in ${days} Tagen"),
        _("casework_worklist_task_tomorrow", default="Aufgabe fällig morgen"),
        _("casework_worklist_task_today", default="Aufgabe heute fällig"),
        _("casework_worklist_task_yesterday", default="Aufgabe war gestern fällig"),
        _("casework_worklist_task_over", default="Aufgabe seit ${days} Tagen fällig"),
    ),
}


def _counted(words: tuple[Message, ...], left: int) -> Message:
    """The words for so many days from today."""
    near = {1: words[1], 0: words[2], -1: words[3]}
    return near.get(left) or _said(words[0] if left > 0 else words[4], days=abs(left))


def _said(message: Message, **values: object) -> Message:
    return Message(message, mapping=values)
