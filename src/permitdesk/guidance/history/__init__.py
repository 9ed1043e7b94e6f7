"""The versions of what editors publish: each change is kept, and an earlier one comes back."""

from permitdesk.guidance.history.changes import Change, changes
from permitdesk.guidance.history.versions import keep_versions

__all__ = ["Change", "changes", "keep_versions"]
