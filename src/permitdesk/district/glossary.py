"""The office's official words, with the one translation of each that all texts use.

``data/glossary.toml`` comes with the software; nobody with these mother tongues has reviewed it.
What the office changes through the web is kept beside it and stands before it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from permitdesk.core.folding import sort_key
from permitdesk.core.languages import SOURCE

_NO_LANGUAGES = ("german", "also", "source")


@dataclass(frozen=True)
class Term:
    """A German word or a few; ``also`` are further forms of it (Anträge). ``translations`` are by
    language, several with ``;`` between them, the first being the one to use. ``source`` says where
    the word stands. ``own``: the office has changed or added it; ``reviewed``: somebody who speaks
    these languages has looked at it. ``meanings``: what it means, by language, German too."""

    german: str
    translations: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    source: str = ""
    reviewed: bool = False
    own: bool = False
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.german, *self.also)

    def words(self, language: str) -> tuple[str, ...]:
        """What is agreed in a language, the word to use first; empty where nothing is."""
        # The Arabic semicolon is one too.
        each = (word.strip() for word in re.split("[;؛]", self.translations.get(language, "")))
        return tuple(word for word in each if word)


@cache
def shipped() -> tuple[Term, ...]:
    """The terms that come with the software."""
    explained = _read("glossary_explained.toml")
    return tuple(
        Term(
            german=each["german"],
            translations={tag: text for tag, text in each.items() if tag not in _NO_LANGUAGES},
            also=tuple(each.get("also", ())),
            source=each.get("source", ""),
            meanings=explained.get(each["german"], {}),
        )
        for each in _read("glossary.toml")["terms"]
    )


def shipped_term(german: str) -> Term | None:
    """A word as it came with the software."""
    return next((each for each in shipped() if each.german == german), None)


def _read(name: str) -> Mapping:
    file = resources.files("permitdesk.district") / "data" / name
    return tomllib.loads(file.read_text("utf-8"))


def together(own: Iterable[Term], removed: Iterable[str] = ()) -> tuple[Term, ...]:
    """The office's own terms and the shipped ones that it has neither changed nor removed, in the
    order of the alphabet."""
    own = tuple(own)
    gone = {each.german for each in own} | set(removed)
    kept = [each for each in shipped() if each.german not in gone]
    return tuple(sorted((*own, *kept), key=lambda each: sort_key(each.german, SOURCE)))
