"""What would make a definition unanswerable: unknown fields in conditions, cycles, doubles."""

from collections import Counter
from collections.abc import Iterator

from zope.component import queryUtility

from permitdesk.core.interfaces import ICodeList
from permitdesk.district import CIRCUMSTANCES, fee_names, list_names
from permitdesk.services.conditions import fields_of, lists_of
from permitdesk.services.definition import (
    MOST_FILES,
    MOST_MEGABYTES,
    Condition,
    Definition,
    Field,
)
from permitdesk.services.derived import conditions_of, needs
from permitdesk.services.placeholders import placeholders
from permitdesk.services.soundness_of_values import problems_of_values


def problems_of(definition: Definition) -> Iterator[str]:
    """Everything that stands in the way of publishing, in German, for staff."""
    if not definition.steps:
        yield "Der Online-Dienst hat keinen Abschnitt."
    yield from _doubles(definition)
    yield from _unknown(definition)
    yield from problems_of_values(definition)
    yield from _cycles(definition)
    yield from _incomplete(definition)
    yield from _placeholders(definition)
    yield from _lists(definition)
    yield from _fees(definition)
    yield from _limits(definition)


def _all_fields(definition: Definition) -> Iterator[tuple[Field, Field | None]]:
    """Each field with the group it stands in."""
    for field in definition.fields():
        yield field, None
        for member in field.fields:
            yield member, field


def _doubles(definition: Definition) -> Iterator[str]:
    names = [
        *(field.name for field, _group in _all_fields(definition)),
        *(each.id for each in definition.requirements),
        *definition.values,
    ]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"Den Namen „{name}“ gibt es {count}-mal."
    for hint, count in Counter(hint.id for hint in definition.hints).items():
        if count > 1:
            yield f"Den Hinweis „{hint}“ gibt es {count}-mal."
    for name, count in Counter(each.id for each in definition.prerequisites).items():
        if count > 1:
            yield f"Die Voraussetzung „{name}“ gibt es {count}-mal."


def _conditions(definition: Definition) -> Iterator[tuple[str, Condition | None, Field | None]]:
    for step in definition.steps:
        yield f"Abschnitt {step.name}", step.condition, None
    for field, group in _all_fields(definition):
        yield field.name, field.condition, group
        for option in field.options:
            yield f"{field.name}: {option.value}", option.condition, group
    for each in definition.requirements:
        yield each.id, each.condition, None
    for hint in definition.hints:
        yield f"Hinweis {hint.id}", hint.condition, None
    for each in definition.prerequisites:
        for condition in (each.condition, each.met, each.missing):
            yield f"Voraussetzung {each.id}", condition, None
    for rule in definition.fee_rules:
        yield f"Gebühr {rule.name}", rule.condition, None


def _unknown(definition: Definition) -> Iterator[str]:
    known = {field.name for field in definition.fields()}
    options = {f"{f.name}: {o.value}" for f, _group in _all_fields(definition) for o in f.options}
    for where, condition, group in _conditions(definition):
        # Derived values are those of the whole; rows and choices look at answers only.
        if group or where in options:
            reachable = known | ({each.name for each in group.fields} if group else set())
        else:
            reachable = known | set(definition.values)
        for name in fields_of(condition):
            if name not in reachable:
                yield f"„{where}“: Die Bedingung nennt ein Feld, das es nicht gibt: „{name}“."
    for field, group in _all_fields(definition):
        reachable = known | (
            {each.name for each in group.fields} if group else {*definition.values}
        )
        for rule in field.rules:
            names = [rule.value["field"]] if isinstance(rule.value, dict) else []
            if rule.kind == "one_of":
                names = list(rule.value)
            if rule.kind == "no_overlap" and not (
                {each.name for each in field.fields if each.type.endswith("date")}
                >= set(rule.value)
            ):
                yield f"„{field.name}“: Die Regel nennt kein Datum einer Zeile: {rule.value}."
            for name in names:
                if name not in reachable:
                    yield f"„{field.name}“: Die Regel nennt ein Feld, das es nicht gibt: „{name}“."
    steps = {step.name for step in definition.steps}
    for hint in definition.hints:
        if hint.step not in steps:
            yield f"Der Hinweis „{hint.id}“ nennt einen Abschnitt, den es nicht gibt."
    for each in definition.prerequisites:
        if each.step not in steps:
            yield f"Die Voraussetzung „{each.id}“ nennt einen Abschnitt, den es nicht gibt."
        for name in each.shows:
            if name not in known and name not in definition.values:
                yield f"Die Voraussetzung „{each.id}“ zeigt, was es nicht gibt: „{name}“."


