"""Whether derived values look at what there is, and at what can be reckoned with."""

from collections.abc import Iterator

from permitdesk.services.definition import Definition, Field, Value
from permitdesk.services.derived import NUMERIC, columns, needs

_NUMBERS = frozenset(("integer", "number", "money"))
_DAYS = frozenset(("date", "partial-date"))


def problems_of_values(definition: Definition) -> Iterator[str]:
    """Everything about derived values that stands in the way of publishing, in German."""
    fields = {field.name: field for field in definition.fields()}
    for value in definition.values.values():
        unknown = [n for n in needs(value) if n not in fields and n not in definition.values]
        for name in unknown:
            yield f"„{value.name}“: Der Wert nennt ein Feld, das es nicht gibt: „{name}“."
        if not unknown:
            yield from _types(value, fields, definition)


def _types(value: Value, fields: dict[str, Field], definition: Definition) -> Iterator[str]:
    setting = value.setting
    kinds = {name: field.type for name, field in fields.items()} | {
        name: "number" if each.kind in NUMERIC else "date"
        for name, each in definition.values.items()
    }
    wanted = dict.fromkeys(_named(setting, "by", "on"), (_DAYS, "kein Datum"))
    if value.kind in ("age", "day"):
        wanted[setting["field"]] = (_DAYS, "kein Datum")
    wanted |= {each["value"]: (_NUMBERS, "keine Zahl") for each in setting.get("of", ())}
    if value.kind == "rank":
        wanted[setting["field"]] = (("choice",), "keine Auswahl")
    if "rows" in setting:
        wanted[setting["rows"]] = (("group",), "keine Gruppe")
    wrong = {
        name: problem for name, (allowed, problem) in wanted.items() if kinds[name] not in allowed
    }
    for name, problem in wrong.items():
        yield f"„{value.name}“: „{name}“ ist {problem}."
    if wrong:
        return
    if value.kind == "rank":
        options = {option.value for option in fields[setting["field"]].options}
        for missing in sorted(options.difference(setting["order"])):
            yield f"„{value.name}“: In der Reihenfolge fehlt „{missing}“."
    if "rows" in setting:
        yield from _rows(value, fields[setting["rows"]])


def _rows(value: Value, group: Field) -> Iterator[str]:
    members = {each.name: each for each in group.fields}
    for name in columns(value):
        if name not in members:
            yield f"„{value.name}“: „{group.name}“ hat kein Feld „{name}“."
        elif members[name].condition is not None:
            # Rows are counted as they stand; what is only sometimes asked would count unasked.
            yield f"„{value.name}“: „{name}“ wird nicht immer gefragt und lässt sich nicht zählen."
        elif name in (value.setting.get("from"), value.setting.get("until")) and (
            members[name].type not in _DAYS
        ):
            yield f"„{value.name}“: „{name}“ ist kein Datum."


def _named(setting, *keys: str) -> list[str]:
    return [str(setting[key]) for key in keys if key in setting]
