"""What is wrong with a hearing, a decision or a delivery before it is recorded; by field name.

Pages and services show the messages beside the fields; nothing is recorded while there is one.
"""

from dataclasses import dataclass
from datetime import date

from zope.i18nmessageid import Message

from permitdesk.casework.decision.outcomes import (
    GRANTED,
    GRANTED_IN_PART,
    NEEDS_HEARING,
    OUTCOMES,
    REMEDIES,
    WAYS,
    WITHOUT_HEARING,
)
from permitdesk.core import _

LONGEST_REASON, LONGEST_LINE, MOST_CONDITIONS = 20_000, 1_000, 40
NEEDED = _("casework_decision_needed", default="Füllen Sie dieses Feld aus.")
TOO_LONG = _("casework_decision_too_long", default="Der Text ist zu lang.")
NO_DAY = _(
    "casework_decision_no_day", default="Geben Sie einen Tag an, zum Beispiel 15. März 2026."
)
NOT_HEARD = _(
    "casework_decision_not_heard",
    default="Vor einer Ablehnung muss die Person sich äußern können (§ 28 Abs. 1 VwVfG). Hören Sie"
    " sie zuerst an, warten Sie das Ende der Frist oder die Antwort ab, oder nennen Sie den Grund,"
    " aus dem die Anhörung entfällt.",
)
WHY_NOT_HEARD = _(
    "casework_decision_why_not_heard_needed",
    default="Begründen Sie in diesem Fall, warum ohne Anhörung entschieden wird.",
)
PAST = _("casework_decision_past", default="Dieser Tag ist vorbei.")
FUTURE = _("casework_decision_future", default="Dieser Tag liegt in der Zukunft.")
UNTIL_BEFORE_FROM = _(
    "casework_decision_until_before_from", default="Das Ende liegt vor dem Beginn."
)
NO_TITLE = _(
    "casework_decision_no_title",
    default="Nur eine Entscheidung, die dem Antrag entspricht, hat eine Gültigkeit.",
)
BEFORE_DECISION = _(
    "casework_decision_before_decision",
    default="Dieser Tag liegt vor dem Tag der Entscheidung.",
)
CONSENT_NEEDED = _(
    "casework_decision_consent_needed",
    default="Elektronisch geht es nur, wenn die Person eingewilligt hat (§ 41 Abs. 2 VwVfG).",
)

Problems = dict[str, Message]


@dataclass(frozen=True)
class Verdict:
    """A decision before it is recorded. Days are ISO texts, empty where there is none."""

    outcome: str = ""
    reason: str = ""
    legal_basis: str = ""
    valid_from: str = ""
    valid_until: str = ""
    conditions: tuple[str, ...] = ()
    without_hearing: str = ""
    why_not_heard: str = ""


def verdict_problems(verdict: Verdict, was_heard: bool) -> Problems:
    """What keeps a decision from being recorded."""
    found: Problems = {}
    if verdict.outcome not in OUTCOMES:
        found["outcome"] = NEEDED
    for name in ("reason", "legal_basis"):
        if not getattr(verdict, name).strip():
            found[name] = NEEDED
    if len(verdict.reason) > LONGEST_REASON:
        found["reason"] = TOO_LONG
    for name in ("legal_basis", "why_not_heard"):
        if len(getattr(verdict, name)) > LONGEST_LINE:
            found[name] = TOO_LONG
    if len(verdict.conditions) > MOST_CONDITIONS or any(
        len(each) > LONGEST_LINE for each in verdict.conditions
    ):
        found["conditions"] = TOO_LONG
    found.update(_validity_problems(verdict))
    if verdict.without_hearing and verdict.without_hearing not in WITHOUT_HEARING:
        found["without_hearing"] = NEEDED
    elif verdict.without_hearing and not verdict.why_not_heard.strip():
        found["why_not_heard"] = WHY_NOT_HEARD
    elif verdict.outcome in NEEDS_HEARING and not was_heard and not verdict.without_hearing:
        found["without_hearing"] = NOT_HEARD
    return found


def _validity_problems(verdict: Verdict) -> Problems:
    found: Problems = {}
    for name in ("valid_from", "valid_until"):
        if getattr(verdict, name) and as_day(getattr(verdict, name)) is None:
            found[name] = NO_DAY
    if found:
        return found
    if verdict.outcome not in (GRANTED, GRANTED_IN_PART) and verdict.outcome in OUTCOMES:
        return {name: NO_TITLE for name in ("valid_from", "valid_until") if getattr(verdict, name)}
    if verdict.valid_from and verdict.valid_until and verdict.valid_until < verdict.valid_from:
        return {"valid_until": UNTIL_BEFORE_FROM}
    return {}


def hearing_problems(until: str, today: date) -> Problems:
    """What is wrong with the day until which somebody may answer."""
    day = as_day(until)
    if day is None:
        return {"until": NO_DAY if until else NEEDED}
    return {"until": PAST} if day <= today else {}


@dataclass(frozen=True)
class Sending:
    """A delivery before it is recorded; ``arrived`` is the day that a paper names."""

    way: str = ""
    sent: str = ""
    arrived: str = ""
    letter: str = ""
    note: str = ""
    remedy: str = ""
    consent: bool = False


def sending_problems(sending: Sending, decided_on: date, today: date) -> Problems:
    """What keeps a try to deliver from being recorded."""
    found: Problems = {}
    way, sent = WAYS.get(sending.way), as_day(sending.sent)
    if way is None:
        found["way"] = NEEDED
    if sent is None:
        found["sent"] = NO_DAY if sending.sent else NEEDED
    elif sent > today:
        found["sent"] = FUTURE
    elif sent < decided_on:
        found["sent"] = BEFORE_DECISION
    if sending.remedy not in REMEDIES:
        found["remedy"] = NEEDED
    if sending.way == "electronic" and not sending.consent:
        found["consent"] = CONSENT_NEEDED
    if len(sending.note) > LONGEST_LINE:
        found["note"] = TOO_LONG
    if sending.arrived:
        found.update(arrival_problems(sending.arrived, sent, today))
    return found


def reason_problems(reason: str, needed: bool = True) -> Problems:
    """What is wrong with the reason for something that was recorded before."""
    if needed and not reason.strip():
        return {"reason": NEEDED}
    return {"reason": TOO_LONG} if len(reason) > LONGEST_LINE else {}


def arrival_problems(arrived: str, sent: date | None, today: date) -> Problems:
    """What is wrong with the day on which something arrived."""
    day = as_day(arrived)
    if day is None:
        return {"arrived": NO_DAY if arrived else NEEDED}
    if day > today:
        return {"arrived": FUTURE}
    return {"arrived": UNTIL_BEFORE_FROM} if sent is not None and day < sent else {}


def as_day(value: str) -> date | None:
    """An ISO day; None for anything else, partial days included."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
