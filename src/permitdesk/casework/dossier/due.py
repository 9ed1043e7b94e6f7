"""For the workplace: the days of tasks, and the day on which a Fiktionsbescheinigung ends."""

from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.dossier.certificate import certificate_until
from permitdesk.casework.dossier.tasks import next_due
from permitdesk.casework.due import Due, IDue
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.states import PENDING


@implementer(IDue)
@adapter(ICase)
def due_task(case) -> Due | None:
    """The next of a case's tasks."""
    day = next_due(case)
    return Due(day, "task") if day else None


@implementer(IDue)
@adapter(ICase)
def due_certificate(case) -> Due | None:
    """By then its owner needs a decision or a new one, while the office has to decide."""
    until = certificate_until(case)
    return Due(until, "certificate") if until and case.state in PENDING else None
