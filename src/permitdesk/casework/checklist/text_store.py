"""Where text modules are kept: a unit's own, the office's, and those that come with the software.

What a unit changes stands before the office's, and that before the shipped one of the same id.
Versions are only ever added.
"""

import secrets
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from Acquisition import aq_base, aq_inner, aq_parent
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.checklist.text_module import (
    KINDS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    TextModule,
    Version,
    changed,
    missing_places,
    unknown_places,
)
from permitdesk.casework.interfaces import IOffice, IUnit
from permitdesk.core import _, clock
from permitdesk.core.languages import LANGUAGES, SOURCE

_ATTRIBUTE = "_text_modules"  # the underscore keeps it from every address
MOST, MOST_VERSIONS = 200, 500


class WrongTextError(ValueError):
    """``said`` are messages by field: ``title``, ``kind``, or the tag of a language."""

    def __init__(self, said: Mapping[str, list[Message]]) -> None:
        super().__init__(", ".join(said))
        self.said = said


class ChangedMeanwhileError(ValueError):
    """Somebody else saved a newer version since the page was opened."""


class TooManyError(ValueError):
    """There are as many as a place can hold."""


class Kept(Persistent):
    """A text module as it is kept in a unit or the office."""

    def __init__(self, kind: str, versions: Sequence[Version]) -> None:
        self.kind, self.versions = kind, tuple(versions)


def text_modules(place, kind: str = "", retired: bool = False) -> list[TextModule]:
    """Those that hold at a unit or the office, or around a case, by title."""
    found = {each.id: each for each in shipped()}
    for name, where in reversed(_places(place)):
        for id_, kept in (getattr(aq_base(where), _ATTRIBUTE, None) or {}).items():
            found[id_] = TextModule(id_, kept.kind, kept.versions, name)
    return sorted(
        (
            each
            for each in found.values()
            if (not kind or each.kind == kind) and (retired or not each.now.is_retired)
        ),
        key=lambda each: (list(KINDS).index(each.kind), each.title.casefold(), each.id),
    )


def text_module(place, id_: str) -> TextModule | None:
    """One by its id, retired or not."""
    return next((each for each in text_modules(place, retired=True) if each.id == id_), None)


def save(
    place,
    id_: str,
    kind: str,
    title: str,
    texts: Mapping[str, str],
    confirmed: Sequence[str] = (),
    based_on: int = 0,
    key: str = "",
) -> TextModule:
    """Add a version to one of this unit or office; an empty ``id_`` makes a new one, once for each
    ``key``.

    ``based_on`` is the number of the version that was changed, 0 for a new one. Raises
    ``WrongTextError``, ``ChangedMeanwhileError``, ``TooManyError``, ``KeyError``.
    """
    known = text_module(place, id_) if id_ else None
    if id_ and known is None:
        raise KeyError(id_)
    kind = known.kind if known else kind
    title = title.strip()
    texts = {tag: text.replace("\r\n", "\n").strip() for tag, text in texts.items()}
    said = wrong(kind, title, texts)
    if said:
        raise WrongTextError(said)
    if known and known.now.number != based_on:
        raise ChangedMeanwhileError(id_)
    new_id = f"t{key[:10] or secrets.token_hex(5)}"
    if not id_ and text_module(place, new_id) is not None:
        return text_module(place, new_id)
    before = known.now if known else None
    version = changed(before, title, texts, frozenset(confirmed), actor(), clock.now())
    return _keep(place, id_ or new_id, kind, known, version)


def retire(place, id_: str, retired: bool = True) -> TextModule:
    """Offer one no longer, or again. What was sent with it stays. Raises ``KeyError``."""
    known = text_module(place, id_)
    if known is None:
        raise KeyError(id_)
    now = known.now
    if now.is_retired == retired:
        return known
    version = Version(
        now.number + 1, now.title, now.texts, now.of, now.german, actor(), clock.now(), retired
    )
    return _keep(place, id_, known.kind, known, version)


def wrong(kind: str, title: str, texts: Mapping[str, str]) -> dict[str, list[Message]]:
    """What is wrong with a text module, by field; empty when nothing is."""
    said: dict[str, list[Message]] = {}
    if kind not in KINDS:
        needed = _("casework_check_kind_needed", default="Wählen Sie aus, wofür der Text ist.")
        return {"kind": [needed]}
    if not title:
        message = _("casework_check_title_needed", default="Geben Sie dem Text einen Namen.")
        said["title"] = [message]
    elif len(title) > LONGEST_TITLE:
        said["title"] = [TOO_LONG]
    if not texts.get(SOURCE):
        message = _("casework_check_german_needed", default="Schreiben Sie den deutschen Text.")
        said[SOURCE] = [message]
    for tag, text in texts.items():
        found = _wrong_text(kind, text) if text else []
        if tag not in LANGUAGES:
            raise KeyError(tag)
        if found:
            said.setdefault(tag, []).extend(found)
    return said


TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")


def _wrong_text(kind: str, text: str) -> list[Message]:
    found = [TOO_LONG] if len(text) > LONGEST_TEXT else []
    unknown, lacking = unknown_places(text, kind), missing_places(text, kind)
    if unknown:
        found.append(
            _(
                "casework_check_unknown_place",
                default="Diesen Platzhalter gibt es hier nicht: ${places}",
                mapping={"places": ", ".join(dict.fromkeys(unknown))},
            )
        )
    if lacking:
        found.append(
            _(
                "casework_check_place_needed",
                default="In diesen Text gehört noch: ${places}",
                mapping={"places": ", ".join(lacking)},
            )
        )
    return found


def _keep(place, id_: str, kind: str, known: TextModule | None, version: Version) -> TextModule:
    kept = getattr(aq_base(place), _ATTRIBUTE, None)
    if kept is None:
        kept = OOBTree()
        setattr(place, _ATTRIBUTE, kept)
    before = known.versions if known else ()
    if (id_ not in kept and len(kept) >= MOST) or len(before) >= MOST_VERSIONS:
        raise TooManyError(id_)
    versions = (*before, version)
    if id_ in kept:
        kept[id_].versions = versions
    else:
        kept[id_] = Kept(kind, versions)
    privacy.record("text-module.changed", f"{place.getId()}/{id_}", str(version.number))
    return text_module(place, id_)


def _places(context) -> list[tuple[str, object]]:
    """The unit and the office around something, the nearest first."""
    found, here = [], aq_inner(context)
    while here is not None:
        if IUnit.providedBy(here):
            found.append(("unit", here))
        elif IOffice.providedBy(here):
            return [*found, ("office", here)]
        here = aq_parent(here)
    return found


@cache
def shipped() -> tuple[TextModule, ...]:
    """Those that come with the software."""
    file = resources.files("permitdesk.casework.checklist") / "data" / "text_modules.toml"
    found = []
    for each in tomllib.loads(file.read_text(encoding="utf-8"))["modules"]:
        texts = {tag: text.strip() for tag, text in each["texts"].items()}
        version = Version(1, each["title"], texts, dict.fromkeys(texts, 1))
        found.append(TextModule(each["id"], each["kind"], (version,)))
    return tuple(found)
