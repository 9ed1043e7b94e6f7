"""An index of words: what fits a query, however it is spelled, the best first.

Pure. A word of the query means, in this order: itself; words that begin with it; its other forms
(as far as they begin alike); compounds that hold it. Only what means nothing so is looked for among
words of a similar spelling, of a similar sound, and among those that it holds itself.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from permitdesk.core.folding import distance
from permitdesk.site.finding.sounds import sound

# How much a word that is meant counts beside the very word.
BEGINNING, FORM, COMPOUND, SPELLING, SOUND, HELD = 0.8, 0.7, 0.5, 0.6, 0.5, 0.3
_SAME_BEGINNING = 4  # letters


@dataclass(frozen=True)
class Hit:
    """The ``number`` of a document. ``share`` is how much of the query it has, 0 to 1, rare words
    counting more; ``similar``: not by words as they were typed."""

    number: int
    score: float
    share: float
    similar: bool


class Index:
    """Of documents, each of which says how much each of its words weighs."""

    def __init__(self, documents: Sequence[Mapping[str, int]]) -> None:
        self._count = len(documents)
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, document in enumerate(documents):
            for word, weight in document.items():
                self._places[word].append((number, weight))
        self._words = sorted(self._places)

    def find(self, query: Iterable[str], least: float = 0.5) -> list[Hit]:
        """What has at least that share of the query, the best first."""
        scores: dict[int, float] = defaultdict(float)
        shares: dict[int, float] = defaultdict(float)
        similar: set[int] = set()
        typed: set[int] = set()
        whole = 0.0
        for wanted in dict.fromkeys(query):
            meant, guessed = self.meant(wanted)
            found = self._documents(meant)
            if not found:
                continue  # no document has it: it tells none from another
            rare = math.log(1 + self._count / len(found)) + 0.1
            whole += rare
            (similar if guessed else typed).update(found)
            for number, score in found.items():
                scores[number] += score * rare
                shares[number] += rare
        hits = (
            Hit(number, score, shares[number] / whole, number in similar and number not in typed)
            for number, score in scores.items()
            if shares[number] >= least * whole
        )
        return sorted(hits, key=lambda hit: (-hit.score * hit.share, hit.number))

    def meant(self, wanted: str) -> tuple[Mapping[str, float], bool]:
        """Which words are meant by a typed one, and how surely; whether it is a guess."""
        meant = {**self._compounds(wanted), **self._alike(wanted)}
        if meant:
            return meant, False
        guessed = self._held(wanted)
        for guess in (self._sounding(wanted), self._spelled(wanted)):
            for word, quality in guess.items():
                guessed[word] = max(quality, guessed.get(word, 0))
        return guessed, True

    def _documents(self, meant: Mapping[str, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for word, quality in meant.items():
            for number, weight in self._places[word]:
                found[number] = max(found.get(number, 0), weight * quality)
        return found

    def _alike(self, wanted: str) -> dict[str, float]:
        """The word itself, words that begin with it, and other forms of it."""
        found = {}
        if len(wanted) < 2:
            return {wanted: 1.0} if wanted in self._places else {}
        beginning = wanted[:_SAME_BEGINNING]
        for place in range(bisect_left(self._words, beginning), len(self._words)):
            word = self._words[place]
            if not word.startswith(beginning):
                break
            if word == wanted:
                found[word] = 1.0
            elif word.startswith(wanted):
                found[word] = BEGINNING
            elif _is_form(word, wanted):
                found[word] = FORM
        return found

    def _compounds(self, wanted: str) -> dict[str, float]:
        """German words that hold the word."""
        found: dict[str, float] = {}
        place = self._joined.find(wanted) if len(wanted) >= 5 else -1
        while place >= 0:
            begin = self._joined.rfind("\n", 0, place) + 1
            end = self._joined.find("\n", place)
            found[self._joined[begin:end]] = COMPOUND
            place = self._joined.find(wanted, end)
        return found

    def _held(self, wanted: str) -> dict[str, float]:
        """Words that a compound of the query holds."""
        parts = (
            wanted[begin:end]
            for begin in range(len(wanted) - 5)
            for end in range(begin + 6, len(wanted) + 1)
        )
        return dict.fromkeys((part for part in parts if part in self._places), HELD)

    def _spelled(self, wanted: str) -> dict[str, float]:
        """Words of which a few letters are others."""
        limit = 0 if len(wanted) < 4 else 1 if len(wanted) < 8 else 2 if len(wanted) < 12 else 3
        if not limit:
            return {}
        pairs = _pairs(wanted)
        shared = Counter(word for pair in pairs for word in self._by_pair.get(pair, ()))
        found = {}
        for word, common in shared.items():
            # Each letter that is another one changes two pairs, two that are swapped three.
            if common < max(len(pairs), len(word) + 1) - 3 * limit or common < 2:
                continue
            away = distance(wanted, word, limit)
            if away <= limit:
                found[word] = SPELLING * (1 - away / len(wanted))
        return found

    def _sounding(self, wanted: str) -> dict[str, float]:
        """German words that sound so, or begin so."""
        heard = sound(wanted)
        # Other scripts leave more open.
        if len(heard) < (3 if wanted.isascii() else 4):
            return {}
        found = {}
        for place in range(bisect_left(self._sounds, (heard, "")), len(self._sounds)):
            key, word = self._sounds[place]
            if key == heard:
                found[word] = SOUND
            elif len(heard) >= 5 and key.startswith(heard):
                found[word] = SOUND * 0.8
            else:
                break
        return found

    @cached_property
    def _joined(self) -> str:
        return "\n" + "\n".join(self._words) + "\n"

    @cached_property
    def _by_pair(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for pair in _pairs(word):
                found[pair].append(word)
        return found

    @cached_property
    def _sounds(self) -> Sequence[tuple[str, str]]:
        """Of words in Latin letters: the German ones stand on pages of every language."""
        return sorted((sound(word), word) for word in self._words if word.isascii())


def _is_form(word: str, wanted: str) -> bool:
    """Whether two words begin alike and differ in a short ending only."""
    same = next(
        (
            place
            for place, (one, other) in enumerate(zip(word, wanted, strict=False))
            if one != other
        ),
        min(len(word), len(wanted)),
    )
    longest = max(len(word), len(wanted))
    return same >= _SAME_BEGINNING and longest - same <= 3 and 3 * same >= 2 * longest


def _pairs(word: str) -> set[str]:
    """Each two letters beside each other; the ends count as letters."""
    whole = f" {word} "
    return {whole[place : place + 2] for place in range(len(whole) - 1)}
