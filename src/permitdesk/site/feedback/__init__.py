"""Whether a page has helped, said without a name: what visitors press, what editors read."""

from permitdesk.site.feedback.expiry import begin as begin_expiry

__all__ = ["begin_expiry"]
