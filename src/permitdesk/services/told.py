"""What a revision asked, in words, for staff who read it: places in order, each with its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from permitdesk.services.comparison import facets
from permitdesk.services.definition import Revision
from permitdesk.services.findings import place_in_words
from permitdesk.theme import Fact

# What is read: not how it is reckoned or where it stands.
_SHOWN = ("step", "field", "document", "hint", "prerequisite")
_LEFT_OUT = frozenset(("place", "title", "step", "group", "minutes", "option", "shared", "mark"))


@dataclass(frozen=True)
class Told:
    """A step, question, document or hint. ``is_step``: the ones after it belong to it."""

    title: str
    is_step: bool
    facts: Sequence[Fact]


def told(revision: Revision, language: str, today: date) -> list[Told]:
    """What was asked, said and demanded; the texts themselves are German."""
    return [
        Told(
            place_in_words(place, language),
            place.kind == "step",
            [
                Fact(each.title(language), each.words)
                for each in parts
                if each.part not in _LEFT_OUT
            ],
        )
        for place, parts in facets(revision, language, today).items()
        if place.kind in _SHOWN
    ]
