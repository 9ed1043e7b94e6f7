"""The translations of a service: the table of a language, what is saved, which languages people may
use.

``service.labels`` has what people see, with the German that it translates; ``service.notes`` what
is known besides (``translation.Note``); ``service.judged`` which changed German texts somebody has
said to mean something else. An entry's text is unfinished work where there is some.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from Acquisition import aq_chain
from persistent.mapping import PersistentMapping

from permitdesk.access import actor
from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES, SOURCE, TRANSLATED_INTO
from permitdesk.core.memory import Memory
from permitdesk.services.availability import german_notice, translate_notice, translated_notice
from permitdesk.services.definition import Definition, Revision
from permitdesk.services.labels import sources
from permitdesk.services.revision import edition_of, published, unfinished
from permitdesk.services.service import Service
from permitdesk.services.text_places import TextPlace, text_places
from permitdesk.translation import (
    MISSING,
    OUTDATED,
    READY,
    REVIEWED,
    TRANSLATED,
    USABLE,
    Coverage,
    Entry,
    Kept,
    Policy,
    confirmed,
    coverage,
    is_small,
    policy,
    read_note,
    saved,
    seen,
    state_of,
    wrong,
)

NOTICE = "availability.notice"
_German = dict[str, tuple[str, TextPlace, str]]
_texts, _of_revisions = Memory(20), Memory(1000)


class WrongTranslationError(ValueError):
    """``said`` are messages by key: what is wrong with each text. Nothing was saved."""

    def __init__(self, said: Mapping[str, list]) -> None:
        super().__init__(", ".join(said))
        self.said = said


@dataclass(frozen=True)
class ChangedText:
    """A German text that was changed after it was translated, and nobody has said yet whether the
    translations are still true. ``is_small`` is a proposal."""

    key: str
    place: TextPlace
    before: str
    after: str
    languages: tuple[str, ...]
    is_small: bool


def definition_now(service: Service) -> Definition | None:
    """The working state as far as it can be read, or None."""
    return _german(service)[0]


def places(service: Service) -> Mapping[str, TextPlace]:
    """Where each German text of the working state stands."""
    return {key: place for key, (_text, place, _told) in _german(service)[1].items()}


def _german(service: Service) -> tuple[Definition | None, _German]:
    """The working state and its German texts with their places, in the order asked; last the notice
    of a pause, which belongs to no state."""
    definition, texts = _of_working_state(service)
    notice = german_notice(service)
    if notice:
        place = TextPlace((), "notice", "page")
        texts = {**texts, NOTICE: (notice, place, place.told())}
    return definition, texts


def _of_working_state(service: Service) -> tuple[Definition | None, _German]:
    def read() -> tuple[Definition | None, _German]:
        definition, _problems = unfinished(service)
        if definition is None:
            return None, {}
        where = text_places(definition)
        return definition, {
            key: (text, where[key], where[key].told())
            for key, text in sources(definition).items()
            if text
        }

    return _texts.recall((service.getId(), edition_of(service)), read)


def entries(service: Service, language: str) -> tuple[Entry, ...]:
    """Every German text of the working state with its translation, in the order asked."""
    labels, notes = _labels(service, language), _notes(service, language)
    return tuple(
        _entry(key, text, place, told, _kept(labels, notes, key))
        for key, (text, place, told) in _german(service)[1].items()
    )


def _entry(key: str, source: str, place: TextPlace, told: str, kept: Kept) -> Entry:
    note = kept.note
    is_old = bool(kept.text) and kept.before != source
    return Entry(
        key=key,
        source=source,
        text=note.draft or kept.text,
        state=state_of(source, kept.before, kept.text, note),
        comment=note.comment,
        place=told,
        kind=place.kind,
        before=kept.before if is_old else "",
        since=note.since if is_old else "",
        by=note.by,
        at=note.at,
    )


def save(service: Service, language: str, changed: Iterable[Entry]) -> None:
    """Save the texts, states and comments of entries, as the current user; others stay.

    Raises ``WrongTranslationError``, KeyError for a key that no German text has.
    """
    changed = tuple(changed)
    german = _german(service)[1]
    said = {each.key: found for each in changed if (found := wrong(german[each.key][0], each.text))}
    if said:
        raise WrongTranslationError(said)
    labels, notes = _labels(service, language), _notes(service, language)
    by, at = actor(), _now()
    _keep(
        service,
        language,
        {
            each.key: saved(
                _kept(labels, notes, each.key), german[each.key][0], each.text, each.state,
                each.comment, by, at,
            )
            for each in changed
        },
    )  # fmt: skip


def changed_texts(service: Service) -> tuple[ChangedText, ...]:
    """The German texts that were changed, and nobody has judged the change."""
    found: dict[tuple[str, str], list[str]] = {}
    german = _german(service)[1]
    judged = service.judged or {}
    for language in TRANSLATED_INTO:
        for key, (before, text) in _labels(service, language).items():
            after = german[key][0] if key in german else ""
            if after and text and before != after and judged.get(key) != seen(before, after):
                found.setdefault((key, before), []).append(language)
    order = {key: place for place, key in enumerate(german)}
    return tuple(
        ChangedText(key, german[key][1], before, german[key][0], tuple(those),
                    is_small(before, german[key][0]))
        for (key, before), those in sorted(found.items(), key=lambda each: order[each[0][0]])
    )  # fmt: skip


def still_true(service: Service, changes: Iterable[ChangedText]) -> None:
    """The translations are still true of these changed texts, says the current user."""
    changes, by, at = tuple(changes), actor(), _now()
    for language in TRANSLATED_INTO:
        labels, notes = _labels(service, language), _notes(service, language)
        _keep(
            service,
            language,
            {
                each.key: confirmed(_kept(labels, notes, each.key), each.after, by, at)
                for each in changes
                if language in each.languages
            },
        )


def means_something_else(service: Service, changes: Iterable[ChangedText]) -> None:
    """These texts have to be translated anew; nobody is asked about this change again."""
    judged = dict(service.judged or {})
    judged.update({each.key: seen(each.before, each.after) for each in changes})
    if judged != (service.judged or {}):
        service.judged = PersistentMapping(judged)


def notice_changes(service: Service) -> None:
    """Remember since when translations are outdated. Writes nothing where nothing is new."""
    german, today = _german(service)[1], clock.today().isoformat()
    for language in TRANSLATED_INTO:
        labels, notes = _labels(service, language), _notes(service, language)
        changed = {}
        for key, (before, text) in labels.items():
            kept = _kept(labels, notes, key)
            is_old = key in german and bool(text) and german[key][0] != before
            if is_old and not kept.note.since:
                changed[key] = replace(kept, note=replace(kept.note, since=today))
            elif not is_old and kept.note.since and key in german:
                changed[key] = replace(kept, note=replace(kept.note, since=""))
        _keep(service, language, changed)


def on_modified(service: Service, event) -> None:
    """Subscriber: Plone's and easyform's editors say when they have saved."""
    notice_changes(service)


def on_schema_modified(editor, event) -> None:
    """Subscriber: easyform's field editor, which knows its service by where it lies."""
    for each in aq_chain(editor):
        if isinstance(each, Service):
            notice_changes(each)
            return


