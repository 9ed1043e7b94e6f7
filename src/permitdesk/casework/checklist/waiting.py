"""How a case stands with time: its deadlines, and until when its applicant shall answer."""

from dataclasses import dataclass
from datetime import date

from Acquisition import aq_inner, aq_parent

from permitdesk.casework.checklist.deadlines import Deadline, deadline_of
from permitdesk.casework.checklist.entries import Requested
from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.missing import items
from permitdesk.casework.deadline_rules import Rule, rules_for
from permitdesk.casework.later import Asked
from permitdesk.casework.states import PENDING
from permitdesk.core import clock


@dataclass(frozen=True)
class Dated:
    """A deadline of a case, and the rule that it follows."""

    rule: Rule
    deadline: Deadline


@dataclass(frozen=True)
class Waiting:
    """For lists. Days are ISO, empty for none: ``due`` is the next deadline of the office as it
    stands, ``paused_since`` the day since which it moves on a day each day, ``answer_until`` that
    by which the applicant was asked to hand in what is still not there."""

    due: str = ""
    paused_since: str = ""
    answer_until: str = ""

    def is_answer_overdue(self, today: date) -> bool:
        """Whether the applicant lets the office wait."""
        return bool(self.answer_until) and self.answer_until < today.isoformat()


def waiting(case, today: date | None = None) -> Waiting:
    """How a case stands on a day, by default today; nothing where the office has no more to do."""
    if case.state not in PENDING:
        return Waiting()
    first = min(
        (each.deadline for each in dated(case, today)), key=lambda each: each.due, default=None
    )
    until = answer_until(case)
    if first is None:
        return Waiting(answer_until=until)
    since = first.paused_since.isoformat() if first.paused_since else ""
    return Waiting(first.due.isoformat(), since, until)


def dated(case, today: date | None = None) -> list[Dated]:
    """The deadlines of an application, the earliest first; a contact has none."""
    if case.kind != "application":
        return []
    today = today or clock.today()
    start = clock.day_of(case.application.received_at)
    unit = aq_parent(aq_parent(aq_inner(case)))
    rules = rules_for(case.service, start, getattr(unit, "deadlines", None) or ())
    facts = facts_of(case) if rules else ()
    found = [
        Dated(rule, deadline_of(facts, start, rule.length, today, rule.pauses)) for rule in rules
    ]
    return sorted(found, key=lambda each: each.deadline.due)


def answer_until(case) -> str:
    """The earliest day by which something was asked for that is still not there; empty for none."""
    if not case.later.of(Asked):
        return ""
    open_ = {key for each in items(case) for key in each.wanted}
    return min(
        (each.until for each in case.later.of(Requested) if each.until and open_ & set(each.asked)),
        default="",
    )
