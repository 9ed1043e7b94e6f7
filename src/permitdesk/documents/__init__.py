"""A file from outside: what it really is, and whether the office can take it."""

from permitdesk.documents.filename import safe_filename
from permitdesk.documents.inspection import MAX_BYTES, inspect
from permitdesk.documents.refusal import Refused

__all__ = ["MAX_BYTES", "Refused", "inspect", "safe_filename"]
