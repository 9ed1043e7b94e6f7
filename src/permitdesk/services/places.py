"""What a definition holds, each with its place: fields, conditions, lists of the law."""

from collections.abc import Iterator

from permitdesk.services.conditions import lists_of
from permitdesk.services.definition import Condition, Definition, Field
from permitdesk.services.derived import conditions_of
from permitdesk.services.findings import Place


def all_fields(definition: Definition) -> Iterator[tuple[Field, Field | None]]:
    """Each field with the group it stands in."""
    for field in definition.fields():
        yield field, None
        for member in field.fields:
            yield member, field


def place_of(field: Field) -> Place:
    """Where a question stands."""
    return Place("field", field.name, title=field.title)


def conditions_in(
    definition: Definition,
) -> Iterator[tuple[Place, Condition | None, Field | None]]:
    """Every condition with its place, and the group whose rows it looks at."""
    for step in definition.steps:
        yield Place("step", step.name, title=step.title), step.condition, None
    for field, group in all_fields(definition):
        yield place_of(field), field.condition, group
        for option in field.options:
            place = Place("option", field.name, option.value, field.title)
            yield place, option.condition, group
    for each in definition.requirements:
        yield Place("document", each.id, title=each.title), each.condition, None
    for hint in definition.hints:
        yield Place("hint", hint.id, title=hint.title), hint.condition, None
    for each in definition.prerequisites:
        for part in ("condition", "met", "missing"):
            place = Place("prerequisite", each.id, part, each.title)
            yield place, getattr(each, part), None
    for rule in definition.fee_rules:
        yield Place("fee", rule.name), rule.condition, None


def lists_in(definition: Definition) -> Iterator[tuple[Place, str]]:
    """The lists of the law that conditions name, each with where it is named."""
    for place, condition, _group in conditions_in(definition):
        for name in lists_of(condition):
            yield place, name
    for value in definition.values.values():
        for condition in conditions_of(value):
            for name in lists_of(condition):
                yield Place("value", value.name), name
