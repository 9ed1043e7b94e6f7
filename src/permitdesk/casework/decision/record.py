"""Records a hearing, a decision, its delivery, and takes the step of the workflow with it.

Whoever calls has made sure that the person may work on the case. No other way leads into the
states *hearing*, *decided* and *delivered*: nobody has the permission for these transitions.
"""

import secrets
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from zope.event import notify
from zope.i18nmessageid import Message

from permitdesk import district, privacy
from permitdesk.access import actor
from permitdesk.casework import periods, steps
from permitdesk.casework.decision import standing
from permitdesk.casework.decision.check import (
    Sending,
    Verdict,
    arrival_problems,
    as_day,
    hearing_problems,
    reason_problems,
    sending_problems,
    verdict_problems,
)
from permitdesk.casework.decision.entries import (
    Decided,
    DecisionTakenBack,
    Delivered,
    DeliveryFailed,
    DeliveryTried,
    Heard,
    Statement,
)
from permitdesk.casework.decision.outcomes import STATEMENTS, WAYS
from permitdesk.casework.interfaces import DECISION_DELIVERED, HEARING, News
from permitdesk.casework.moving import passed
from permitdesk.core import _, clock
from permitdesk.core.jobs import enqueue

JOB = "permitdesk.casework.delivery"
NOT_NOW = _(
    "casework_decision_not_now",
    default="Das geht in diesem Stand des Vorgangs nicht (mehr). Sehen Sie, was inzwischen"
    " geschehen ist.",
)
UNDER_WAY = _(
    "casework_decision_under_way",
    default="Der Brief ist unterwegs. Tragen Sie erst ein, dass er nicht angekommen ist.",
)


