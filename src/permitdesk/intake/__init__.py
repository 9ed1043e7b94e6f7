"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.entry import channel_title
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.send import send
from permitdesk.intake.views.entry import EntryPages

__all__ = [
    "EntryPages",
    "SubmittedDocument",
    "begin_cleanup",
    "channel_title",
    "send",
]
