"""What would make a definition unanswerable: unknown fields in conditions, cycles, doubles."""

from collections import Counter
from collections.abc import Iterator

from zope.component import queryUtility
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.district import CIRCUMSTANCES, fee_names, list_names
from permitdesk.services.conditions import fields_of
from permitdesk.services.definition import (
    MOST_FILES,
    MOST_MEGABYTES,
    Definition,
    Field,
)
from permitdesk.services.derived import needs
from permitdesk.services.findings import BLOCKS, Finding, Place
from permitdesk.services.placeholders import placeholders
from permitdesk.services.places import all_fields, conditions_in, lists_in, place_of
from permitdesk.services.soundness_of_values import problems_of_values

SERVICE = Place()


def problems_of(definition: Definition) -> Iterator[Finding]:
    """Everything that stands in the way of publishing."""
    if not definition.steps:
        yield _blocks(
            "no-steps",
            SERVICE,
            _("services_found_no_steps", default="Der Online-Dienst hat keinen Abschnitt."),
        )
    yield from _doubles(definition)
    yield from _unknown(definition)
    yield from problems_of_values(definition)
    yield from _cycles(definition)
    yield from _incomplete(definition)
    yield from _placeholders(definition)
    yield from _lists(definition)
    yield from _fees(definition)
    yield from _limits(definition)


def _blocks(what: str, place: Place, message: Message, **mapping: object) -> Finding:
    return Finding(what, BLOCKS, place, Message(message, mapping=mapping))


def _doubles(definition: Definition) -> Iterator[Finding]:
    named = [
        *(place_of(field) for field, _group in all_fields(definition)),
        *(Place("document", each.id, title=each.title) for each in definition.requirements),
        *(Place("value", name) for name in definition.values),
    ]
    # Hints and prerequisites have names of their own.
    for places in (
        named,
        [Place("hint", hint.id, title=hint.title) for hint in definition.hints],
        [Place("prerequisite", each.id, title=each.title) for each in definition.prerequisites],
    ):
        last = {place.name: place for place in places}
        for name, count in Counter(place.name for place in places).items():
            if count > 1:
                yield _blocks(
                    "double-name",
                    last[name],
                    _("services_found_double", default="Den Namen „${name}“ gibt es ${count}-mal."),
                    name=name,
                    count=count,
                )


def _unknown(definition: Definition) -> Iterator[Finding]:
    known = {field.name for field in definition.fields()}
    no_field = _(
        "services_found_unknown_in_condition",
        default="Die Bedingung nennt ein Feld, das es nicht gibt: „${name}“.",
    )
    for place, condition, group in conditions_in(definition):
        # Derived values are those of the whole; rows and choices look at answers only.
        if group or place.kind == "option":
            reachable = known | ({each.name for each in group.fields} if group else set())
        else:
            reachable = known | set(definition.values)
        for name in fields_of(condition):
            if name not in reachable:
                yield _blocks("unknown-field", place, no_field, name=name)
    for field, group in all_fields(definition):
        reachable = known | (
            {each.name for each in group.fields} if group else {*definition.values}
        )
        yield from _unknown_in_rules(field, reachable)
    steps = {step.name for step in definition.steps}
    no_step = _(
        "services_found_unknown_step", default="Genannt ist ein Abschnitt, den es nicht gibt."
    )
    for kind, all_of_them in (
        ("hint", definition.hints),
        ("prerequisite", definition.prerequisites),
    ):
        for each in all_of_them:
            if each.step not in steps:
                yield _blocks("unknown-step", Place(kind, each.id, title=each.title), no_step)
    for each in definition.prerequisites:
        for name in each.shows:
            if name not in known and name not in definition.values:
                yield _blocks(
                    "unknown-field",
                    Place("prerequisite", each.id, title=each.title),
                    _(
                        "services_found_unknown_shown",
                        default="Die Voraussetzung zeigt, was es nicht gibt: „${name}“.",
                    ),
                    name=name,
                )


def _unknown_in_rules(field: Field, reachable: set[str]) -> Iterator[Finding]:
    for number, rule in enumerate(field.rules, 1):
        place = Place("field", field.name, str(number), field.title)
        names = [rule.value["field"]] if isinstance(rule.value, dict) else []
        if rule.kind == "one_of":
            names = list(rule.value)
        if rule.kind == "no_overlap" and not (
            {each.name for each in field.fields if each.type.endswith("date")} >= set(rule.value)
        ):
            yield _blocks(
                "unknown-field",
                place,
                _(
                    "services_found_no_day_in_row",
                    default="Die Regel nennt kein Datum einer Zeile: ${names}.",
                ),
                names=", ".join(rule.value),
            )
        for name in names:
            if name not in reachable:
                yield _blocks(
                    "unknown-field",
                    place,
                    _(
                        "services_found_unknown_in_rule",
                        default="Die Regel nennt ein Feld, das es nicht gibt: „${name}“.",
                    ),
                    name=name,
                )


def _lists(definition: Definition) -> Iterator[Finding]:
    known = list_names()
    for place, name in lists_in(definition):
        if name not in known:
            yield _blocks(
                "unknown-list",
                place,
                _("services_found_unknown_list", default="Diese Liste gibt es nicht: „${name}“."),
                name=name,
            )


