"""The versions of what editors publish: each change is kept, and an earlier one comes back."""

from permitdesk.guidance.history.changes import Change, changes
from permitdesk.guidance.history.versions import keep_versions
from permitdesk.guidance.history.views.comparing import ComparingPage

__all__ = ["Change", "ComparingPage", "changes", "keep_versions"]
