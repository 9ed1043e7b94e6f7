"""A text module (Textbaustein): what staff send again and again, in every language. Pure.

``{documents}``, ``{date}`` and ``{reference}`` stand for what is filled in when it is sent. They
are looked up in a table, nothing is run; a word in braces that the table does not have is an error.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, SOURCE

REQUEST, REJECTION, MESSAGE, LETTER_PART = "request", "rejection", "message", "letter-part"
KINDS = {
    REQUEST: _("casework_check_kind_request", default="Nachforderung"),
    REJECTION: _("casework_check_kind_rejection", default="Grund, ein Dokument nicht anzunehmen"),
    MESSAGE: _("casework_check_kind_message", default="Nachricht"),
    LETTER_PART: _("casework_check_kind_letter_part", default="Teil eines Schreibens"),
}
DOCUMENTS, DATE, REFERENCE = "documents", "date", "reference"
PLACEHOLDERS = {
    REQUEST: (DOCUMENTS, DATE, REFERENCE),
    REJECTION: (DOCUMENTS, REFERENCE),
    MESSAGE: (REFERENCE,),
    LETTER_PART: (REFERENCE, DATE),
}
# A request that does not say what is asked for would be none.
NEEDED = {REQUEST: (DOCUMENTS, DATE)}
LONGEST_TITLE, LONGEST_TEXT = 120, 4000
_PLACE = re.compile(r"\{([^{}\n]*)\}")

CURRENT, OUTDATED, UNTRANSLATED = "current", "outdated", "untranslated"


@dataclass(frozen=True)
class Merged:
    """``texts`` for the form, ``theirs`` what somebody else wrote where both changed the same."""

    texts: dict[str, str]
    theirs: dict[str, str]


def merged(base: Mapping[str, str], mine: Mapping[str, str], now: Mapping[str, str]) -> Merged:
    """Of two who changed the ``base``: what only the other one changed is taken over, by name;
    where both did, ``mine`` stays and theirs is told."""
    texts, theirs = {}, {}
    for name, typed in mine.items():
        before, there = base.get(name, ""), now.get(name, "")
        texts[name] = there if typed == before else typed
        if there not in (before, typed) and typed != before:
            theirs[name] = there
    return Merged(texts, theirs)


@dataclass(frozen=True)
class Version:
    """One version of a text module. ``texts`` are by language tag; ``of`` says of which version's
    German each translation is. ``by`` is a login, empty for what comes with the software."""

    number: int
    title: str
    texts: Mapping[str, str]
    of: Mapping[str, int] = field(default_factory=dict)
    german: int = 1  # the version in which the German text came
    by: str = ""
    at: datetime | None = None
    is_retired: bool = False


@dataclass(frozen=True)
class TextModule:
    """``versions`` from the first to the one that holds now. ``place`` is where it is kept:
    ``unit``, ``office``, or ``shipped``."""

    id: str
    kind: str
    versions: tuple[Version, ...]
    place: str = "shipped"

    @property
    def now(self) -> Version:
        return self.versions[-1]

    @property
    def title(self) -> str:
        return self.now.title

    def state(self, language: str) -> str:
        """Whether there is a translation, and of the German as it is now."""
        if language == SOURCE:
            return CURRENT
        if not self.now.texts.get(language):
            return UNTRANSLATED
        return CURRENT if self.now.of.get(language) == self.now.german else OUTDATED

    def states(self) -> dict[str, str]:
        return {tag: self.state(tag) for tag in LANGUAGES}


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. What is filled in is not looked at again."""
    return _PLACE.sub(lambda place: values[place[1]], text)


def unknown_places(text: str, kind: str) -> list[str]:
    """What stands in braces and is none of the placeholders, a single brace included."""
    found = [place for place in _PLACE.findall(text) if place not in PLACEHOLDERS[kind]]
    rest = _PLACE.sub("", text)
    return [*(f"{{{place}}}" for place in found), *(brace for brace in "{}" if brace in rest)]


def missing_places(text: str, kind: str) -> list[str]:
    """Which placeholders the text must have and has not."""
    there = set(_PLACE.findall(text))
    return [f"{{{place}}}" for place in NEEDED.get(kind, ()) if place not in there]


def changed(
    before: Version | None,
    title: str,
    texts: Mapping[str, str],
    confirmed: frozenset[str],
    by: str,
    at: datetime,
) -> Version:
    """The version after ``before``. A translation that stays as it is while the German changes is
    outdated, unless it is ``confirmed``."""
    kept = {tag: text for tag, text in texts.items() if text.strip()}
    if before is None:
        number = german = 1
        old: Mapping[str, str] = {}
    else:
        number, old = before.number + 1, before.texts
        german = before.german if kept.get(SOURCE) == old.get(SOURCE) else number
    of = {
        tag: german
        if before is None or text != old.get(tag) or tag in confirmed
        else before.of.get(tag, before.german)
        for tag, text in kept.items()
    }
    return Version(number, title, kept, of, german, by, at)
