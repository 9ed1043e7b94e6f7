"""What happens on a day: a hearing ends, a decision waits for its delivery, and the job that
delivers on the day from which the law counts a letter as delivered."""

from datetime import date

from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.decision import standing
from permitdesk.casework.decision.record import deliver_due
from permitdesk.casework.due import Due, IDue
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.office import case_by_reference
from permitdesk.casework.states import DECIDED, HEARING
from permitdesk.core import clock
from permitdesk.core.interfaces import IJobHandler


@implementer(IDue)
@adapter(ICase)
def due_hearing(case) -> Due | None:
    """The last day of a hearing that nobody has answered: after it the office may decide."""
    found = standing.hearing(case)
    if case.state != HEARING or found is None or standing.statement(case) is not None:
        return None
    return Due(date.fromisoformat(found.until), "hearing")


@implementer(IDue)
@adapter(ICase)
def due_delivery(case) -> Due | None:
    """A decision that nobody has heard of yet."""
    if case.state != DECIDED:
        return None
    decided = case.history[-1]["time"].asdatetime()
    return Due(clock.day_of(decided), "deliver")


@implementer(IJobHandler)
class DeliverDue:
    """Done twice it is done once: what is delivered already is left alone."""

    def __call__(self, site, payload: dict) -> None:
        case = case_by_reference(site, payload["reference"])
        if case is not None:
            deliver_due(case, payload["tried"])
