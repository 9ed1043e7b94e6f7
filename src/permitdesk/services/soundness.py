"""What would make a definition unanswerable: unknown fields in conditions, cycles, doubles."""

from collections import Counter
from collections.abc import Iterator

from zope.component import queryUtility

from permitdesk.core.interfaces import ICodeList
from permitdesk.district import CIRCUMSTANCES, fee_names
from permitdesk.services.conditions import fields_of
from permitdesk.services.definition import Condition, Definition, Field


def problems_of(definition: Definition) -> Iterator[str]:
    """Everything that stands in the way of publishing, in German, for staff."""
    if not definition.steps:
        yield "Der Online-Dienst hat keinen Abschnitt."
    yield from _doubles(definition)
    yield from _unknown(definition)
    yield from _cycles(definition)
    yield from _incomplete(definition)
    yield from _fees(definition)


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
    ]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"Den Namen „{name}“ gibt es {count}-mal."
    for hint, count in Counter(hint.id for hint in definition.hints).items():
        if count > 1:
            yield f"Den Hinweis „{hint}“ gibt es {count}-mal."


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
    for rule in definition.fee_rules:
        yield f"Gebühr {rule.name}", rule.condition, None


def _unknown(definition: Definition) -> Iterator[str]:
    known = {field.name for field in definition.fields()}
    for where, condition, group in _conditions(definition):
        reachable = known | ({each.name for each in group.fields} if group else set())
        for name in fields_of(condition):
            if name not in reachable:
                yield f"„{where}“: Die Bedingung nennt ein Feld, das es nicht gibt: „{name}“."
    for field, group in _all_fields(definition):
        reachable = known | ({each.name for each in group.fields} if group else set())
        for rule in field.rules:
            names = [rule.value["field"]] if isinstance(rule.value, dict) else []
            if rule.kind == "one_of":
                names = list(rule.value)
            for name in names:
                if name not in reachable:
                    yield f"„{field.name}“: Die Regel nennt ein Feld, das es nicht gibt: „{name}“."
    steps = {step.name for step in definition.steps}
    for hint in definition.hints:
        if hint.step not in steps:
            yield f"Der Hinweis „{hint.id}“ nennt einen Abschnitt, den es nicht gibt."


def _fees(definition: Definition) -> Iterator[str]:
    known = {"fee": fee_names(), "extra": fee_names(), "circumstance": CIRCUMSTANCES}
    for rule in definition.fee_rules:
        if rule.kind not in known:
            yield f"Die Gebührenregel „{rule.name}“ ist keine Gebühr und kein Umstand: {rule.kind}."
        elif rule.name not in known[rule.kind]:
            yield f"Diese Gebühr oder diesen Umstand gibt es nicht: „{rule.name}“."


def _cycles(definition: Definition) -> Iterator[str]:
    needs = {
        name: {each for gate in gates for each in fields_of(gate)}
        for name, gates in definition.gates.items()
    }
    for group in definition.fields():
        for member in group.fields:
            needs[member.name] = set(fields_of(member.condition))
    settled: set[str] = set()
    for start in needs:
        path = _cycle(start, needs, settled, [])
        if path:
            yield f"Diese Bedingungen drehen sich im Kreis: {' → '.join(path)}."


def _cycle(name: str, needs: dict, settled: set[str], path: list[str]) -> list[str]:
    """The first circle found from ``name``; each is found once."""
    if name in path:
        return [*path[path.index(name) :], name]
    if name in settled or name not in needs:
        return []
    found: list[str] = []
    for each in sorted(needs[name]):
        found = found or _cycle(each, needs, settled, [*path, name])
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
