"""A file from outside: what it really is, whether the office can take it, and how it reads it."""

from permitdesk.documents import scanner
from permitdesk.documents.examiner import BusyError, Examined, joined, page_image, upright
from permitdesk.documents.filename import safe_filename
from permitdesk.documents.image import without_metadata
from permitdesk.documents.inspection import MAX_BYTES, Inspected, inspect
from permitdesk.documents.kind import PICTURES
from permitdesk.documents.received import again, measured, nameless
from permitdesk.documents.refusal import Refused

__all__ = [
    "MAX_BYTES",
    "PICTURES",
    "BusyError",
    "Examined",
    "Inspected",
    "Refused",
    "again",
    "inspect",
    "joined",
    "measured",
    "nameless",
    "page_image",
    "safe_filename",
    "scanner",
    "upright",
    "without_metadata",
]
