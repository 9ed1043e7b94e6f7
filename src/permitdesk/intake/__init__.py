"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.summary import Line, Section, moment_shown, sections, values_shown

__all__ = [
    "Line",
    "Section",
    "begin_cleanup",
    "moment_shown",
    "sections",
    "values_shown",
]
