"""All that can be found in the working state of a service, in one list.

What a service needs to work at all (``parse``, ``soundness``), what can never happen (``logic``),
what is there twice or not at all, what is hard to read, what is not translated. Worked out once for
each state; only what other things decide (addresses of other services, figures of the law) is
looked at each time.
"""

import json
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import combinations

from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.memory import Memory
from permitdesk.core.plain_german import hard_to_read
from permitdesk.district import legal_list, threshold
from permitdesk.services.clashes import clashes
from permitdesk.services.definition import Condition, Definition, Threshold
from permitdesk.services.findings import BLOCKS, MEND, REMARK, Finding, Place, ordered, titled
from permitdesk.services.labels import Label, missing, outdated, sources
from permitdesk.services.logic import can_both_be, logic_findings
from permitdesk.services.places import all_fields, conditions_in, lists_in
from permitdesk.services.revision import edition_of, unfinished
from permitdesk.services.satisfiable import world
from permitdesk.services.service import Service
from permitdesk.translation import MISSING, OUTDATED, unwritable

NEAR = 0.9  # how alike two titles must be to be taken for one
_checked = Memory(100)
# What makes a definition too broken to reason about.
_TOO_BROKEN = frozenset(("cycle", "double-name", "unknown-field", "unreadable", "unsafe-xml"))


def findings_of(service: Service) -> tuple[Finding, ...]:
    """Everything found in the working state, the grave things first."""
    definition, found = _checked.recall(_key(service), lambda: _checked_now(service))
    law = law_findings(definition, clock.today()) if definition else ()
    return ordered((*found, *clashes(service), *law))


def _key(service: Service) -> tuple[str, str, tuple[str, ...]]:
    labels = {tag: dict(table) for tag, table in sorted(service.labels.items())}
    said = json.dumps(labels, ensure_ascii=False, sort_keys=True)
    return edition_of(service), sha256(said.encode()).hexdigest(), tuple(LANGUAGES)


def _checked_now(service: Service) -> tuple[Definition | None, tuple[Finding, ...]]:
    definition, found = unfinished(service)
    if definition is None:
        return None, found
    titles = titles_in(definition)
    labels = {
        tag: {key: Label(*pair) for key, pair in table.items()}
        for tag, table in service.labels.items()
    }
    more = definition_findings(definition, {each.kind for each in found})
    every = (*found, *more, *language_findings(definition, labels))
    return definition, tuple(titled(each, titles) for each in every)


def titles_in(definition: Definition) -> dict[tuple[str, str], str]:
    """What staff call each place, by its kind and name."""
    fields = [field for field, _group in all_fields(definition)]
    return {
        **{("step", each.name): each.title for each in definition.steps},
        **{("field", each.name): each.title for each in fields},
        **{
            ("option", f"{each.name}.{option.value}"): option.title
            for each in fields
            for option in each.options
        },
        **{("document", each.id): each.title for each in definition.requirements},
        **{("hint", each.id): each.title for each in definition.hints},
        **{("prerequisite", each.id): each.title for each in definition.prerequisites},
    }


def definition_findings(
    definition: Definition,
    broken: frozenset[str] | set[str] = frozenset(),
    reading: bool = True,
) -> Iterator[Finding]:
    """What can be found in a definition alone; ``broken`` are the kinds found already.

    ``reading``: also what is only hard to read or there twice, which never blocks.
    """
    if not _TOO_BROKEN & broken:
        yield from logic_findings(definition)
        if reading:
            yield from _twice(definition)
    yield from _bare(definition)
    yield from _marked(definition)
    if reading:
        yield from reading_findings(definition)


def _marked(definition: Definition) -> Iterator[Finding]:
    """Texts that could be taken for markup somewhere, or that turn the direction of others."""
    for key, text in sources(definition).items():
        for message in unwritable(str(text)):
            kind, name, *_part = key.split(".")
            place = {"service": "text", "requirement": "document"}.get(kind, kind)
            yield Finding("markup", BLOCKS, Place(place, name), message)


def _bare(definition: Definition) -> Iterator[Finding]:
    if not definition.texts.get("title", "").strip():
        yield Finding(
            "no-title",
            BLOCKS,
            Place("text", "title"),
            _("services_check_no_service_title", default="Der Online-Dienst hat keinen Titel."),
        )
    with_more = {each.step for each in definition.requirements}
    with_more |= {each.step for each in definition.prerequisites}
    for step in definition.steps:
        if not step.fields and step.name not in with_more:
            yield Finding(
                "empty-step",
                MEND,
                Place("step", step.name, title=step.title),
                _("services_check_empty_step", default="Der Abschnitt ist leer."),
            )
    for hint in definition.hints:
        if not hint.title.strip() and not hint.text.strip():
            yield Finding(
                "no-title",
                MEND,
                Place("hint", hint.id),
                _("services_check_bare_hint", default="Der Hinweis hat keinen Text."),
            )


