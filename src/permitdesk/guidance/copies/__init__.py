"""Working copies: a change of a published page is prepared while the page stays as it is."""

from permitdesk.guidance.copies.copy import copy_of, is_copy, may_begin, original_of

__all__ = ["copy_of", "is_copy", "may_begin", "original_of"]