def _fees(definition: Definition) -> Iterator[Finding]:
    known = {"fee": fee_names(), "extra": fee_names(), "circumstance": CIRCUMSTANCES}
    for rule in definition.fee_rules:
        if rule.kind not in known:
            yield _blocks(
                "fee-kind",
                Place("fee", rule.name),
                _(
                    "services_found_fee_kind",
                    default="Die Regel ist keine Gebühr und kein Umstand: „${name}“.",
                ),
                name=rule.kind,
            )
        elif rule.name not in known[rule.kind]:
            yield _blocks(
                "unknown-fee",
                Place("fee", rule.name),
                _(
                    "services_found_unknown_fee",
                    default="Diese Gebühr oder diesen Umstand gibt es nicht: „${name}“.",
                ),
                name=rule.name,
            )


def _limits(definition: Definition) -> Iterator[Finding]:
    limits = definition.limits
    if not 1 <= limits.files <= MOST_FILES:
        yield _blocks(
            "limits",
            SERVICE,
            _(
                "services_found_files",
                default="Ein Antrag muss 1 bis ${most} Dateien haben dürfen, nicht ${number}.",
            ),
            most=MOST_FILES,
            number=limits.files,
        )
    if not 1 <= limits.megabytes <= MOST_MEGABYTES:
        yield _blocks(
            "limits",
            SERVICE,
            _(
                "services_found_megabytes",
                default="Eine Datei muss 1 bis ${most} MB groß sein dürfen, nicht ${number}.",
            ),
            most=MOST_MEGABYTES,
            number=limits.megabytes,
        )
    # Those under a condition may exclude each other.
    always = sum(1 for each in definition.requirements if each.required and not each.condition)
    if always > limits.files:
        yield _blocks(
            "limits",
            SERVICE,
            _(
                "services_found_too_few_files",
                default="Es sind immer ${always} Unterlagen nötig, erlaubt sind nur ${number}"
                " Dateien.",
            ),
            always=always,
            number=limits.files,
        )


def _cycles(definition: Definition) -> Iterator[Finding]:
    looks_at = {
        name: {each for gate in gates for each in fields_of(gate)}
        for name, gates in definition.gates.items()
    }
    titles = {field.name: field.title for field, _group in all_fields(definition)}
    for group in definition.fields():
        for member in group.fields:
            looks_at[member.name] = set(fields_of(member.condition))
    looks_at |= {name: set(needs(value)) for name, value in definition.values.items()}
    settled: set[str] = set()
    for start in looks_at:
        path = _cycle(start, looks_at, settled, [])
        if path:
            kind = "value" if path[0] in definition.values else "field"
            yield _blocks(
                "cycle",
                Place(kind, path[0], title=titles.get(path[0], "")),
                _(
                    "services_found_cycle",
                    default="Diese Bedingungen drehen sich im Kreis: ${path}.",
                ),
                path=" → ".join(path),
            )


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


def _incomplete(definition: Definition) -> Iterator[Finding]:
    no_title = _("services_found_no_title", default="Das hat keinen Titel.")
    for field, group in all_fields(definition):
        place = place_of(field)
        if not field.title.strip():
            yield _blocks("no-title", place, no_title)
        if field.type == "group" and not field.fields:
            yield _blocks(
                "empty-group",
                place,
                _("services_found_empty_group", default="Die Gruppe hat keine Felder."),
            )
        if group and field.type in ("group", "explanation"):
            yield _blocks(
                "nested-group",
                place,
                _(
                    "services_found_nested_group",
                    default="Eine Gruppe kann keine Gruppe und keine Erklärung enthalten.",
                ),
            )
        if field.type.endswith("code-list") and (
            queryUtility(ICodeList, name=field.code_list) is None
        ):
            yield _blocks(
                "unknown-code-list",
                place,
                _(
                    "services_found_unknown_code_list",
                    default="Die Codeliste „${name}“ gibt es nicht.",
                ),
                name=field.code_list,
            )
        for option, count in Counter(option.value for option in field.options).items():
            if count > 1:
                yield _blocks(
                    "double-option",
                    Place("option", field.name, option, field.title),
                    _(
                        "services_found_double_option",
                        default="Die Antwort „${name}“ gibt es ${count}-mal.",
                    ),
                    name=option,
                    count=count,
                )
    for step in definition.steps:
        if not step.title.strip():
            yield _blocks("no-title", Place("step", step.name), no_title)
    for each in definition.requirements:
        if not each.title.strip():
            yield _blocks("no-title", Place("document", each.id), no_title)
    for each in definition.prerequisites:
        if not each.title.strip() or not each.text.strip():
            yield _blocks(
                "no-title",
                Place("prerequisite", each.id, title=each.title),
                _(
                    "services_found_bare_prerequisite",
                    default="Die Voraussetzung braucht einen Titel und einen Text.",
                ),
            )


def _placeholders(definition: Definition) -> Iterator[Finding]:
    """What stands as ``${name}`` in hints and prerequisites must be something there is."""
    known = {field.name for field in definition.fields()} | set(definition.values)
    texts = [
        *(
            (Place("hint", h.id, title=h.title), t)
            for h in definition.hints
            for t in (h.title, h.text)
        ),
        *(
            (Place("prerequisite", p.id, title=p.title), text)
            for p in definition.prerequisites
            for text in (p.title, p.text, p.if_missing, p.if_unseen)
        ),
    ]
    for place, text in texts:
        for name in placeholders(text):
            if name not in known:
                yield _blocks(
                    "placeholder",
                    place,
                    _(
                        "services_found_placeholder",
                        default="Der Text nennt, was es nicht gibt: „${name}“.",
                    ),
                    name=name,
                )
