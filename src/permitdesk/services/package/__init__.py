"""A service as one file to carry elsewhere: a zip of texts that one can read and compare.

``manifest.json`` says what it is, ``fields.xml`` what is asked with all conditions and documents,
``texts.json``, ``hints.json`` and ``fee_rules.json`` the German texts and rules, ``labels/uk.po``
a language each, ``examples.json`` the examples, ``paper_forms.json`` and ``paper_forms/uk.pdf`` the
office's own forms on paper. The same service gives the same bytes, whenever and wherever it is
written. What is read is screened as if a stranger had sent it.
"""

from permitdesk.services.package.archive import MOST_BYTES, MOST_UNPACKED
from permitdesk.services.package.reading import read
from permitdesk.services.package.refusal import TOO_LARGE, UnreadablePackageError
from permitdesk.services.package.writing import write

MEDIA_TYPE = "application/zip"

__all__ = (
    "MEDIA_TYPE",
    "MOST_BYTES",
    "MOST_UNPACKED",
    "TOO_LARGE",
    "UnreadablePackageError",
    "read",
    "write",
)
