"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake import tries
from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.send import send
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
    "SubmittedDocument",
    "begin_cleanup",
    "day_shown",
    "moment_shown",
    "sections",
    "send",
    "tries",
    "values_shown",
]
