"""What the law asks for beside what an application says, as on the day it was received.

The same comparison that the applicant saw, from the frozen answers and their revision, with the
figures of that day. It decides nothing, and is the same whenever somebody looks.
"""

from datetime import date

from zope.i18nmessageid import Message

from permitdesk import services
from permitdesk.casework.application import Application
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.services import SaidPrerequisite
from permitdesk.services.definition import Revision

# State -> kind of badge, and the words for staff.
STATES: dict[str, tuple[str, Message]] = {
    "met": ("success", _("casework_prerequisite_met", default="Nach den Angaben erfüllt")),
    "missing": ("warning", _("casework_prerequisite_missing", default="Fehlt wahrscheinlich")),
    "unseen": ("info", _("casework_prerequisite_unseen", default="Nicht zu sehen")),
}


def prerequisites(revision: Revision | None, application: Application) -> list[SaidPrerequisite]:
    """In German, in the order of the service; none where the service compares nothing."""
    if revision is None:
        return []
    day = day_compared(application)
    return services.prerequisites_said(revision, application.answers, SOURCE, day)


def day_compared(application: Application) -> date:
    """The day whose figures and ages count: that on which the application was received."""
    return clock.day_of(application.received_at)
