"""Whether derived values look at what there is, and at what can be reckoned with."""

from collections.abc import Iterator

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.services.definition import Definition, Field, Value
from permitdesk.services.derived import NUMERIC, columns, needs
from permitdesk.services.findings import BLOCKS, Finding, Place

_NUMBERS = frozenset(("integer", "number", "money"))
_DAYS = frozenset(("date", "partial-date"))
_NO_DAY = _("services_found_value_no_day", default="„${name}“ ist kein Datum.")
_NO_NUMBER = _("services_found_value_no_number", default="„${name}“ ist keine Zahl.")
_NO_CHOICE = _("services_found_value_no_choice", default="„${name}“ ist keine Auswahl.")
_NO_GROUP = _("services_found_value_no_group", default="„${name}“ ist keine Gruppe.")
_UNKNOWN = _(
    "services_found_value_unknown", default="Der Wert nennt ein Feld, das es nicht gibt: „${name}“."
)
_NOT_RANKED = _("services_found_value_not_ranked", default="In der Reihenfolge fehlt „${name}“.")
_NO_COLUMN = _("services_found_value_no_column", default="„${group}“ hat kein Feld „${name}“.")
_SOMETIMES = _(
    "services_found_value_sometimes",
    default="„${name}“ wird nicht immer gefragt und lässt sich nicht zählen.",
)


def problems_of_values(definition: Definition) -> Iterator[Finding]:
    """Everything about derived values that stands in the way of publishing."""
    fields = {field.name: field for field in definition.fields()}
    for value in definition.values.values():
        unknown = [n for n in needs(value) if n not in fields and n not in definition.values]
        for name in unknown:
            yield _found(value, _UNKNOWN, name=name)
        if not unknown:
            yield from _types(value, fields, definition)


def _types(value: Value, fields: dict[str, Field], definition: Definition) -> Iterator[Finding]:
    setting = value.setting
    kinds = {name: field.type for name, field in fields.items()} | {
        name: "number" if each.kind in NUMERIC else "date"
        for name, each in definition.values.items()
    }
    wanted = dict.fromkeys(_named(setting, "by", "on"), (_DAYS, _NO_DAY))
    if value.kind in ("age", "day"):
        wanted[setting["field"]] = (_DAYS, _NO_DAY)
    wanted |= {each["value"]: (_NUMBERS, _NO_NUMBER) for each in setting.get("of", ())}
    if value.kind == "rank":
        wanted[setting["field"]] = (("choice",), _NO_CHOICE)
    if "rows" in setting:
        wanted[setting["rows"]] = (("group",), _NO_GROUP)
    wrong = {
        name: problem for name, (allowed, problem) in wanted.items() if kinds[name] not in allowed
    }
    for name, problem in wrong.items():
        yield _found(value, problem, name=name)
    if wrong:
        return
    if value.kind == "rank":
        options = {option.value for option in fields[setting["field"]].options}
        for missing in sorted(options.difference(setting["order"])):
            yield _found(value, _NOT_RANKED, name=missing)
    if "rows" in setting:
        yield from _rows(value, fields[setting["rows"]])


def _rows(value: Value, group: Field) -> Iterator[Finding]:
    members = {each.name: each for each in group.fields}
    for name in columns(value):
        if name not in members:
            yield _found(value, _NO_COLUMN, group=group.name, name=name)
        elif members[name].condition is not None:
            # Rows are counted as they stand; what is only sometimes asked would count unasked.
            yield _found(value, _SOMETIMES, name=name)
        elif name in (value.setting.get("from"), value.setting.get("until")) and (
            members[name].type not in _DAYS
        ):
            yield _found(value, _NO_DAY, name=name)


def _named(setting, *keys: str) -> list[str]:
    return [str(setting[key]) for key in keys if key in setting]


def _found(value: Value, message: Message, **mapping: str) -> Finding:
    return Finding("value", BLOCKS, Place("value", value.name), Message(message, mapping=mapping))
