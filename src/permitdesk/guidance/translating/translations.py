"""The translations of an object of which there is one in each language; German is the source.

A translation keeps, for each of its texts, the German that it translates and a
``translation.Note``. The state follows from these and the texts, and is stored nowhere but in the
catalogue, with the German object (``states_of``).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from persistent.mapping import PersistentMapping
from plone.app.multilingual.interfaces import ITG
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent

from permitdesk.access import actor
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE, TRANSLATED_INTO
from permitdesk.core.texts import german as in_german
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.translating.beginning import begin
from permitdesk.guidance.translating.texts import (
    Field,
    fields_of,
    put,
    text_of,
    translated_types,
    wrong_in,
)
from permitdesk.translation import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    TRANSLATED,
    Entry,
    Kept,
    confirmed,
    is_small,
    read_note,
    saved,
    state_of,
)

_KEY = "permitdesk.guidance.translation"
_OF_NOW = ("draft", "comment")  # of a note: work that goes on, whatever the page shows
_is_bulk = ContextVar("permitdesk.guidance.bulk", default=False)


class WrongTextError(ValueError):
    """``said`` are messages by field: what is wrong with each text. Nothing was saved."""

    def __init__(self, said: Mapping[str, list[Message]]) -> None:
        super().__init__(", ".join(said))
        self.said = said


@dataclass(frozen=True)
class PageState:
    """Of a page in a language. ``since`` is the day (ISO) on which the German changed; ``by`` who
    said something of it last, and ``at`` when (ISO); ``public``: whether it is published."""

    state: str = MISSING
    since: str = ""
    by: str = ""
    at: str = ""
    public: bool = False


def original(obj):
    """The German object of a group of translations, or None."""
    return obj if obj.language == SOURCE else _in_language(obj, SOURCE)


def translation(german, tag: str):
    """The object in another language, or None."""
    return _in_language(german, tag)


def translations(obj) -> dict[str, object]:
    """Every other object of the group, by language."""
    found = {brain.Language: brain._unrestrictedGetObject() for brain in _group(obj)}
    found.pop(obj.language, None)
    return found


def _in_language(obj, tag: str):
    found = _group(obj, Language=tag)
    return found[0]._unrestrictedGetObject() if found else None


def _group(obj, **narrowed):
    catalog = getToolByName(getSite(), "portal_catalog")
    group = ITG(obj, None)
    return catalog.unrestrictedSearchResults(TranslationGroup=group, **narrowed) if group else []


# What is known of a page


def entries(german, tag: str, there=None) -> tuple[Entry, ...]:
    """Every text of a German object with its translation; ``there`` is the translation's object,
    where it is known already. What neither of the two has is left out."""
    there = there if there is not None else translation(german, tag)
    known = _known(there)
    found = (
        _entry(field, text_of(german, field), there, known.get(field.name, {}))
        for field in fields_of(german)
    )
    return tuple(each for each in found if each.source or each.text)


def _entry(field: Field, source: str, there, known: Mapping[str, str]) -> Entry:
    kept = _kept(there, field, known, source)
    if not kept.text and not kept.note.draft:
        # It had no German when the page was translated: the translation has got too old.
        is_old = "before" in known and not is_still(known["before"], source)
        state = MISSING
    else:
        basis = _basis(kept, source)
        state = state_of(basis, kept.before, kept.text, kept.note)
        is_old = bool(kept.text) and kept.before != basis
    return Entry(
        key=field.name,
        source=source,
        text=kept.note.draft or kept.text,
        state=state,
        comment=kept.note.comment,
        place=in_german(field.title),
        kind=field.kind,
        before=known.get("before", "") if is_old else "",
        since=(kept.note.since or clock.today().isoformat()) if is_old else "",
        by=kept.note.by,
        at=kept.note.at,
    )


def is_still(before: str, source: str) -> bool:
    """Whether what was translated is still there: nothing but punctuation, spaces and capitals
    may have changed."""
    return before == source or is_small(before, source)


def page_state(found: Iterable[Entry], public: bool = False) -> PageState:
    """What the texts of a page come to."""
    found = tuple(found)
    states = {each.state for each in found}
    latest = max(found, key=lambda each: each.at, default=None)
    since = min((each.since for each in found if each.since), default="")
    if not any(each.text for each in found):
        state = MISSING
    elif OUTDATED in states or any(each.since for each in found if each.state == MISSING):
        state = OUTDATED
    elif states & {MISSING, IN_WORK}:
        state = IN_WORK
    else:
        state = next(each for each in (MACHINE, TRANSLATED, REVIEWED) if each in states)
    by, at = (latest.by, latest.at) if latest else ("", "")
    return PageState(state, since if state == OUTDATED else "", by, at, public)


def states_of(german) -> dict[str, PageState]:
    """The state of a German object in every language into which the portal translates."""
    known = states_known(german)
    return {tag: known[tag] for tag in TRANSLATED_INTO}


def states_known(german) -> dict[str, PageState]:
    """The same, and the states of translations into languages that are not offered now: they may
    be offered again."""
    found = translations(german)
    return {
        tag: page_state(entries(german, tag, found[tag]), is_public(found[tag]))
        if tag in found
        else PageState()
        for tag in dict.fromkeys((*TRANSLATED_INTO, *found))
    }


def is_public(obj) -> bool:
    """Whether it is published; its dates may say that it is not shown yet or any more."""
    return getToolByName(obj, "portal_workflow").getInfoFor(obj, "review_state", "") == "published"


# What somebody says


def save(german, tag: str, changed: Iterable[Entry]) -> None:
    """Save texts, states and comments as the current user; what is not among them stays. Begins
    the translation where there is none.

    Raises ``WrongTextError``, KeyError for a key that is no text of the page.
    """
    changed = tuple(changed)
    fields = {field.name: field for field in fields_of(german)}
    sources = {each.key: text_of(german, fields[each.key]) for each in changed}
    said = {
        each.key: found
        for each in changed
        if (found := wrong_in(fields[each.key], sources[each.key], each.text))
    }
    if said:
        raise WrongTextError(said)
    there = translation(german, tag)
    if there is None:
        title = next((e.text for e in changed if e.key == "title" and e.state != IN_WORK), "")
        with _told_later():  # with its texts it is a first version, and has a state
            there = begin(german, tag, title)
    known, by, at = _known(there), actor(), _now()
    after = {}
    for each in changed:
        field, source = fields[each.key], sources[each.key]
        kept = _kept(there, field, known.get(each.key, {}), source)
        basis = _basis(kept, source)
        after[each.key] = saved(kept, basis, each.text, each.state, each.comment, by, at)
    _keep(german, there, after, fields)


def still_true(german, tag: str, names: Iterable[str] | None = None) -> None:
    """The translation is still true of the German of now, says the current user: of the named
    texts, else of all."""
    there = translation(german, tag)
    known, by, at = _known(there), actor(), _now()
    fields = {field.name: field for field in fields_of(german)}
    after = {}
    for each in entries(german, tag, there):
        if each.state == OUTDATED and (names is None or each.key in names):
            kept = _kept(there, fields[each.key], known.get(each.key, {}), each.source)
            after[each.key] = confirmed(kept, each.source, by, at)
    _keep(german, there, after, fields)


def take_back(there, earlier) -> None:
    """A page gets the texts of an earlier version of it: what changes translates again the German
    that it translated then. Where nobody had noted that, somebody has to look at it. Drafts and
    comments stay those of now."""
    if there.language == SOURCE:
        return
    then, known = _known(earlier), dict(_known(there))
    for field in fields_of(there):
        text = text_of(earlier, field)
        if text != text_of(there, field):
            now, before = known.get(field.name, {}), then.get(field.name, {})
            noted = {k: v for k, v in before.items() if k not in (*_OF_NOW, "since")}
            known[field.name] = {
                **({"before": ""} if text else {}),
                **noted,
                **{k: v for k, v in now.items() if k in _OF_NOW},
            }
    _store(there, known)


def _keep(german, there, after: Mapping[str, Kept], fields: Mapping[str, Field]) -> None:
    """Store what differs, and tell who listens to changes of the translation."""
    known = dict(_known(there))
    for name, kept in after.items():
        if text_of(there, fields[name]) != kept.text:
            put(there, fields[name], kept.text)
        known[name] = {**({"before": kept.before} if kept.text else {}), **kept.note.kept()}
    _store(there, known)
    notify(ObjectModifiedEvent(there))


# What follows from changes, wherever they were made


def on_changed(obj, event=None) -> None:
    """Subscriber: a page was changed or published, on our pages or in Plone's editor."""
    german = None if _is_bulk.get() else original(obj)
    if german is None:
        return
    for there in translations(german).values() if obj.language == SOURCE else (obj,):
        notice(german, there)
    german.reindexObject(idxs=["guidance_states"])


