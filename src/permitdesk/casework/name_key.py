"""The sort key of a surname, and ranges of such keys ("Al H–All").

The key is made from the Latin letters of the passport; nothing is transliterated here. A space
sorts before letters, and a bound is compared on its own length, as the letters on a desk's door
are meant: *A–Al G* ends after every name that begins with "Al G".
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

DIN_5007_1 = "5007-1"  # ä sorts as a
DIN_5007_2 = "5007-2"  # ä sorts as ae, as in lists of names
# Skipped at the start of a name. Al, El, Bin, Ben, Abu, de, van … belong to the name.
PARTICLES = ("von", "vom", "zu", "zur")

# Letters without a decomposition, as a passport's machine-readable zone spells them (ICAO Doc
# 9303-3, section 6 A). ð and ǝ stand in for đ and ə on many keyboards.
_LETTERS = str.maketrans(
    {
        **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
        **{"ð": "d", "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e", "ǝ": "e"},
    }
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_APOSTROPHES = frozenset("'’‘`´ʼʻʹʾʿ′＇.")
_DASH = re.compile(r"\s*[–—]\s*")
_SEPARATOR = re.compile(r"[,;\n]")


def name_key(name: str, umlauts: str = DIN_5007_1, particles: Collection[str] = PARTICLES) -> str:
    """Return the key under which a surname is filed; empty for a name without a letter."""
    words = _key(name, umlauts).split()
    while len(words) > 1 and words[0] in particles:
        words.pop(0)
    key = " ".join(words)
    return key if any(character.isalpha() for character in key) else ""


@dataclass(frozen=True)
class Range:
    """The surnames from ``first`` to ``last``, as written on the desk's door; both included."""

    first: str
    last: str

    def holds(self, key: str, umlauts: str = DIN_5007_1) -> bool:
        """Whether a name's key falls into this range."""
        low, high = self.keys(umlauts)
        return bool(key) and key[: len(low)] >= low and key[: len(high)] <= high

    def keys(self, umlauts: str = DIN_5007_1) -> tuple[str, str]:
        """The keys of both bounds."""
        return _key(self.first, umlauts), _key(self.last, umlauts)

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


class NotARangeError(ValueError):
    """What was written is no range of names; ``written`` is that part of it."""

    def __init__(self, written: str):
        super().__init__(written)
        self.written = written


def parse_ranges(text: str) -> tuple[Range, ...]:
    """Read "Ak–Al, E–K" (also one range a line, also with a plain hyphen).

    Raises NotARangeError for a part without letters, or whose end lies before its start.
    """
    return tuple(_parse_range(part.strip()) for part in _SEPARATOR.split(text) if part.strip())


def _parse_range(written: str) -> Range:
    parts = _DASH.split(written)
    if len(parts) == 1:
        parts = [part.strip() for part in written.split("-")]
    if len(parts) > 2 or not all(parts):
        raise NotARangeError(written)
    found = Range(parts[0], parts[-1])
    # A range must be one in either way of sorting umlauts: the unit may switch.
    for umlauts in (DIN_5007_1, DIN_5007_2):
        low, high = found.keys(umlauts)
        if not re.fullmatch(r"[a-z][a-z ]*", low) or not re.fullmatch(r"[a-z][a-z ]*", high):
            raise NotARangeError(written)
        if low[: len(high)] > high:
            raise NotARangeError(written)
    return found


def _key(name: str, umlauts: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold()
    if umlauts == DIN_5007_2:
        folded = folded.translate(_UMLAUTS)
    characters = []
    for character in unicodedata.normalize("NFKD", folded):
        category = unicodedata.category(character)
        if character in _APOSTROPHES or category == "Pd" or character.isspace():
            characters.append(" ")
        elif category not in ("Mn", "Me", "Mc", "Cf", "Cc"):
            characters.append(character)
    # Letters that have no decomposition; casefold once more for what NFKD brought to light.
    return " ".join("".join(characters).casefold().translate(_LETTERS).split())
