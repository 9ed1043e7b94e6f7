"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake import tries
from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.summary import (
    Line,
    Section,
    day_shown,
    moment_shown,
    sections,
    values_shown,
)

__all__ = [
    "Line",
    "Section",
    "begin_cleanup",
    "day_shown",
    "moment_shown",
    "sections",
    "tries",
    "values_shown",
]
