"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.send import send

__all__ = [
    "SubmittedDocument",
    "begin_cleanup",
    "send",
]
