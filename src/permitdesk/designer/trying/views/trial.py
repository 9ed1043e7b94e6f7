"""The applicants' pages on a trial: where they begin, and where *Send* leads."""

from permitdesk.designer.trying.views.try_out import NAME, OUTCOME
from permitdesk.intake import TrialPages


class Trial(TrialPages):
    beginning = NAME
    outcome = OUTCOME