def _lists(definition: Definition) -> Iterator[str]:
    known = list_names()
    for where, name in lists_in(definition):
        if name not in known:
            yield f"„{where}“: Diese Liste gibt es nicht: „{name}“."


def lists_in(definition: Definition) -> Iterator[tuple[str, str]]:
    """The lists of the law that conditions name, each with where it is named, in German."""
    for where, condition, _group in _conditions(definition):
        for name in lists_of(condition):
            yield where, name
    for value in definition.values.values():
        for condition in conditions_of(value):
            for name in lists_of(condition):
                yield value.name, name


def _fees(definition: Definition) -> Iterator[str]:
    known = {"fee": fee_names(), "extra": fee_names(), "circumstance": CIRCUMSTANCES}
    for rule in definition.fee_rules:
        if rule.kind not in known:
            yield f"Die Gebührenregel „{rule.name}“ ist keine Gebühr und kein Umstand: {rule.kind}."
        elif rule.name not in known[rule.kind]:
            yield f"Diese Gebühr oder diesen Umstand gibt es nicht: „{rule.name}“."


def _limits(definition: Definition) -> Iterator[str]:
    limits = definition.limits
    if not 1 <= limits.files <= MOST_FILES:
        yield f"Ein Antrag muss 1 bis {MOST_FILES} Dateien haben dürfen, nicht {limits.files}."
    if not 1 <= limits.megabytes <= MOST_MEGABYTES:
        yield (
            f"Eine Datei muss 1 bis {MOST_MEGABYTES} MB groß sein dürfen, nicht {limits.megabytes}."
        )
    # Those under a condition may exclude each other.
    always = sum(1 for each in definition.requirements if each.required and not each.condition)
    if always > limits.files:
        yield f"Es sind immer {always} Unterlagen nötig, erlaubt sind nur {limits.files} Dateien."


def _cycles(definition: Definition) -> Iterator[str]:
    looks_at = {
        name: {each for gate in gates for each in fields_of(gate)}
        for name, gates in definition.gates.items()
    }
    for group in definition.fields():
        for member in group.fields:
            looks_at[member.name] = set(fields_of(member.condition))
    looks_at |= {name: set(needs(value)) for name, value in definition.values.items()}
    settled: set[str] = set()
    for start in looks_at:
        path = _cycle(start, looks_at, settled, [])
        if path:
            yield f"Diese Bedingungen drehen sich im Kreis: {' → '.join(path)}."


def _cycle(name: str, looks_at: dict, settled: set[str], path: list[str]) -> list[str]:
    """The first circle found from ``name``; each is found once."""
    if name in path:
        return [*path[path.index(name) :], name]
    if name in settled or name not in looks_at:
        return []
    found: list[str] = []
    for each in sorted(looks_at[name]):
        found = found or _cycle(each, looks_at, settled, [*path, name])
    settled.add(name)
    return found


def _incomplete(definition: Definition) -> Iterator[str]:
    for field, group in _all_fields(definition):
        if not field.title.strip():
            yield f"„{field.name}“ hat keinen Titel."
        if field.type == "group" and not field.fields:
            yield f"Die Gruppe „{field.name}“ hat keine Felder."
        if group and field.type in ("group", "explanation"):
            yield f"„{field.name}“: Eine Gruppe kann keine Gruppe und keine Erklärung enthalten."
        if field.type.endswith("code-list") and (
            queryUtility(ICodeList, name=field.code_list) is None
        ):
            yield f"„{field.name}“: Die Codeliste „{field.code_list}“ gibt es nicht."
        for option, count in Counter(option.value for option in field.options).items():
            if count > 1:
                yield f"„{field.name}“: Die Antwort „{option}“ gibt es {count}-mal."
    for step in definition.steps:
        if not step.title.strip():
            yield f"Der Abschnitt „{step.name}“ hat keinen Titel."
    for each in definition.requirements:
        if not each.title.strip():
            yield f"Die Unterlage „{each.id}“ hat keinen Titel."
    for each in definition.prerequisites:
        if not each.title.strip() or not each.text.strip():
            yield f"Die Voraussetzung „{each.id}“ braucht einen Titel und einen Text."


def _placeholders(definition: Definition) -> Iterator[str]:
    """What stands as ``${name}`` in hints and prerequisites must be something there is."""
    known = {field.name for field in definition.fields()} | set(definition.values)
    texts = [
        *((f"Hinweis {h.id}", text) for h in definition.hints for text in (h.title, h.text)),
        *(
            (f"Voraussetzung {p.id}", text)
            for p in definition.prerequisites
            for text in (p.title, p.text, p.if_missing, p.if_unseen)
        ),
    ]
    for where, text in texts:
        for name in placeholders(text):
            if name not in known:
                yield f"„{where}“: Der Text nennt, was es nicht gibt: „{name}“."
