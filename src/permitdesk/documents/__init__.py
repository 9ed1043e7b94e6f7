"""A file from outside: what it really is, and whether the office can take it."""

from permitdesk.documents.filename import safe_filename
from permitdesk.documents.inspection import FORMATS, MAX_BYTES, Inspected, inspect
from permitdesk.documents.refusal import Refused

__all__ = ["FORMATS", "MAX_BYTES", "Inspected", "Refused", "inspect", "safe_filename"]
