"""A tree of pages as a district could have: the same for both systems, by chance from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

LANGUAGES = ("de", "en", "uk", "ar", "ru", "fa", "tr", "fr")
_LETTERS = {
    "uk": "абвгдезиклмнопрстуіїєя",
    "ru": "абвгдезиклмнопрстуыэя",
    "ar": "ابتثجحدرسشعفقكلمنهوي",
    "fa": "ابپتجچدرسشفقکگلمنهوی",
}
TOPICS = 10  # in each language, among which the pages are divided
_LATIN = "abdefghiklmnoprstuvwz"
_SECTIONS, _WORDS, _VOCABULARY = 4, 150, 6000
SEED = 7


@dataclass(frozen=True)
class Page:
    """``sections`` are HTML, one paragraph each."""

    id: str
    title: str
    summary: str
    sections: tuple[str, ...]


def pages(language: str, count: int) -> Iterator[Page]:
    """The same pages each time; each has a word of its own, ``word(language, number)``."""
    chance = random.Random(f"{SEED} {language}")
    known = [_word(chance, language) for _ in range(_VOCABULARY)]

    def text(length: int) -> str:
        # Few words are frequent, most are rare, as in any language.
        return " ".join(known[int(len(known) * chance.random() ** 3)] for _ in range(length))

    for number in range(count):
        own = word(language, number)
        yield Page(
            f"seite-{number}",
            f"{text(3)} {own}",
            text(12),
            tuple(f"<p>{text(_WORDS // _SECTIONS)}</p>" for _ in range(_SECTIONS)),
        )


def path(language: str, number: int) -> str:
    """Where a page lies, below the site: ``de/thema-3/seite-13``."""
    return f"{language}/{topic(number)}/seite-{number}"


def topic(number: int) -> str:
    """The id of the topic in which a page lies."""
    return f"thema-{number % TOPICS}"


def word(language: str, number: int) -> str:
    """A word that only this page has."""
    chance = random.Random(f"{SEED} {language} {number}")
    return _word(chance, language, 12)


def _word(chance: random.Random, language: str, length: int = 0) -> str:
    letters = _LETTERS.get(language, _LATIN)
    return "".join(chance.choice(letters) for _ in range(length or chance.randrange(3, 12)))