def _twice(definition: Definition) -> Iterator[Finding]:
    whole = world(definition)
    plain = {each.id: _plain(each.title) for each in definition.requirements}
    for one, other in combinations(definition.requirements, 2):
        same = plain[one.id] == plain[other.id]
        if not same and not _is_near(plain[one.id], plain[other.id]):
            continue
        if plain[one.id] and can_both_be(definition, whole, one, other):
            message = _(
                "services_check_document_twice",
                default="Diese Unterlage wird zweimal verlangt: auch als „${title}“.",
            )
            yield Finding(
                "double-document",
                MEND if same else REMARK,
                Place("document", other.id, title=other.title),
                Message(message, mapping={"title": one.title}),
            )
    marked = [field for field in definition.fields() if field.mark]
    for one, other in combinations(marked, 2):
        if one.mark == other.mark and can_both_be(definition, whole, one, other):
            message = _(
                "services_check_mark_twice",
                default="Dieselbe Bedeutung hat schon die Frage „${title}“. Nur die erste zählt.",
            )
            yield Finding(
                "double-mark",
                MEND,
                Place("field", other.name, title=other.title),
                Message(message, mapping={"title": one.title}),
            )


def _plain(title: str) -> str:
    return "".join(each for each in title.casefold() if each.isalnum())


def _is_near(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() > NEAR and match.quick_ratio() > NEAR and match.ratio() > NEAR


def reading_findings(definition: Definition) -> Iterator[Finding]:
    """German texts that are hard to read, one remark a text."""
    for key, text in sources(definition).items():
        first = next(hard_to_read(text), None)
        if first is not None:
            yield Finding("hard-to-read", REMARK, place_of_key(key), first)


_KINDS = {"requirement": "document", "service": "text"}


def place_of_key(key: str) -> Place:
    """The place of a text, from its key (see ``labels.py``)."""
    kind, _dot, rest = key.partition(".")
    if kind == "service":
        return Place("text", rest)
    name, _dot, part = rest.partition(".")
    if kind == "field" and part.startswith("option."):
        return Place("option", name, part.removeprefix("option."))
    return Place(_KINDS.get(kind, kind), name, part)


def language_findings(definition: Definition, labels: dict) -> Iterator[Finding]:
    """What is not translated or no longer true, a line for each language."""
    texts = sources(definition)
    for tag in LANGUAGES:
        if tag == SOURCE:
            continue
        table = labels.get(tag, {})
        gaps, stale = len(missing(texts, table)), len(outdated(texts, table))
        if gaps:
            message = _(
                "services_check_untranslated", default="${count} Texte sind nicht übersetzt."
            )
            severity = MEND if table else REMARK
            place = Place("language", tag, MISSING)
            yield Finding(
                "untranslated", severity, place, Message(message, mapping={"count": gaps})
            )
        if stale:
            message = _(
                "services_check_outdated",
                default="${count} Übersetzungen sind veraltet: Der deutsche Text wurde geändert.",
            )
            place = Place("language", tag, OUTDATED)
            yield Finding("outdated", MEND, place, Message(message, mapping={"count": stale}))


def law_findings(definition: Definition, today: date) -> Iterator[Finding]:
    """Figures and lists of the law that nobody knows today, or nobody has checked; each once."""
    unknown = _(
        "services_check_law_unknown",
        default="Was „${name}“ heute ist, steht nirgends. Bis dahin trifft die Bedingung nie zu.",
    )
    unverified = _(
        "services_check_law_unverified",
        default="„${name}“ hat noch niemand im Gesetz nachgesehen.",
    )
    named: dict[str, tuple[Place, object]] = {}
    for place, condition, _group in conditions_in(definition):
        for name in _thresholds(condition):
            named.setdefault(name, (place, threshold(name, today)))
    for place, name in lists_in(definition):
        named.setdefault(name, (place, legal_list(name, today)))
    for name, (place, known) in named.items():
        if known is None:
            yield Finding("unknown-law", MEND, place, Message(unknown, mapping={"name": name}))
        elif not known.verified:
            # Who configures knows the paragraph; the name is the law's file's own.
            said = Message(unverified, mapping={"name": known.source or name})
            yield Finding("unverified-law", REMARK, place, said)


def _thresholds(condition: Condition | None) -> Iterator[str]:
    if condition is None:
        return
    if isinstance(condition.value, Threshold):
        yield condition.value.name
    for each in (*condition.all_of, *condition.any_of):
        yield from _thresholds(each)
