"""Conditions: whether they hold on given answers, and how they are written as JSON.

An empty answer is none, an empty text or an empty list; "no" is an answer. ``is_not`` and
``not_in`` hold for an empty answer. A date with unknown parts is before or after a day only when
it certainly is. ``{"threshold": name}`` compares with the figure of the law that holds today; while
nobody knows that figure, the comparison does not hold. ``{"field": name}`` compares with the
answer to another question or with a derived value; while that is open, neither holds. A derived
number known only within limits is at least, at most, above or below something when it certainly is.
``{"list": name}`` after ``in`` and ``not_in`` are the codes that the law lists that day; while
nobody knows them, neither holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from permitdesk.core import _
from permitdesk.core.unreadable import UnreadableError
from permitdesk.district import legal_list, threshold
from permitdesk.services import days
from permitdesk.services.definition import Between, Condition, Listed, Other, Threshold

OPERATORS = (
    *("is", "is_not", "in", "not_in", "before", "after"),
    *("at_least", "at_most", "below", "above"),
)
MOST_DIGITS = 100  # before or behind the point of a number
_AMOUNTS = ("at_least", "at_most", "below", "above")
_DAYS = ("before", "after")


class MalformedConditionError(UnreadableError):
    """A condition that cannot be read."""


NO_CONDITION = _("services_malformed_condition", default="Das ist keine Bedingung: ${data}")
NEEDS_CONDITIONS = _(
    "services_malformed_conditions",
    default="„${word}“ braucht eine Liste von Bedingungen: ${data}",
)
NEEDS_FIELD = _(
    "services_malformed_condition_field",
    default="Eine Bedingung braucht „field“ und genau einen Vergleich: ${data}",
)
NEEDS_TRUE = _(
    "services_malformed_condition_true",
    default="„${operator}“ braucht den Wert true, nicht ${data}",
)
NO_OPERATOR = _(
    "services_malformed_operator", default="Diesen Vergleich gibt es nicht: „${operator}“"
)
NEEDS_LIST = _(
    "services_malformed_condition_list", default="„${operator}“ braucht eine Liste, nicht ${data}"
)
NEEDS_VALUE = _(
    "services_malformed_condition_value", default="„${operator}“ braucht einen Wert, nicht ${data}"
)
NO_DAY = _("services_malformed_day", default="Das ist kein Tag: ${data}")
NEITHER = _("services_malformed_amount", default="Das ist weder eine Zahl noch ein Tag: ${data}")


def holds(condition: Condition | None, answers: Mapping[str, object], today: date) -> bool:
    """Whether a condition is true of these answers as they stand; no condition always is."""
    if condition is None:
        return True
    if condition.all_of:
        return all(holds(each, answers, today) for each in condition.all_of)
    if condition.any_of:
        return any(holds(each, answers, today) for each in condition.any_of)
    answer = answers.get(condition.field)
    match condition.operator:
        case "filled":
            return not is_empty(answer)
        case "empty":
            return is_empty(answer)
        case "is":
            return _any_equal(answer, (condition.value,), today)
        case "is_not":
            return not _any_equal(answer, (condition.value,), today)
        case "in" | "not_in":
            codes = _listed(condition.value, today)
            if codes is None:
                return False
            return _any_equal(answer, codes, today) is (condition.operator == "in")
    wanted = condition.value
    if isinstance(wanted, Other):
        wanted = answers.get(wanted.name)
    return any(_compares(each, condition.operator, wanted, today) for each in _several(answer))


def is_empty(answer: object) -> bool:
    """Whether a question was left open."""
    return answer is None or (isinstance(answer, str) and not answer.strip()) or answer in ([], ())


def fields_of(condition: Condition | None) -> Iterator[str]:
    """The names of all fields that a condition looks at."""
    if condition is None:
        return
    if condition.field:
        yield condition.field
    if isinstance(condition.value, Other):
        yield condition.value.name
    for each in (*condition.all_of, *condition.any_of):
        yield from fields_of(each)


def lists_of(condition: Condition | None) -> Iterator[str]:
    """The names of all lists of the law that a condition looks at."""
    if condition is None:
        return
    if isinstance(condition.value, Listed):
        yield condition.value.name
    for each in (*condition.all_of, *condition.any_of):
        yield from lists_of(each)


def together(parts: Iterable[Condition | None], by: str = "all") -> Condition | None:
    """Conditions as one, of which all have to hold or ``any``; None where there is none."""
    found = tuple(each for each in parts if each is not None)
    if len(found) < 2:
        return found[0] if found else None
    return Condition(any_of=found) if by == "any" else Condition(all_of=found)


def one_of(field: str, values: Sequence, is_so: bool = True) -> Condition:
    """That the answer is one of these, or (``is_so`` False) none of them."""
    if len(values) == 1:
        return Condition(field, "is" if is_so else "is_not", values[0])
    return Condition(field, "in" if is_so else "not_in", tuple(values))


def same(one: Condition | None, other: Condition | None) -> bool:
    """Whether two conditions say the same in other brackets."""
    return _normal(one) == _normal(other)


def _normal(condition: Condition | None) -> Condition | None:
    if condition is None:
        return None
    parts = condition.all_of or condition.any_of
    if len(parts) == 1:
        return _normal(parts[0])
    if parts:
        inner = tuple(map(_normal, parts))
        return Condition(all_of=inner) if condition.all_of else Condition(any_of=inner)
    single = {"in": "is", "not_in": "is_not"}.get(condition.operator)
    if single and isinstance(condition.value, tuple) and len(condition.value) == 1:
        return Condition(condition.field, single, condition.value[0])
    return condition


def from_data(data: object) -> Condition:
    """Read a condition from its JSON form. Raises ``MalformedConditionError``."""
    if not isinstance(data, dict) or not data:
        raise MalformedConditionError(NO_CONDITION, data=repr(data))
    if "all" in data or "any" in data:
        word = "all" if "all" in data else "any"
        if len(data) != 1 or not isinstance(data[word], list) or not data[word]:
            raise MalformedConditionError(NEEDS_CONDITIONS, word=word, data=repr(data))
        joined = tuple(from_data(each) for each in data[word])
        return Condition(all_of=joined) if word == "all" else Condition(any_of=joined)
    rest = dict(data)
    name = rest.pop("field", None)
    if not isinstance(name, str) or not name or len(rest) != 1:
        raise MalformedConditionError(NEEDS_FIELD, data=repr(data))
    ((operator, value),) = rest.items()
    return Condition(name, operator, _checked(operator, value))


def to_data(condition: Condition) -> dict[str, object]:
    """The JSON form, as ``@form`` shows it and ``from_data`` reads it."""
    if condition.all_of:
        return {"all": [to_data(each) for each in condition.all_of]}
    if condition.any_of:
        return {"any": [to_data(each) for each in condition.any_of]}
    if condition.operator in ("filled", "empty"):
        return {"field": condition.field, condition.operator: True}
    value = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    if isinstance(value, Threshold):
        value = {"threshold": value.name}
    if isinstance(value, Other):
        value = {"field": value.name}
    if isinstance(value, Listed):
        value = {"list": value.name}
    return {"field": condition.field, condition.operator: value}


def _checked(operator: str, value: object) -> object:
    if operator in ("filled", "empty"):
        if value is not True:
            raise MalformedConditionError(NEEDS_TRUE, operator=operator, data=repr(value))
        return None
    if operator not in OPERATORS:
        raise MalformedConditionError(NO_OPERATOR, operator=operator)
    if operator in ("in", "not_in"):
        if isinstance(value, dict) and set(value) == {"list"}:
            return Listed(str(value["list"]))
        if not isinstance(value, list) or not value or not all(map(_is_scalar, value)):
            raise MalformedConditionError(NEEDS_LIST, operator=operator, data=repr(value))
        return tuple(value)
    if operator in _AMOUNTS and isinstance(value, dict) and set(value) == {"threshold"}:
        return Threshold(str(value["threshold"]))
    if operator in (*_AMOUNTS, *_DAYS) and isinstance(value, dict) and set(value) == {"field"}:
        return Other(str(value["field"]))
    if not _is_scalar(value):
        raise MalformedConditionError(NEEDS_VALUE, operator=operator, data=repr(value))
    if operator in ("before", "after") and days.day(value, date(2000, 1, 1)) is None:
        raise MalformedConditionError(NO_DAY, data=repr(value))
    if operator in _AMOUNTS and (
        number(value) is None and days.day(value, date(2000, 1, 1)) is None
    ):
        raise MalformedConditionError(NEITHER, data=repr(value))
    return value


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


def _listed(value: tuple | Listed, today: date) -> tuple | None:
    if not isinstance(value, Listed):
        return value
    found = legal_list(value.name, today)
    return found.codes if found else None


def _several(answer: object) -> tuple:
    return tuple(answer) if isinstance(answer, list | tuple | set | frozenset) else (answer,)


def _any_equal(answer: object, wanted: tuple, today: date) -> bool:
    return any(_equal(one, each, today) for one in _several(answer) for each in wanted)


def _equal(answer: object, wanted: object, today: date) -> bool:
    if isinstance(answer, bool) or isinstance(wanted, bool):
        return answer is wanted
    if isinstance(wanted, int | float):
        found = number(answer)
        return found is not None and found == number(wanted)
    if isinstance(wanted, str) and wanted.startswith("today"):
        moment = days.day(wanted, today)
        return moment is not None and days.span(answer) == (moment, moment)
    return answer == wanted


def _compares(answer: object, operator: str, wanted: object, today: date) -> bool:
    if isinstance(wanted, Threshold):
        figure = threshold(wanted.name, today)
        wanted = str(figure.amount) if figure else None
    moment = days.day(wanted, today)
    limits = (moment, moment) if moment is not None else days.span(wanted)
    if limits is not None:
        bounds = days.span(answer)
        if bounds is None:
            return False
        (first, last), (lowest, highest) = bounds, limits
        return {
            "before": last < lowest,
            "after": first > highest,
            "at_least": first >= highest,
            "at_most": last <= lowest,
            "below": last < lowest,
            "above": first > highest,
        }.get(operator, False)
    found, limit = between(answer), between(wanted)
    if found is None or limit is None:
        return False
    return {
        "at_least": found.low >= limit.high,
        "at_most": found.high <= limit.low,
        "below": found.high < limit.low,
        "above": found.low > limit.high,
    }.get(operator, False)


def between(value: object) -> Between | None:
    """A number as the limits within which it lies, mostly twice the same; None for others."""
    if isinstance(value, Between):
        return value
    found = number(value)
    return None if found is None else Between(found, found)


def number(value: object) -> Decimal | None:
    """A number, or a decimal text such as ``1234.50``, exactly; None for anything else, also for
    one that nobody means: ``1e999999`` is a text of eight letters with which to calculate takes a
    machine minutes, or fails."""
    if isinstance(value, Between):
        return value.low if value.low == value.high else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS else None