# Which languages people may use


def working_coverage(service: Service, language: str) -> Coverage:
    """How far a language is in the working state, by the office's policy."""
    return coverage(entries(service, language), policy())


def readiness(service: Service, language: str) -> str:
    """What the office's policy says of a language of the published revision; ``blocked`` too where
    nothing is published."""
    revision = published(service)
    if revision is None:
        return "blocked"
    return readiness_of(service, revision, language)


def offered(service: Service, language: str) -> bool:
    """Whether people may begin an application in a language."""
    return readiness(service, language) in (READY, USABLE)


def offered_languages(service: Service) -> tuple[str, ...]:
    """The languages in which people may begin, German first."""
    return tuple(tag for tag in LANGUAGES if offered(service, tag))


def readiness_of(service: Service, revision: Revision, language: str) -> str:
    """The same for one revision."""
    if language == SOURCE:
        return READY
    asked = policy()
    reviewed = frozenset(_reviewed(service, language)) if asked.review_needed else frozenset()
    key = (revision.service, revision.digest, language, asked, reviewed)
    return _of_revisions.recall(key, lambda: _readiness(revision, language, asked, reviewed))


def _readiness(
    revision: Revision, language: str, asked: Policy, reviewed: frozenset[tuple[str, str]]
) -> str:
    where = text_places(revision.definition)
    labels = revision.labels.get(language, {})
    outdated = revision.outdated.get(language, frozenset())

    def state(key: str, source: str) -> str:
        if not labels.get(key):
            return MISSING
        if key in outdated:
            return OUTDATED
        return REVIEWED if (key, seen(source, labels[key])) in reviewed else TRANSLATED

    return coverage(
        (
            Entry(key, source, labels.get(key, ""), state(key, source), kind=where[key].kind)
            for key, source in revision.sources.items()
            if source
        ),
        asked,
    ).readiness


def _reviewed(service: Service, language: str) -> Iterator[tuple[str, str]]:
    for key, note in _notes(service, language).items():
        if note.get("said") == REVIEWED:
            yield key, note["of"]


# What is stored


def _notes(service: Service, language: str) -> Mapping[str, Mapping[str, str]]:
    return (service.notes or {}).get(language, {})


def _labels(service: Service, language: str) -> Mapping[str, tuple[str, str]]:
    """The translations that people see, each with its German."""
    notice = translated_notice(service, language)
    labels = service.labels.get(language, {})
    return {**labels, NOTICE: notice} if notice else labels


def _kept(labels: Mapping, notes: Mapping, key: str) -> Kept:
    before, text = labels.get(key, ("", ""))
    return Kept(before, text, read_note(notes.get(key)))


def _keep(service: Service, language: str, changed: Mapping[str, Kept]) -> None:
    """Store what differs, each table in one piece. The notice of a pause lies apart."""
    if NOTICE in changed:
        notice = changed[NOTICE]
        if (notice.before, notice.text) != (translated_notice(service, language) or ("", "")):
            translate_notice(service, language, notice.before, notice.text)
    labels, notes = dict(service.labels.get(language, {})), dict(_notes(service, language))
    for key, kept in changed.items():
        if kept.text and key != NOTICE:
            labels[key] = (kept.before, kept.text)
        else:
            labels.pop(key, None)
        note = kept.note.kept()
        if note:
            notes[key] = note
        else:
            notes.pop(key, None)
    if labels != service.labels.get(language, {}):
        service.labels[language] = labels
    if notes != _notes(service, language):
        if service.notes is None:
            service.notes = PersistentMapping()
        service.notes[language] = notes


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")
