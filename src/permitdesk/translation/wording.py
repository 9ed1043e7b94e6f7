"""Where a translation does not use the word that the office has agreed on. Pure.

Honest about what it can see: languages bend their words, so a word counts as used when the
beginning of each of its parts stands in the translation. It finds another word, not a wrong ending.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from permitdesk.core.folding import fold
from permitdesk.district import Term
from permitdesk.translation.entry import Entry

# How many letters at the end of a word may be others, by language; half of a word always stays.
_ENDINGS = {"en": 1, "uk": 3, "ar": 1, "ru": 3, "fa": 1, "tr": 2, "fr": 2}
# Brackets and citations: in both a German word stays as it is.
_ASIDE = re.compile(r"\([^()]*\)|„[^“]*“")
# What Arabic writes together with the word behind it.
_BEFORE = ("", "و", "ال", "وال", "ب", "بال", "ل", "لل", "ف", "كال", "ك", "ول", "ولل", "وب")


@dataclass(frozen=True)
class Departure:
    """A translation that uses none of the words agreed for a German one."""

    key: str
    term: Term
    agreed: tuple[str, ...]


def departures(
    entries: Iterable[Entry], glossary: Sequence[Term], language: str
) -> Iterator[Departure]:
    """Where translations depart from the glossary; texts without a translation do not."""
    agreed_on = [term for term in glossary if term.words(language)]
    find = _finder(tuple(term.forms for term in agreed_on))
    for entry in entries:
        if not entry.text:
            continue
        places = find(entry.source)
        there = _line(entry.text) if places else ""
        for place in places:
            term = agreed_on[place]
            agreed = term.words(language)
            if not any(_stands(word, there, language) for word in agreed):
                yield Departure(entry.key, term, agreed)


def terms_in(source: str, glossary: Sequence[Term]) -> list[Term]:
    """The agreed terms that occur in a German text, in its order; one within a longer one does not
    count, nor what is cited or stands in brackets, for that stays German."""
    find = _finder(tuple(term.forms for term in glossary))
    return [glossary[place] for place in find(source)]


@lru_cache(maxsize=20)
def _finder(forms: tuple[tuple[str, ...], ...]) -> Callable[[str], list[int]]:
    """Finds which of some terms stand in a text, by their places: one pass, however many."""
    every = sorted(
        ((form, place) for place, those in enumerate(forms) for form in those),
        key=lambda each: -len(each[0]),
    )
    places = [place for _form, place in every]
    words = "|".join(f"({_bent(form)})" for form, _place in every) or "(?!)"
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")

    @lru_cache(maxsize=10_000)  # the same German text is looked through for every language
    def find(source: str) -> list[int]:
        found = pattern.finditer(_ASIDE.sub(" ", source))
        return list(dict.fromkeys(places[each.lastindex - 1] for each in found))

    return find


def _bent(form: str) -> str:
    """A term with the endings that German puts on its words."""
    return r"\s+".join(rf"{re.escape(word)}(?:e[nrsm]?|n|s|nen)?" for word in form.split())


def is_used(word: str, text: str, language: str) -> bool:
    """Whether an agreed word, bent or not, stands in a translation."""
    return _stands(word, _line(text), language)


def _line(text: str) -> str:
    """The words of a text, each with a space before it."""
    return "".join(f" {word}" for word in fold(text).split())


def _stands(word: str, line: str, language: str) -> bool:
    parts = _beginnings(word, language)
    return all(any(beginning in line for beginning in each) for each in parts)


@lru_cache(maxsize=10_000)
def _beginnings(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    """How each part of an agreed word may begin in a line of words."""
    found = []
    for part in fold(word).split():
        stem = part[: max((len(part) + 1) // 2, len(part) - _ENDINGS.get(language, 2))]
        bare = stem.removeprefix("ال")
        begin = [before + bare for before in _BEFORE] if language == "ar" else [stem]
        found.append(tuple(f" {each}" for each in begin))
    return tuple(found)
