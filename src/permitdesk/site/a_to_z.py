"""All services and titles by the letters of a language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from permitdesk.core.folding import fold, sort_key
from permitdesk.core.texts import Shown, say
from permitdesk.guidance import ServiceLink, service_links
from permitdesk.site.titles import TITLES

_ARTICLE = re.compile(r"^ال(?=\w{2})")
_BY_FOLDING = ("de", "en", "fr", "ar")  # a letter and the same with a mark stand together


@dataclass(frozen=True)
class Entry:
    """A title and the service behind it; ``online`` is false for a form on paper."""

    title: Shown
    address: str
    online: bool = True


@dataclass(frozen=True)
class Letter:
    """A letter and what begins with it."""

    letter: str
    entries: Sequence[Entry]


def a_to_z(language: str) -> Sequence[Letter]:
    """What is published in a language, each service under its own name and under each title that
    it is for."""
    return by_letter(_entries(service_links(language), language), language)


def by_letter(entries: Iterable[Entry], language: str) -> Sequence[Letter]:
    """Pure: in the order of the language's alphabet."""

    def place(entry: Entry) -> tuple:
        return sort_key(letter_of(entry.title, language), language), *_key(entry.title, language)

    ordered = sorted(dict.fromkeys(entries), key=place)
    groups = groupby(ordered, key=lambda entry: letter_of(entry.title, language))
    return [Letter(letter, tuple(group)) for letter, group in groups]


def letter_of(title: Shown, language: str) -> str:
    """The letter under which a title stands."""
    bare = _bare(title, language)
    first = next((each for each in bare if each.isalnum()), "#")
    if language in _BY_FOLDING:
        return fold(first)[:1].upper()
    return "İ" if language == "tr" and first == "i" else first.upper()


def _entries(services: Iterable[ServiceLink], language: str) -> Iterable[Entry]:
    for service in services:
        names = (say(title, language) for title in TITLES.get(service.id, ()))
        for name in (service.title, *names):
            yield Entry(name, service.address, service.online)


def _bare(title: Shown, language: str) -> str:
    text = str(title).strip()
    return _ARTICLE.sub("", text) if language == "ar" else text


def _key(title: Shown, language: str) -> tuple[str, str]:
    return sort_key(_bare(title, language), language)