class RefusedError(ValueError):
    """Nothing was recorded; ``problems`` are messages by field, "" for the whole."""

    def __init__(self, problems: dict[str, Message]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = problems


def new_key(key: str = "") -> str:
    """The sender's key, or a new one: entries name each other by their keys."""
    return key or secrets.token_hex(16)


def hear(case, until: str, letter: str = "", key: str = "") -> bool:
    """Ask the person before a refusal, by letter, until a day (ISO); False for what was recorded
    with the same key before. Raises ``RefusedError``."""
    if case.later.has(Heard, key):
        return False
    _refuse(hearing_problems(until, clock.today()))
    _can(case, "hear")
    entry = Heard(clock.now(), actor(), new_key(key), until=until, letter=letter)
    _record(case, entry, "case.hearing", until)
    steps.take(case, "hear")
    notify(News(case, HEARING))
    return True


def note_statement(case, received: str, way: str, key: str = "") -> bool:
    """The person answered to the hearing. Raises ``RefusedError``."""
    if case.later.has(Statement, key):
        return False
    last = standing.hearing(case)
    if last is None or case.state not in ("hearing", "in_review"):
        raise RefusedError({"": NOT_NOW})
    problems = arrival_problems(received, clock.day_of(last.at), clock.today())
    if way not in STATEMENTS:
        problems["way"] = NOT_NOW
    _refuse({("received" if name == "arrived" else name): each for name, each in problems.items()})
    entry = Statement(
        clock.now(), actor(), new_key(key), received=received, way=way, hearing=last.key
    )
    return _record(case, entry, "case.hearing-answered", way)


def decide(case, verdict: Verdict, key: str = "") -> bool:
    """Record a decision; the applicant learns nothing of it before its delivery. Raises
    ``RefusedError``."""
    if case.later.has(Decided, key):
        return False
    _refuse(verdict_problems(verdict, standing.was_heard(case, clock.today())))
    _can(case, "decide")
    last = standing.hearing(case)
    entry = Decided(
        clock.now(), actor(), new_key(key), hearing=last.key if last else "", **asdict(verdict)
    )
    _record(case, entry, "case.decided", verdict.outcome)
    steps.take(case, "decide")
    return True


def take_back(case, reason: str, key: str = "") -> bool:
    """A decision that was not delivered is none any more; the case is in review again. Raises
    ``RefusedError``. A case of an earlier version may be decided without a record."""
    if case.later.has(DecisionTakenBack, key):
        return False
    _can(case, "take_back_decision")
    _refuse(reason_problems(reason))
    if standing.pending(case):
        raise RefusedError({"": UNDER_WAY})
    found = standing.decision(case)
    entry = DecisionTakenBack(
        clock.now(),
        actor(),
        new_key(key),
        decision=found.key if found else "",
        reason=reason,
    )
    _record(case, entry, "case.decision-taken-back")
    steps.take(case, "take_back_decision")
    return True


def send(case, sending: Sending, key: str = "") -> bool:
    """Record a try to deliver the decision. What counts as delivered by now is; what the law counts
    as delivered on a later day, a job delivers then. Raises ``RefusedError``."""
    if case.later.has(DeliveryTried, key):
        return False
    _can(case, "deliver")
    found = standing.decision(case)
    if found is None:
        raise RefusedError({"": NOT_NOW})
    today = clock.today()
    _refuse(sending_problems(sending, clock.day_of(found.at), today))
    way, sent = WAYS[sending.way], date.fromisoformat(sending.sent)
    expected, source = _expected(way, sent)
    entry = DeliveryTried(
        clock.now(),
        actor(),
        new_key(key),
        decision=found.key,
        way=sending.way,
        sent=sending.sent,
        expected=expected.isoformat() if expected else "",
        source=source,
        letter=sending.letter,
        note=sending.note,
        remedy=sending.remedy,
    )
    _record(case, entry, "case.delivery-tried", sending.way)
    if sending.arrived:
        _deliver(case, entry, date.fromisoformat(sending.arrived), "")
    elif expected is not None and expected <= today:
        _deliver(case, entry, expected, source)
    elif expected is not None:
        wait_for(case, entry, expected)
    return True


def fail(case, tried: str, on: str, reason: str, key: str = "") -> bool:
    """What was sent came back, or did not arrive. Raises ``RefusedError``."""
    if case.later.has(DeliveryFailed, key):
        return False
    found = _pending(case, tried)
    wrong = arrival_problems(on, as_day(found.sent), clock.today()).get("arrived")
    problems = {"on": wrong} if wrong else {}
    _refuse(problems | reason_problems(reason, needed=False))
    entry = DeliveryFailed(clock.now(), actor(), new_key(key), tried=tried, on=on, reason=reason)
    return _record(case, entry, "case.delivery-failed", found.way)


def confirm(case, tried: str, arrived: str) -> bool:
    """A paper, or somebody, says on which day what was sent arrived. Raises ``RefusedError``."""
    found = _pending(case, tried)
    _refuse(arrival_problems(arrived, as_day(found.sent), clock.today()))
    _deliver(case, found, date.fromisoformat(arrived), "")
    return True


def correct(case, arrived: str, reason: str, key: str = "") -> bool:
    """A delivered decision arrived on another day than was counted; the old day stays in the
    history. Raises ``RefusedError``."""
    if case.later.has(Delivered, key):
        return False
    found, last = standing.delivery(case), standing.decision(case)
    if found is None or case.state != "delivered":
        raise RefusedError({"": NOT_NOW})
    problems = arrival_problems(arrived, clock.day_of(last.at), clock.today())
    _refuse(problems | reason_problems(reason))
    entry = Delivered(
        clock.now(),
        actor(),
        new_key(key),
        decision=found.decision,
        tried=found.tried,
        reason=reason,
        source="",
        **_told(found.remedy, date.fromisoformat(arrived)),
    )
    _record(case, entry, "case.delivery-corrected", f"{found.on} > {entry.on}")
    notify(News(case, DECISION_DELIVERED))
    return True


def deliver_due(case, tried: str) -> bool:
    """The day has come from which the law counts a letter as delivered; False where something else
    happened meanwhile: it came back, was delivered otherwise, or the case was withdrawn."""
    if case.state != "decided":
        return False
    found = next((each for each in standing.pending(case) if each.tried.key == tried), None)
    if found is None or date.fromisoformat(found.tried.expected) > clock.today():
        return False
    _deliver(case, found.tried, date.fromisoformat(found.tried.expected), found.tried.source)
    return True


def wait_for(case, tried: DeliveryTried, day: date) -> None:
    """Record a job for the beginning of a day at the office."""
    due = datetime.combine(day, time(0, 5), clock.BERLIN)
    enqueue(
        JOB,
        {"reference": case.reference, "tried": tried.key},
        delay=max(due - clock.now(), timedelta()),
    )


def _expected(way, sent: date) -> tuple[date | None, str]:
    """From which day it counts as delivered, and by what; None where only a paper says it."""
    if way.at_once:
        return sent, ""
    if not way.figure:
        return None, ""
    figure = district.period(way.figure, sent)
    if figure is None:
        return None, ""
    return periods.deemed_delivered(sent, int(figure.amount)), figure.source


def _pending(case, tried: str) -> DeliveryTried:
    _can(case, "deliver")
    found = next((each for each in standing.pending(case) if each.tried.key == tried), None)
    if found is None:
        raise RefusedError({"": NOT_NOW})
    return found.tried


def _deliver(case, tried: DeliveryTried, on: date, source: str) -> None:
    _can(case, "deliver")
    entry = Delivered(
        clock.now(),
        tried.by,
        tried.key,
        decision=tried.decision,
        tried=tried.key,
        reason="",
        source=source,
        **_told(tried.remedy, on),
    )
    _record(case, entry, "case.decision-delivered", f"{tried.way}, {entry.on}")
    steps.take(case, "deliver")
    notify(News(case, DECISION_DELIVERED))


def _told(remedy: str, on: date) -> dict[str, str]:
    """The day of a delivery, and until when which remedy is possible."""
    figure = district.period(f"remedy-{remedy}", on)
    until = periods.end_of_months(on, int(figure.amount), district.is_free_day) if figure else None
    return {
        "on": on.isoformat(),
        "remedy": remedy,
        "remedy_until": until.isoformat() if until else "",
        "remedy_source": figure.source if figure else "",
    }


def _refuse(problems: dict[str, Message]) -> None:
    if problems:
        raise RefusedError(problems)


def _can(case, transition: str) -> None:
    """Raises ``RefusedError`` where the state has no such step."""
    if not steps.is_possible(case, transition):
        raise RefusedError({"": passed(case)})


def _record(case, entry, action: str, why: str = "") -> bool:
    added = case.add_later(entry)
    if added:
        privacy.record(action, case.reference, why, who=entry.by)
    return added
