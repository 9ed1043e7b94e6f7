"""What of a definition can never happen, or always does: conditions, rules, steps, options.

Only what is certain is said (see ``satisfiable.py``). It blocks where nobody could send an
application; the rest should be mended.
"""

from collections.abc import Iterator, Sequence

from zope.component import queryUtility
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Listed,
    Other,
    Requirement,
    Threshold,
)
from permitdesk.services.findings import BLOCKS, MEND, REMARK, Finding, Place
from permitdesk.services.places import conditions_in, place_of
from permitdesk.services.satisfiable import World, row_world, world

NEVER = _("services_logic_never", default="Die Bedingung kann nie zutreffen.")
NEVER_TOGETHER = _(
    "services_logic_never_together",
    default="Die Bedingung und die des Abschnitts schließen einander aus.",
)
NEVER_ASKED = _(
    "services_logic_never_asked",
    default="Das ist Pflicht, kommt aber nie vor: Die Bedingung kann nie zutreffen.",
)


def logic_findings(definition: Definition) -> Iterator[Finding]:
    """All of it. The definition may have other faults, but no names twice and no cycles."""
    whole = world(definition)
    steps = {step.name: step.condition for step in definition.steps}
    hidden = {name for name, condition in steps.items() if whole.never([condition])}
    for step in definition.steps:
        if step.name in hidden:
            place = Place("step", step.name, title=step.title)
            yield Finding("never-reached", MEND, place, NEVER)
    if definition.steps and hidden == set(steps):
        yield Finding(
            "nothing-asked",
            BLOCKS,
            Place(),
            _("services_logic_nothing", default="Kein Abschnitt kommt jemals vor."),
        )
    for step in definition.steps:
        if step.name not in hidden:
            for field in step.fields:
                yield from _field(field, definition, whole, step.condition)
    for each in definition.requirements:
        if each.step not in hidden:
            place = Place("document", each.id, title=each.title)
            above = steps.get(each.step)
            yield from _contradiction(place, whole, above, each.condition, each.required)
    for hint in definition.hints:
        if hint.step in hidden:
            continue
        place = Place("hint", hint.id, title=hint.title)
        yield from _contradiction(place, whole, steps.get(hint.step), hint.condition)
        if hint.kind == "stop" and whole.always([steps.get(hint.step), hint.condition]):
            yield Finding(
                "always-stops",
                BLOCKS,
                place,
                _(
                    "services_logic_always_stops",
                    default="Das hält jeden auf: Die Bedingung trifft immer zu.",
                ),
            )
    for each in definition.prerequisites:
        for part in ("condition", "met", "missing"):
            place = Place("prerequisite", each.id, part, each.title)
            above = None if part == "condition" else each.condition
            yield from _contradiction(place, whole, above, getattr(each, part))
    for rule in definition.fee_rules:
        yield from _contradiction(Place("fee", rule.name), whole, None, rule.condition)
    yield from _unknown_values(definition)


def _contradiction(
    place: Place,
    seen: World,
    above: Condition | None,
    condition: Condition | None,
    required: bool = False,
) -> Iterator[Finding]:
    if condition is None or not seen.never([above, condition]):
        return
    alone = seen.never([condition])
    kind = "hidden-for-ever" if required else "never-true"
    message = NEVER_TOGETHER if not alone else NEVER_ASKED if required else NEVER
    yield Finding(kind, MEND, place, message)


def _field(
    field: Field, definition: Definition, seen: World, above: Condition | None
) -> Iterator[Finding]:
    place = place_of(field)
    found = list(_contradiction(place, seen, above, field.condition, field.required))
    yield from found
    if found:
        return
    yield from _rules(field)
    yield from _options(field, seen, [above, field.condition])
    if field.fields:
        rows = row_world(definition, field)
        for member in field.fields:
            where = place_of(member)
            hidden = list(_contradiction(where, rows, None, member.condition, member.required))
            yield from hidden
            if not hidden:
                yield from _rules(member)
                yield from _options(member, rows, [member.condition])


def _options(field: Field, seen: World, gates: Sequence[Condition | None]) -> Iterator[Finding]:
    gone = [
        option
        for option in field.options
        if option.condition is not None and seen.never([*gates, option.condition])
    ]
    for option in gone:
        yield Finding(
            "never-true", MEND, Place("option", field.name, option.value, field.title), NEVER
        )
    if field.options and len(gone) == len(field.options) and field.required:
        yield Finding(
            "no-answer",
            BLOCKS,
            place_of(field),
            _("services_logic_no_answer", default="Keine der Antworten wird jemals angeboten."),
        )


def _rules(field: Field) -> Iterator[Finding]:
    """Rules that no answer keeps."""
    lengths = {rule.kind: rule.value for rule in field.rules if rule.severity == "error"}
    shortest, longest = lengths.get("min_length", 0), lengths.get("max_length", 10**6)
    alone = World({field.name: field}, {})
    if field.type in ("explanation", "group") or (
        shortest <= longest and not alone.never([Condition(field.name, "filled")])
    ):
        return
    if field.options == () and field.type in ("choice", "multi-choice"):
        return
    yield Finding(
        "no-answer",
        BLOCKS if field.required else MEND,
        place_of(field),
        _("services_logic_rules", default="Keine Antwort kann alle Regeln dieser Frage erfüllen."),
    )


def _unknown_values(definition: Definition) -> Iterator[Finding]:
    """Answers that conditions name and that cannot be given."""
    for place, condition, group in conditions_in(definition):
        members = {each.name: each for each in group.fields} if group else {}
        for test in _tests(condition):
            field = members.get(test.field) or definition.field(test.field)
            values = _values(test) if field else ()
            for value in values:
                if not _can_be(field, value):
                    # Beside answers that there are it does no harm.
                    severity = REMARK if any(_can_be(field, each) for each in values) else MEND
                    message = _(
                        "services_logic_unknown_value",
                        default="Die Bedingung nennt eine Antwort, die es bei „${title}“ nicht"
                        " gibt: „${value}“.",
                    )
                    mapping = {"title": field.title, "value": str(value)}
                    yield Finding(
                        "unknown-value", severity, place, Message(message, mapping=mapping)
                    )


def _tests(condition: Condition | None) -> Iterator[Condition]:
    if condition is None:
        return
    if condition.field:
        yield condition
    for each in (*condition.all_of, *condition.any_of):
        yield from _tests(each)


def _values(test: Condition) -> tuple:
    if test.operator not in ("is", "is_not", "in", "not_in"):
        return ()
    if isinstance(test.value, Listed | Threshold | Other):
        return ()
    return test.value if isinstance(test.value, tuple) else (test.value,)


def _can_be(field: Field, value: object) -> bool:
    if field.type == "yes-no":
        return isinstance(value, bool)
    if field.type in ("choice", "multi-choice"):
        return any(option.value == value for option in field.options)
    if field.type.endswith("code-list"):
        known = queryUtility(ICodeList, name=field.code_list)
        return known is None or known.title(str(value), "de") is not None
    return True


def can_both_be(
    definition: Definition, whole: World, one: Requirement | Field, other: Requirement | Field
) -> bool:
    """Whether two questions, or two documents, may come up in one application."""
    steps = {step.name: step.condition for step in definition.steps}

    def gates(each: Requirement | Field) -> list[Condition | None]:
        if isinstance(each, Requirement):
            return [steps.get(each.step), each.condition]
        return list(definition.gates.get(each.name, ()))

    return not whole.never([*gates(one), *gates(other)])
