"""Names, addresses and codes made from German titles: short, lasting, and free.

What is once named keeps its name when its title changes: answers, translations and rules go by it.
"""

import keyword
import re
from collections.abc import Collection

from permitdesk.core import folding

LONGEST = 40
# Part of an address: nothing that leads elsewhere.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
# What the references of a service's cases begin with.
PREFIX = re.compile(r"[A-Z]{1,4}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
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
    folded = _folded(title).replace(" ", "_")
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


def proposed_id(title: str, taken: Collection[str]) -> str:
    """A name for addresses, made from the title, that nobody has."""
    plain = re.sub(r"[^a-z0-9]+", "-", _folded(title)).strip("-")
    plain = plain[:LONGEST_SLUG].strip("-") or "dienst"
    found, number = plain, 2
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found


def proposed_prefix(title: str, taken: Collection[str]) -> str:
    """Up to four capitals that no other service has: initials, or how the title begins."""
    words = re.findall(r"[a-z]+", _folded(title)) or ["x"]
    initials = "".join(word[0] for word in words if len(word) > 2)[:4]
    together = "".join(words)
    tries = [initials] if len(initials) > 1 else []
    tries += [together[:length] for length in (2, 3, 4)]
    tries += [f"{together[0]}{a}" for a in together[1:]]
    tries += [f"{together[0]}{a}{b}" for a in _LETTERS for b in _LETTERS]
    return next((each.upper() for each in tries if each.upper() not in taken), "X")


def _folded(title: str) -> str:
    return folding.fold(title.translate(_UMLAUTS))
