"""Names and codes made from German titles: short, lasting, and free.

What is once named keeps its name when its title changes: answers, translations and rules go by it.
"""

import keyword
import re
from collections.abc import Collection

from permitdesk.core import folding

LONGEST = 40
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
# A wizard's page has inputs and buttons of its own.
_TAKEN = frozenset(
    (
        *("token", "language", "continue", "back", "leave", "save", "send", "resume", "begin"),
        *("resume_code", "code", "codes", "shown", "confirm", "delete", "add", "remove", "find"),
        *("search", "later", "link", "name_", "title", "description", "context", "request"),
    )
)


def name_for(title: str, taken: Collection[str], otherwise: str = "frage") -> str:
    """A name that is an identifier and not ``taken``; ``otherwise`` for a title without letters."""
    folded = folding.fold(title.translate(_UMLAUTS)).replace(" ", "_")
    plain = re.sub(r"_+", "_", re.sub(r"[^a-z0-9_]", "", folded)).strip("_")
    if not plain or plain[0].isdigit():
        plain = f"{otherwise}_{plain}".rstrip("_")
    if len(plain) > LONGEST:
        plain = plain[: LONGEST + 1].rpartition("_")[0] or plain[:LONGEST]
    refused = {*taken, *_TAKEN}
    found, number = plain, 2
    while found in refused or keyword.iskeyword(found):
        found, number = f"{plain}_{number}", number + 1
    return found
