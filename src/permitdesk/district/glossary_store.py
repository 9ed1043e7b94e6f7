"""Where the office's own words of the glossary are kept: with the site, beside those shipped."""

from collections.abc import Mapping

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import TRANSLATED_INTO
from permitdesk.district.glossary import Term, shipped, together

_KEY = "permitdesk.district.glossary"
MOST, LONGEST = 1000, 200
NEEDED = _("district_glossary_needed", default="Schreiben Sie das deutsche Wort.")
TOO_LONG = _(
    "district_glossary_long", default="Das ist zu lang: Ein Eintrag hat höchstens 200 Zeichen."
)
MARKUP = _("district_glossary_markup", default="Die Zeichen < und > gehen hier nicht.")
THERE = _("district_glossary_there", default="Dieses Wort gibt es schon.")
FULL = _("district_glossary_full", default="Das Glossar ist voll.")


class WrongTermError(ValueError):
    """``said`` are messages by field: ``german``, ``also``, ``source`` or the tag of a language."""

    def __init__(self, said: Mapping[str, Message]) -> None:
        super().__init__(", ".join(said))
        self.said = said


def glossary() -> tuple[Term, ...]:
    """All words on which the office has agreed, in the order of the alphabet."""
    kept = _kept()
    own = [_read(german, data) for german, data in kept.items() if data is not None]
    return together(own, (german for german, data in kept.items() if data is None))


def term(german: str) -> Term | None:
    return next((each for each in glossary() if each.german == german), None)


def problems(new: Term, instead_of: str = "") -> dict[str, Message]:
    """What is wrong with a word, by field; empty where it can be kept."""
    new = _tidied(new)
    said = _wrong(new)
    if new.german != instead_of and term(new.german) is not None:
        said["german"] = THERE
    elif new.german not in _kept() and len(_kept()) >= MOST:
        said["german"] = FULL
    return said


def keep(new: Term, instead_of: str = "") -> None:
    """Keep a word, in place of another one. Raises ``WrongTermError``."""
    said = problems(new, instead_of)
    if said:
        raise WrongTermError(said)
    new = _tidied(new)
    if instead_of and instead_of != new.german:
        remove(instead_of)
    _kept(write=True)[new.german] = {
        "translations": dict(new.translations),
        "also": new.also,
        "source": new.source,
        "reviewed": new.reviewed,
    }


def remove(german: str) -> None:
    """The office does not agree on this word any more. Raises KeyError."""
    if term(german) is None:
        raise KeyError(german)
    kept = _kept(write=True)
    if any(each.german == german for each in shipped()):
        kept[german] = None
    else:
        del kept[german]


def _kept(write: bool = False) -> Mapping[str, Mapping | None]:
    notes = IAnnotations(getSite())
    if write and _KEY not in notes:
        notes[_KEY] = PersistentMapping()
    return notes.get(_KEY, {})


def _read(german: str, data: Mapping) -> Term:
    return Term(
        german, dict(data["translations"]), tuple(data["also"]), data["source"],
        data["reviewed"], own=True,
    )  # fmt: skip


def _tidied(new: Term) -> Term:
    def line(text: str) -> str:
        return " ".join(whole(text).split())

    words = {tag: line(new.translations.get(tag, "")) for tag in TRANSLATED_INTO}
    return Term(
        line(new.german),
        {tag: text for tag, text in words.items() if text},
        tuple(filter(None, map(line, new.also))),
        line(new.source),
        new.reviewed,
        own=True,
    )


def _wrong(new: Term) -> dict[str, Message]:
    fields = {
        "german": new.german, "also": "; ".join(new.also), "source": new.source, **new.translations
    }  # fmt: skip
    said = {name: TOO_LONG for name, text in fields.items() if len(text) > LONGEST}
    said |= {name: MARKUP for name, text in fields.items() if "<" in text or ">" in text}
    if not new.german:
        said["german"] = NEEDED
    return said
