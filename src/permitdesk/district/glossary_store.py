"""Where the office's own words of the glossary are kept: with the site, beside those shipped."""

from collections.abc import Mapping

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO
from permitdesk.district.glossary import Term, shipped_term, together

_KEY = "permitdesk.district.glossary"
MOST, LONGEST, LONGEST_MEANING = 1000, 200, 400
NEEDED = _("district_glossary_needed", default="Schreiben Sie das deutsche Wort.")
TOO_LONG = _(
    "district_glossary_long", default="Das ist zu lang: Ein Eintrag hat höchstens 200 Zeichen."
)
TOO_LONG_MEANING = _(
    "district_glossary_meaning_long",
    default="Das ist zu lang: Eine Erklärung hat höchstens 400 Zeichen.",
)
MARKUP = _("district_glossary_markup", default="Die Zeichen < und > gehen hier nicht.")
THERE = _("district_glossary_there", default="Dieses Wort gibt es schon.")
FULL = _("district_glossary_full", default="Das Glossar ist voll.")


class WrongTermError(ValueError):
    """``said`` are messages by field: ``german``, ``also``, ``source``, the tag of a language, or
    ``meaning.<tag>``."""

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
    new, before = _tidied(new), term(instead_of or new.german)
    if instead_of and instead_of != new.german:
        remove(instead_of)
    _kept(write=True)[new.german] = {
        "translations": {**(_resting(before.translations) if before else {}), **new.translations},
        "also": new.also,
        "source": new.source,
        "reviewed": new.reviewed,
        "meanings": {**(_resting(before.meanings) if before else {}), **new.meanings},
    }


def _resting(texts: Mapping[str, str]) -> dict[str, str]:
    """Those in languages that are not offered now: they stay for the day on which they are."""
    return {tag: text for tag, text in texts.items() if tag not in LANGUAGES}


def restore(german: str) -> None:
    """Take the shipped word again, as it is now and will be in later versions. Raises KeyError
    where it was not changed or does not come with the software."""
    if shipped_term(german) is None:
        raise KeyError(german)
    del _kept(write=True)[german]


def removed() -> tuple[str, ...]:
    """The shipped words on which the office does not agree any more."""
    return tuple(sorted(german for german, data in _kept().items() if data is None))


def remove(german: str) -> None:
    """The office does not agree on this word any more. Raises KeyError."""
    if term(german) is None:
        raise KeyError(german)
    kept = _kept(write=True)
    if shipped_term(german) is not None:
        kept[german] = None
    else:
        del kept[german]


def _kept(write: bool = False) -> Mapping[str, Mapping | None]:
    notes = IAnnotations(getSite())
    if write and _KEY not in notes:
        notes[_KEY] = PersistentMapping()
    return notes.get(_KEY, {})


def _read(german: str, data: Mapping) -> Term:
    meanings = data.get("meanings")
    if meanings is None:  # kept before one could change them
        ours = shipped_term(german)
        meanings = ours.meanings if ours else {}
    return Term(
        german, dict(data["translations"]), tuple(data["also"]), data["source"],
        data["reviewed"], own=True, meanings=dict(meanings),
    )  # fmt: skip


def _tidied(new: Term) -> Term:
    def line(text: str) -> str:
        return " ".join(whole(text).split())

    words = {tag: line(new.translations.get(tag, "")) for tag in TRANSLATED_INTO}
    meanings = {tag: line(new.meanings.get(tag, "")) for tag in LANGUAGES}
    return Term(
        line(new.german),
        {tag: text for tag, text in words.items() if text},
        tuple(filter(None, map(line, new.also))),
        line(new.source),
        new.reviewed,
        own=True,
        meanings={tag: text for tag, text in meanings.items() if text},
    )


def _wrong(new: Term) -> dict[str, Message]:
    fields = {
        "german": new.german, "also": "; ".join(new.also), "source": new.source, **new.translations
    }  # fmt: skip
    said = {name: TOO_LONG for name, text in fields.items() if len(text) > LONGEST}
    meanings = {f"meaning.{tag}": text for tag, text in new.meanings.items()}
    said |= {name: TOO_LONG_MEANING for name, t in meanings.items() if len(t) > LONGEST_MEANING}
    fields |= meanings
    said |= {name: MARKUP for name, text in fields.items() if "<" in text or ">" in text}
    if not new.german:
        said["german"] = NEEDED
    return said
