"""What changed between two texts, sentence by sentence, words marked. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, TAKEN, NEW = "", "del", "ins"  # the last two are the elements that mark a word

# A sentence ends before a capital, a digit or a sign that begins one, or with the line.
_END = re.compile(r"(?<=[.!?…])[ \t]+(?=[\"„(\[*<]*[A-ZÄÖÜ§\d])|\n+")
# What has a point and ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:Abs|Nr|Art|Satz|bzw|ca|usw|vgl|ggf|inkl|max|mind|Str|St|Dr|Tel|[A-Za-zÄÖÜäöü])|\d)\.$"
)
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4  # sentences less alike than that are others, not changed ones


@dataclass(frozen=True)
class Piece:
    """Some words: ``kind`` is the element that marks them, empty for none."""

    kind: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A sentence of before beside the one of now; either may be empty."""

    before: Sequence[Piece]
    after: Sequence[Piece]

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def sentences(text: str) -> list[str]:
    """The sentences and lines of a German text."""
    found: list[str] = []
    joins = False
    end = 0
    for gap in _END.finditer(text):
        piece = text[end : gap.start()]
        found[-1:] = [f"{found[-1]} {piece}"] if joins else [*found[-1:], piece]
        joins = "\n" not in gap[0] and bool(_SHORT.search(piece))
        end = gap.end()
    rest = text[end:]
    found[-1:] = [f"{found[-1]} {rest}"] if joins else [*found[-1:], rest]
    return [each for each in found if each.strip()]


def difference(before: str, after: str) -> list[Pair]:
    """Every sentence of both texts in order, changed ones beside each other."""
    old, new = sentences(before), sentences(after)
    found: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Pair((Piece(SAME, each),), (Piece(SAME, each),)) for each in old[a:b]]
        else:
            for one, other in zip_longest(old[a:b], new[c:d], fillvalue=""):
                found += _pairs(one, other)
    return found


def _pairs(one: str, other: str) -> list[Pair]:
    taken, new = _WORDS.findall(one), _WORDS.findall(other)
    words = SequenceMatcher(None, taken, new, autojunk=False)
    if not one or not other:
        return [Pair(_whole(TAKEN, one), _whole(NEW, other))]
    if words.ratio() < _ALIKE:
        return [Pair(_whole(TAKEN, one), ()), Pair((), _whole(NEW, other))]
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, a, b, c, d in words.get_opcodes():
        same = kind == "equal"
        before += _whole(SAME if same else TAKEN, "".join(taken[a:b]))
        after += _whole(SAME if same else NEW, "".join(new[c:d]))
    return [Pair(tuple(before), tuple(after))]


def _whole(kind: str, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, text),) if text else ()