def on_removed(obj, event) -> None:
    """Subscriber: a translation is gone, and the German page has to know."""
    german = original(obj) if obj.language != SOURCE else None
    if german is not None:
        german.reindexObject(idxs=["guidance_states"])


def on_linked(event) -> None:
    """Subscriber: an editor linked two pages that were there already."""
    if IGuidance.providedBy(event.target):
        on_changed(event.target)


@contextmanager
def in_bulk(site) -> Iterator[None]:
    """While many pages are made, nobody asks after each how far its translations are, but once at
    the end, of all."""
    with _told_later():
        yield
    note_translations(site)


@contextmanager
def _told_later() -> Iterator[None]:
    before = _is_bulk.set(True)
    try:
        yield
    finally:
        _is_bulk.reset(before)


def is_bulk() -> bool:
    """Whether the states of translations are told later, all at once."""
    return _is_bulk.get()


def note_translations(site) -> None:
    """For a portal whose translations were made before anybody noted their German: they count as
    translations of the German of now. What was noted stays."""
    catalog = getToolByName(site, "portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=translated_types(), Language=SOURCE):
        on_changed(brain._unrestrictedGetObject())


def notice(german, there) -> None:
    """Remember what a translation translates where nobody has, and since when it is outdated.

    Writes nothing where nothing is new. A text that was changed elsewhere keeps the German of
    before: whether it is true of the new one, somebody has to say.
    """
    known, today = dict(_known(there)), clock.today().isoformat()
    for field in fields_of(german):
        source, text = text_of(german, field), text_of(there, field)
        of_field = known.get(field.name, {})
        if "before" not in of_field and bool(text) == bool(source):
            known[field.name] = of_field = {"before": source, **of_field}
        if "before" in of_field:
            is_old = not is_still(of_field["before"], source)
            if is_old and not of_field.get("since"):
                known[field.name] = {**of_field, "since": today}
            elif not is_old and of_field.get("since"):
                known[field.name] = {k: v for k, v in of_field.items() if k != "since"}
    _store(there, known)


# What is stored


def _known(there) -> Mapping[str, Mapping[str, str]]:
    return IAnnotations(there).get(_KEY, {}) if there is not None else {}


def _store(there, known: Mapping[str, Mapping[str, str]]) -> None:
    if known == dict(_known(there)):
        return
    annotations = IAnnotations(there)
    if _KEY not in annotations:
        annotations[_KEY] = PersistentMapping()
    annotations[_KEY].clear()
    annotations[_KEY].update(known)


def _kept(there, field: Field, known: Mapping[str, str], source: str) -> Kept:
    """What is stored of a text; where nobody noted the German, it translates that of now."""
    text = text_of(there, field) if there is not None else ""
    note = read_note({name: value for name, value in known.items() if name != "before"})
    return Kept(known.get("before", source) if text else "", text, note)


def _basis(kept: Kept, source: str) -> str:
    """The German against which a translation is judged: its own, where that still holds."""
    return kept.before if kept.text and is_still(kept.before, source) else source


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")
