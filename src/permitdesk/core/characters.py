"""Characters that no text of the portal holds: controls, and halves of a character.

JSON can say half a character (``"\\ud800"``), and a form whose bytes are no UTF-8 becomes some; no
file can be written with them.
"""

import re

# They turn the direction of what follows (UAX 9: embeddings, overrides, isolates), so that a text
# reads as something else than it is.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Tab and the ends of lines are none of them.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def is_whole(text: str) -> bool:
    """Whether there are none of these in a text."""
    return _NEVER.search(text) is None


def turns(text: str) -> bool:
    """Whether a text could make itself, or what stands behind it, read in another order."""
    return TURNING.search(text) is not None


def whole(text: str) -> str:
    """The text without these."""
    return _NEVER.sub("", text)


def as_bytes(text: str) -> bytes:
    """As UTF-8, whatever is kept already; halves of a character become question marks."""
    return text.encode("utf-8", "replace")
