"""Derived values: what follows from answers by a rule that is data, and is never asked.

A service's manifest has them as ``[[values]]`` with ``name``, ``kind``, ``unit`` and:

``months``: the months within the rows of a group. ``rows`` names the group, ``from`` and ``until``
    the days of a row (both included; what lies after today, or after the day that ``by`` names,
    does not count yet). ``where``: only rows in which this condition holds. ``weights``: a list of
    ``{when, times}``; the first that holds says how much a row counts. ``beyond``: of each row only
    the months above this.
``count``: the rows of a group; ``rows``, ``where``.
``sum``: ``of``, a list of ``{value, times}`` (times 1 where it is not said); ``least``: no less.
``rank``: the place of the answer to ``field`` in the list ``order``, counted from 0.
``age``: full years from the day ``field`` to the day ``on`` (today where it is not said).
``day``: the day ``field``, ``plus`` so many years.
``choose``: ``cases``, a list of ``{when, value}``; the value of the first that holds.

``times``, ``beyond``, ``least`` and a case's ``value`` are a number, ``{threshold: name}`` or
``{field: name}``. A date with unknown parts makes a number that is known within limits.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from permitdesk.core import _
from permitdesk.core.unreadable import UnreadableError
from permitdesk.district import threshold
from permitdesk.services import days
from permitdesk.services.conditions import (
    between,
    fields_of,
    from_data,
    holds,
    is_empty,
    number,
    to_data,
)
from permitdesk.services.definition import Between, Condition, Other, Threshold, Value

UNITS = ("", "duration", "months", "years", "euro", "cefr")
_NEEDED = {
    "months": ("rows", "from", "until"),
    "count": ("rows",),
    "sum": ("of",),
    "rank": ("field", "order"),
    "age": ("field",),
    "day": ("field", "plus"),
    "choose": ("cases",),
}
_ALLOWED = {
    "months": ("where", "weights", "beyond", "by"),
    "count": ("where",),
    "sum": ("least",),
    "age": ("on",),
}
NUMERIC = frozenset(_NEEDED) - {"day"}


class MalformedValueError(UnreadableError):
    """A derived value that cannot be read."""


NO_NAME = _(
    "services_malformed_value_name", default="Ein abgeleiteter Wert braucht einen Namen: ${data}"
)
NO_KIND = _("services_malformed_value_kind", default="„${name}“: Diese Art gibt es nicht: ${data}")
NO_UNIT = _(
    "services_malformed_value_unit", default="„${name}“: Diese Einheit gibt es nicht: ${data}"
)
NEEDS = _(
    "services_malformed_value_needs", default="„${name}“: „${kind}“ braucht ${needed}: ${data}"
)
WITHIN = _("services_malformed_value", default="„${name}“: ${reason}")
NO_YEARS = _("services_malformed_years", default="„plus“ ist eine Zahl von Jahren: ${data}")
NO_LIST = _("services_malformed_list", default="Erwartet wird eine Liste: ${data}")
NOT_A_NAME = _("services_malformed_name", default="Erwartet wird ein Name: ${data}")
NO_NUMBER = _("services_malformed_number", default="Das ist keine Zahl: ${data}")


def from_table(data: Mapping[str, object]) -> Value:
    """Read a derived value from its JSON form. Raises ``MalformedValueError``."""
    rest = dict(data)
    name, kind, unit = (rest.pop(key, "") for key in ("name", "kind", "unit"))
    if not isinstance(name, str) or not name.isidentifier():
        raise MalformedValueError(NO_NAME, data=repr(data))
    if kind not in _NEEDED:
        raise MalformedValueError(NO_KIND, name=name, data=repr(kind))
    if unit not in UNITS:
        raise MalformedValueError(NO_UNIT, name=name, data=repr(unit))
    needed = _NEEDED[kind]
    if not set(needed) <= set(rest) <= {*needed, *_ALLOWED.get(kind, ())}:
        raise MalformedValueError(
            NEEDS, name=name, kind=kind, needed=", ".join(needed), data=repr(data)
        )
    try:
        return Value(name, kind, unit, {key: _read(key, each) for key, each in rest.items()})
    except (KeyError, TypeError, ValueError) as error:
        reason = error.message if isinstance(error, UnreadableError) else str(error)
        raise MalformedValueError(WITHIN, name=name, reason=reason) from error


def to_table(value: Value) -> dict[str, object]:
    """The JSON form, as ``@form`` shows it and ``from_table`` reads it."""

    def written(each: object) -> object:
        if isinstance(each, Condition):
            return to_data(each)
        if isinstance(each, Threshold):
            return {"threshold": each.name}
        if isinstance(each, Other):
            return {"field": each.name}
        if isinstance(each, Decimal):
            return float(each) if each % 1 else int(each)
        if isinstance(each, Mapping):
            return {key: written(part) for key, part in each.items()}
        return [written(part) for part in each] if isinstance(each, tuple) else each

    head = {"name": value.name, "kind": value.kind, "unit": value.unit}
    return {**head, **{key: written(each) for key, each in value.setting.items()}}


def needs(value: Value) -> Iterator[str]:
    """The fields and derived values that it looks at; of rows only the group."""
    setting = value.setting
    for key in ("rows", "field", "by", "on"):
        if key in setting:
            yield str(setting[key])
    for each in setting.get("of", ()):
        yield each["value"]
    for each in setting.get("cases", ()):
        yield from fields_of(each["when"])
    for operand in _operands(value):
        if isinstance(operand, Other):
            yield operand.name


def columns(value: Value) -> Iterator[str]:
    """The questions of a row that it looks at."""
    setting = value.setting
    for key in ("from", "until"):
        if key in setting:
            yield str(setting[key])
    yield from fields_of(setting.get("where"))
    for each in setting.get("weights", ()):
        yield from fields_of(each["when"])


def conditions_of(value: Value) -> Iterator[Condition]:
    """The conditions by which it chooses or weighs."""
    setting = value.setting
    if "where" in setting:
        yield setting["where"]
    for key in ("weights", "cases"):
        yield from (each["when"] for each in setting.get(key, ()))


def derive(value: Value, seen: Mapping[str, object], today: date) -> Between | str | None:
    """A number within its limits, a day, or None while the answers do not say.

    Never raises, whatever was answered: what has the wrong form counts as open.
    """
    match value.kind:
        case "months":
            return _months(value, seen, today)
        case "count":
            rows = _rows(value, seen, today)
            return _exact(len(rows))
        case "sum":
            return _sum(value, seen, today)
        case "rank":
            answer, order = seen.get(value.setting["field"]), value.setting["order"]
            return _exact(order.index(answer)) if answer in order else None
        case "age":
            return _age(value, seen, today)
        case "day":
            born = seen.get(value.setting["field"])
            amount = int(value.setting["plus"])
            moved = days.years(born, amount) if days.span(born) else ""
            return moved if days.span(moved) else None
    for each in value.setting["cases"]:
        if holds(each["when"], seen, today):
            return _operand(each["value"], seen, today)
    return None


def _months(value: Value, seen: Mapping[str, object], today: date) -> Between | None:
    setting = value.setting
    ends = (today, today)
    if "by" in setting:
        by = days.span(seen.get(setting["by"]))
        if by is None:
            return None
        ends = (min(by[0], today), min(by[1], today))
    beyond = _operand(setting.get("beyond", Decimal(0)), seen, today)
    rows = _rows(value, seen, today)
    if not rows or beyond is None:
        return None
    low = high = Fraction(0)
    for row in rows:
        first, last = days.span(row.get(setting["from"])), days.span(row.get(setting["until"]))
        weight = _weight(value, row, seen, today)
        if weight is None:
            return None
        if first is None or last is None:
            continue
        least = days.months(first[1], min(last[0], ends[0])) - Fraction(beyond.high)
        most = days.months(first[0], min(last[1], ends[1])) - Fraction(beyond.low)
        low += max(least, Fraction(0)) * Fraction(weight.low)
        high += max(most, Fraction(0)) * Fraction(weight.high)
    return Between(_decimal(low), _decimal(high))


def _rows(value: Value, seen: Mapping[str, object], today: date) -> list[Mapping[str, object]]:
    rows = seen.get(value.setting["rows"])
    where = value.setting.get("where")
    return [
        row
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping) and holds(where, row, today)
    ]


def _weight(value: Value, row: Mapping, seen: Mapping, today: date) -> Between | None:
    for each in value.setting.get("weights", ()):
        if holds(each["when"], row, today):
            return _operand(each["times"], seen, today)
    return _exact(1)


def _sum(value: Value, seen: Mapping[str, object], today: date) -> Between | None:
    found = [(between(seen.get(each["value"])), each["times"]) for each in value.setting["of"]]
    if all(amount is None for amount, _times in found):
        return None
    low = high = Decimal(0)
    for amount, factor in found:
        times = _operand(factor, seen, today)
        if times is None:
            return None
        if amount is not None:
            ends = [a * t for a in (amount.low, amount.high) for t in (times.low, times.high)]
            low, high = low + min(ends), high + max(ends)
    least = _operand(value.setting["least"], seen, today) if "least" in value.setting else None
    return Between(max(low, least.low), max(high, least.high)) if least else Between(low, high)


def _age(value: Value, seen: Mapping[str, object], today: date) -> Between | None:
    born = days.span(seen.get(value.setting["field"]))
    name = value.setting.get("on")
    on = days.span(seen.get(name)) if name else (today, today)
    if born is None or on is None:
        return None
    return Between(*(Decimal(_full_years(b, d)) for b, d in ((born[1], on[0]), (born[0], on[1]))))


def _full_years(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _operand(operand: object, seen: Mapping[str, object], today: date) -> Between | None:
    if isinstance(operand, Threshold):
        figure = threshold(operand.name, today)
        return _exact(figure.amount) if figure else None
    return between(seen.get(operand.name)) if isinstance(operand, Other) else _exact(operand)


def _operands(value: Value) -> Iterator[object]:
    setting = value.setting
    yield from (setting[key] for key in ("beyond", "least") if key in setting)
    for key, part in (("weights", "times"), ("of", "times"), ("cases", "value")):
        yield from (each[part] for each in setting.get(key, ()))


def _exact(amount: object) -> Between:
    return Between(Decimal(amount), Decimal(amount))


def _decimal(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)


def _read(key: str, data: object) -> object:
    """One setting, read strictly: a condition, a number or where it comes from, a list, a name."""
    match key:
        case "where":
            return from_data(data)
        case "weights" | "cases":
            part = "times" if key == "weights" else "value"
            return tuple(
                {"when": from_data(each["when"]), part: _read_operand(each[part])}
                for each in _listed(data)
            )
        case "of":
            return tuple(
                {"value": _named(each["value"]), "times": _read_operand(each.get("times", 1))}
                for each in _listed(data)
            )
        case "order":
            return tuple(_named(each) for each in _listed(data))
        case "beyond" | "least":
            return _read_operand(data)
        case "plus":
            if isinstance(data, bool) or not isinstance(data, int) or not -150 <= data <= 150:
                raise MalformedValueError(NO_YEARS, data=repr(data))
            return data
    return _named(data)


def _listed(data: object) -> list:
    if not isinstance(data, list) or not data:
        raise MalformedValueError(NO_LIST, data=repr(data))
    return data


def _named(data: object) -> str:
    if not isinstance(data, str) or is_empty(data):
        raise MalformedValueError(NOT_A_NAME, data=repr(data))
    return data


def _read_operand(data: object) -> object:
    if isinstance(data, dict) and set(data) == {"threshold"}:
        return Threshold(_named(data["threshold"]))
    if isinstance(data, dict) and set(data) == {"field"}:
        return Other(_named(data["field"]))
    found = number(data)
    if isinstance(data, str) or found is None:
        raise MalformedValueError(NO_NUMBER, data=repr(data))
    return found
