"""What else names a question, an answer or a step of a sheet: it would miss it, were it gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from permitdesk.services.conditions import MalformedConditionError, from_data
from permitdesk.services.definition import Condition, Other
from permitdesk.services.derived import (
    MalformedValueError,
    columns,
    conditions_of,
    from_table,
    needs,
)
from permitdesk.services.outline import Item
from permitdesk.services.placeholders import placeholders
from permitdesk.services.sheet import Sheet


@dataclass(frozen=True)
class Use:
    """A place that names something, by its own name. ``kind``: ``step``, ``question``,
    ``document``, ``option``, ``rule`` (of a question), ``hint``, ``prerequisite``, ``fee``,
    ``value``."""

    kind: str
    name: str
    title: str


def uses_of(sheet: Sheet, name: str) -> list[Use]:
    """Who names a question; those that would go with it do not count."""
    item = sheet.item(name)
    going = {name, *(each.name for each in item.rows)}
    return _once(
        use for use, named, _condition in _named(sheet) if named & going and not _goes(use, going)
    )


def uses_of_option(sheet: Sheet, name: str, value: str) -> list[Use]:
    """Which conditions ask for one answer to a choice; those of its own question do not count."""
    return _once(
        use
        for use, _named_, condition in _named(sheet)
        if condition is not None and _asks_for(condition, name, value)
    )


def uses_of_value(sheet: Sheet, name: str) -> list[Use]:
    """Who names a derived value; it itself does not count."""
    found = (use for use, named, _condition in _named(sheet) if name in named)
    return _once(use for use in found if (use.kind, use.name) != ("value", name))


def uses_of_step(sheet: Sheet, name: str) -> list[Use]:
    """Who names what stands in a step, and which hints stand there; from outside of it."""
    going = {each.name for each in _all_items(sheet) if each.step == name}
    found = [
        use
        for use, named, _condition in _named(sheet)
        if named & going and not _goes(use, going) and (use.kind, use.name) != ("step", name)
    ]
    return _once([*found, *(_hint_use(each) for each in sheet.hints if each.get("step") == name)])


def _named(sheet: Sheet) -> Iterator[tuple[Use, set[str], Condition | None]]:
    """Each place with the names that stand there, and the condition in which they do."""
    for step in sheet.steps:
        yield from _by(Use("step", step.name, step.title), step.condition)
    for item in _all_items(sheet):
        kind = "document" if item.kind == "document" else "question"
        yield from _by(Use(kind, item.name, item.title), sheet.condition(item.name))
        for option in sheet.options(item.name):
            yield from _by(
                Use("option", item.name, f"{item.title}: {option.title}"), option.condition
            )
        for rule in sheet.rules(item.name):
            yield Use("rule", item.name, item.title), set(_names_in_rule(rule)), None
    for hint in sheet.hints:
        use = _hint_use(hint)
        for part in ("condition", "met", "missing"):
            yield from _by(use, hint.get(part))
        texts = (hint.get(part) for part in ("title", "text", "if_missing", "if_unseen"))
        written = {name for text in texts if isinstance(text, str) for name in placeholders(text)}
        shown = hint.get("shows")
        yield use, written | set(map(str, shown if isinstance(shown, list) else ())), None
    for rule in sheet.fee_rules:
        name = str(rule.get("name", ""))
        yield from _by(Use("fee", name, name), rule.get("condition"))
    for data in sheet.values():
        try:
            value = from_table(data if isinstance(data, Mapping) else {})
        except MalformedValueError:
            continue
        use = Use("value", value.name, value.name)
        yield use, {*needs(value), *columns(value)}, None
        for condition in conditions_of(value):
            yield use, set(_fields(condition)), condition


def _by(use: Use, data: object) -> Iterator[tuple[Use, set[str], Condition | None]]:
    condition = read_condition(data)
    if condition is not None:
        yield use, set(_fields(condition)), condition


def read_condition(data: object) -> Condition | None:
    """A condition as it is kept; None for none, and for what cannot be read."""
    try:
        return from_data(data) if isinstance(data, Mapping) and data else None
    except MalformedConditionError:
        return None


def _fields(condition: Condition) -> Iterator[str]:
    if condition.field:
        yield condition.field
    if isinstance(condition.value, Other):
        yield condition.value.name
    for each in (*condition.all_of, *condition.any_of):
        yield from _fields(each)


def _asks_for(condition: Condition, name: str, value: str) -> bool:
    if condition.field == name and condition.operator in ("is", "is_not", "in", "not_in"):
        wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        if value in wanted:
            return True
    return any(_asks_for(each, name, value) for each in (*condition.all_of, *condition.any_of))


def _names_in_rule(rule: Mapping) -> Iterator[str]:
    value = rule.get("value") if isinstance(rule, Mapping) else None
    if isinstance(value, Mapping) and "field" in value:
        yield str(value["field"])
    if isinstance(value, list) and rule.get("kind") in ("one_of", "no_overlap"):
        yield from map(str, value)


def _goes(use: Use, going: set[str]) -> bool:
    return use.kind in ("question", "document", "option", "rule") and use.name in going


def _hint_use(hint: Mapping) -> Use:
    kind = "prerequisite" if hint.get("kind") == "prerequisite" else "hint"
    return Use(kind, str(hint.get("id", "")), str(hint.get("title", "")))


def _all_items(sheet: Sheet) -> Iterator[Item]:
    for step in sheet.steps:
        for item in (*step.questions, *step.documents):
            yield from (item, *item.rows)
    yield from sheet.loose


def _once(found) -> list[Use]:
    return list(dict.fromkeys(found))
