"""For the workplace: the days by which something has to come, or has to be done, in a case."""

from datetime import date

from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.checklist.waiting import answer_until, dated
from permitdesk.casework.due import Due, IDue
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.states import PENDING


@implementer(IDue)
@adapter(ICase)
def due_answer(case) -> Due | None:
    """The day by which the applicant was asked to hand in what is still not there."""
    until = answer_until(case) if case.state in PENDING else ""
    return Due(date.fromisoformat(until), "asked") if until else None


@implementer(IDue)
@adapter(ICase)
def due_deadline(case) -> Due | None:
    """The next deadline of the office that does not pause: while it does, the applicant has to act.

    Only what somebody has looked up puts a case into an order; shipped deadlines that nobody has
    checked stand on its page alone.
    """
    if case.state not in PENDING:
        return None
    days = [
        each.deadline.due
        for each in dated(case)
        if each.rule.verified and each.deadline.paused_since is None
    ]
    return Due(min(days), "decide") if days else None
