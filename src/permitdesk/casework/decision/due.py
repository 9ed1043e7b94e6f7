"""The job that delivers on the day from which the law counts a letter as delivered."""

from zope.interface import implementer

from permitdesk.casework.decision.record import deliver_due
from permitdesk.casework.filing import case_by_reference
from permitdesk.core.interfaces import IJobHandler


@implementer(IJobHandler)
class DeliverDue:
    """Done twice it is done once: what is delivered already is left alone."""

    def __call__(self, site, payload: dict) -> None:
        case = case_by_reference(site, payload["reference"])
        if case is not None:
            deliver_due(case, payload["tried"])
