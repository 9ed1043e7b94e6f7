"""Whether conditions can ever hold: a check that says "never" only where it is certain.

A condition is taken apart into tests of single fields; a way through its *any* is looked for on
which no field has to be two things at once. What a test means for a field follows from its type,
its options and its own rules; whoever tests an answer needs that the question is asked, so its
gates count as well. What cannot be decided here (a list of the law, a day against a relative day,
a derived value) counts as possible. It holds for any day. "Never" counts every question as one
that may be left open, as staff may who enter what came on paper; "always" speaks of applications
that are sent online, where a required question that is always asked has an answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor
from re import compile as pattern

from permitdesk.services import days
from permitdesk.services.conditions import holds, number
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Listed,
    Other,
    Threshold,
    Value,
)
from permitdesk.services.values import FIRST_YEAR, LAST_YEAR, MAX_MONEY, MAX_NUMBER

MOST_WORK = 3000  # tests added while looking for a way; beyond it anything counts as possible
_EQUAL = ("is", "in")
_UNEQUAL = ("is_not", "not_in")
_NUMBERS = frozenset(("integer", "number", "money"))
_DAYS = frozenset(("date", "partial-date"))
_FINITE = frozenset(("choice", "multi-choice", "yes-no"))
_SOME_DAY = date(2000, 1, 1)
_RELATIVE = pattern(r"today(?:([+-])(\d{1,5})([dmy]))?")
_NEW = "\x00nobody-named-this"  # stands for any other text or code
# Days of a unit, and by how much months and years differ from that.
_LENGTH = {"d": (1.0, 0), "m": (30.436875, 4), "y": (365.2425, 4)}


@dataclass(frozen=True)
class World:
    """The questions that conditions of one place see, with the gates under which they are asked."""

    fields: Mapping[str, Field]
    gates: Mapping[str, Sequence[Condition]]
    values: Mapping[str, Value] = attribute(default_factory=dict)

    def never(self, conditions: Iterable[Condition | None]) -> bool:
        """Whether these certainly never hold together."""
        wanted = [each for each in conditions if each is not None]
        return bool(wanted) and not _Search(self, complete=False).possible(wanted)

    def always(self, conditions: Iterable[Condition | None]) -> bool:
        """Whether they certainly all hold in every application that can be sent."""
        return all(
            each is None or not _Search(self, complete=True).possible([_negated(each)])
            for each in conditions
        )


def world(definition: Definition) -> World:
    """What conditions of steps, fields, documents and hints see."""
    fields = {field.name: field for field in definition.fields()}
    return World(fields, definition.gates, definition.values)


def row_world(definition: Definition, group: Field) -> World:
    """What conditions within a group see: the row first, then the whole."""
    fields = {field.name: field for field in definition.fields()}
    members = {field.name: field for field in group.fields}
    own = {name: tuple(filter(None, (each.condition,))) for name, each in members.items()}
    return World({**fields, **members}, {**definition.gates, **own}, definition.values)


class _Search:
    def __init__(self, world: World, complete: bool):
        self.world, self.complete = world, complete
        self.work = 0

    def possible(self, conditions: Sequence[Condition]) -> bool:
        return self._further(list(conditions), {}, frozenset())

    def _further(self, open_ones: list, tests: dict, asked: frozenset[str]) -> bool:
        """Whether what is open can hold beside the tests so far."""
        open_ones = list(open_ones)
        tests = dict(tests)
        either: list[Condition] = []
        while open_ones:
            condition = open_ones.pop()
            if condition.all_of:
                open_ones.extend(condition.all_of)
                continue
            if condition.any_of:
                either.append(condition)
                continue
            self.work += 1
            if self.work > MOST_WORK:
                return True
            name = condition.field
            known = tests.get(name, ())
            if condition in known:
                continue
            tests[name] = (*known, condition)
            if not self._fits(name, tests[name]):
                return False
            for needed in _filled(condition):
                if needed not in asked:
                    asked = asked | {needed}
                    open_ones.extend(self.world.gates.get(needed, ()))
        if not either:
            return True
        first, *rest = either
        return any(self._further([each, *rest], tests, asked) for each in first.any_of)

    def _fits(self, name: str, tests: Sequence[Condition]) -> bool:
        field, value = self.world.fields.get(name), self.world.values.get(name)
        if field is None and value is None:
            return True
        must_be_filled = any(set(_filled(each)) & {name} for each in tests)
        must_be_empty = any(each.operator == "empty" for each in tests)
        if must_be_filled and must_be_empty:
            return False
        if value is not None:
            return not must_be_filled or _bounds_fit("value", tests, ())
        empty_fits = not must_be_filled and not self._must_have_answer(field)
        if field.type == "explanation":
            return not must_be_filled
        if must_be_empty or empty_fits:
            return empty_fits
        return _value_fits(field, tests)

    def _must_have_answer(self, field: Field) -> bool:
        asked = field.type not in ("group", "explanation") and not self.world.gates.get(field.name)
        return self.complete and field.required and asked


def _filled(condition: Condition) -> Iterator[str]:
    """The names that must have an answer for this one test to hold."""
    if condition.operator in ("empty", "maybe", *_UNEQUAL):
        return
    yield condition.field
    if isinstance(condition.value, Other):
        yield condition.value.name


def _negated(condition: Condition) -> Condition:
    """The opposite. Where it is no test of ours it may always be."""
    if condition.all_of:
        return Condition(any_of=tuple(map(_negated, condition.all_of)))
    if condition.any_of:
        return Condition(all_of=tuple(map(_negated, condition.any_of)))
    opposite = {"filled": "empty", "empty": "filled", "is": "is_not", "in": "not_in"}
    if condition.operator in opposite and not isinstance(condition.value, Listed):
        return Condition(condition.field, opposite[condition.operator], condition.value)
    if condition.operator in _UNEQUAL and not isinstance(condition.value, Listed):
        word = "is" if condition.operator == "is_not" else "in"
        return Condition(condition.field, word, condition.value)
    return Condition(condition.field, "maybe")


def _value_fits(field: Field, tests: Sequence[Condition]) -> bool:
    """Whether one filled answer to this question can pass all the tests."""
    equal = [each for each in tests if _is_plain(each, (*_EQUAL, *_UNEQUAL))]
    if field.type in _FINITE:
        # Options may be compared like numbers, in which case they are tried as they are.
        equal += [each for each in tests if _is_plain(each, ("at_least", "at_most"))]
        equal += [each for each in tests if _is_plain(each, ("below", "above"))]
    if field.type in ("multi-choice", "multi-code-list"):
        return _several_fit(field, equal)
    if field.type in _NUMBERS or field.type in _DAYS:
        return _measure_fits(field, tests, equal)
    if field.type == "group":
        return True
    return any(_passes(field.name, each, equal) for each in _candidates(field, equal))


def _is_plain(condition: Condition, operators: Sequence[str]) -> bool:
    """Whether its value says the same on each day."""
    if condition.operator not in operators:
        return False
    if isinstance(condition.value, Threshold | Listed | Other):
        return False
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return not any(isinstance(each, str) and each.startswith("today") for each in values)


def _passes(name: str, answer: object, tests: Iterable[Condition]) -> bool:
    return all(holds(each, {name: answer}, _SOME_DAY) for each in tests)


def _candidates(field: Field, equal: Sequence[Condition]) -> Iterator[object]:
    """Answers that stand for all answers, as far as these tests can tell them apart."""
    if field.type == "yes-no":
        must_agree = any(rule.kind == "true" and rule.severity == "error" for rule in field.rules)
        yield from (True,) if must_agree else (True, False)
    elif field.type in ("choice", "multi-choice"):
        yield from (option.value for option in field.options)
    else:
        yield _NEW
        for each in equal:
            for value in each.value if isinstance(each.value, tuple) else (each.value,):
                if isinstance(value, str):
                    yield value
                elif not isinstance(value, bool):
                    # A number may be written in many ways, of which one is nobody's.
                    yield str(value)
                    yield f"{value}       "


def _several_fit(field: Field, equal: Sequence[Condition]) -> bool:
    """Several answers: none of them may be excluded, and one must do for each that asks for one."""
    excluding = [each for each in equal if each.operator in _UNEQUAL]
    asking = [each for each in equal if each.operator not in _UNEQUAL]
    left = [each for each in _candidates(field, equal) if _passes(field.name, [each], excluding)]
    return bool(left) and all(
        any(_passes(field.name, [answer], [each]) for answer in left) for each in asking
    )


def _measure_fits(field: Field, tests: Sequence[Condition], equal: Sequence[Condition]) -> bool:
    """A number or a day: within all bounds, and one of the values asked for."""
    rules = [
        Condition(field.name, _RULES[rule.kind], rule.value)
        for rule in field.rules
        if rule.kind in _RULES and rule.severity == "error" and not isinstance(rule.value, dict)
    ]
    # A rule that does not fit the type is none: nobody can break it.
    rules = [each for each in rules if _bound(each, field.type) not in (None, _NEVER)]
    named = [each for each in equal if each.operator in _EQUAL]
    if named:
        # Only what is compared with fixed values is tried out; the rest may be. Days with unknown
        # parts keep a rule where they may keep it.
        known = tests if field.type == "partial-date" else (*tests, *rules)
        plain = [*equal, *(each for each in known if _is_fixed(each))]
        return any(
            _passes(field.name, form, plain)
            for each in named
            for value in (each.value if isinstance(each.value, tuple) else (each.value,))
            for form in _forms(field, value)
        )
    return _bounds_fit(field.type, tests, rules)


_RULES = {"min": "at_least", "max": "at_most", "after": "above", "before": "below"}


def _is_fixed(condition: Condition) -> bool:
    return _is_plain(condition, (*_RULES.values(), "before", "after"))


def _forms(field: Field, value: object) -> Iterator[object]:
    """How an answer that equals a value may be written."""
    if field.type in _DAYS or isinstance(value, str):
        yield value
    amount = number(value)
    if field.type in _NUMBERS and amount is not None:
        if field.type == "money":
            yield str(value)
        if amount == int(amount):
            yield int(amount)
        yield float(amount)


def _bounds_fit(kind: str, tests: Sequence[Condition], rules: Sequence[Condition]) -> bool:
    """Whether something lies within all bounds.

    What is known only within limits (a day with unknown parts, a derived number) has a first and
    a last; a condition holds where both keep it, a rule is broken only where both break it.
    """
    vague = kind in ("partial-date", "value")
    lower_first, lower_last, upper_first, upper_last = [], [], [], []
    for each, is_rule in (*((t, False) for t in tests), *((r, True) for r in rules)):
        bound = _bound(each, kind)
        if bound is None:
            continue
        if bound is _NEVER:
            return False
        if each.operator in ("at_least", "above", "after"):
            (lower_last if is_rule else lower_first).append(bound)
        else:
            (upper_first if is_rule else upper_last).append(bound)
    for side, limit in _ends(kind):
        (lower_first if side == "lower" else upper_last).append(limit)
    if not vague:
        lower_first, upper_last = lower_first + lower_last, upper_last + upper_first
        upper_first = lower_last = []
    pairs = (
        (lower_first, upper_first),
        (lower_first, upper_last),
        (lower_last, upper_last),
    )
    return not any(
        _cross(low, high, kind) for lows, highs in pairs for low in lows for high in highs
    )


@dataclass(frozen=True)
class _Bound:
    """``least`` and ``most`` away from an anchor: the number line, today, another answer.

    ``unit`` and ``amount`` tell relative days of one unit apart exactly.
    """

    anchor: str
    least: Decimal
    most: Decimal
    strict: bool
    unit: str = ""
    amount: int = 0


_NEVER = object()


def _bound(condition: Condition, kind: str) -> "_Bound | object | None":
    """What a comparison asks for; None for no comparison or one that cannot be judged."""
    if condition.operator not in (*_RULES.values(), "before", "after"):
        return None
    strict = condition.operator in ("before", "after", "below", "above")
    value = condition.value
    zero = Decimal(0)
    if isinstance(value, Other):
        return _Bound(f"field {value.name}", zero, zero, strict)
    if isinstance(value, Threshold):
        if kind in _DAYS:
            return _NEVER
        return _Bound(f"threshold {value.name}", zero, zero, strict)
    relative = _RELATIVE.fullmatch(value) if isinstance(value, str) else None
    if relative:
        if kind in _NUMBERS:
            return _NEVER
        sign, amount, unit = relative.groups()
        counted = int((sign or "+") + (amount or "0"))
        length, slack = _LENGTH[unit or "d"]
        if abs(counted) * length > 365_000:
            return None
        middle, slack = counted * length, slack if counted else 0
        return _Bound(
            "today",
            Decimal(floor(middle) - slack),
            Decimal(ceil(middle) + slack),
            strict,
            unit or "d",
            counted,
        )
    moment = days.span(value)
    if moment is not None:
        if kind in _NUMBERS:
            return _NEVER
        lowest, highest = (Decimal(each.toordinal()) for each in moment)
        least = condition.operator in ("at_least", "above", "after")
        place = highest if least else lowest
        return _Bound("days", place, place, strict)
    amount = number(value)
    if amount is None:
        return None
    return _NEVER if kind in _DAYS else _Bound("numbers", amount, amount, strict)


def _ends(kind: str) -> Iterator[tuple[str, _Bound]]:
    """Where answers of a type begin and end at all."""
    ends: dict[str, tuple[object, object]] = {
        "integer": (-MAX_NUMBER, MAX_NUMBER),
        "number": (-MAX_NUMBER, MAX_NUMBER),
        "money": (0, MAX_MONEY),
    }
    if kind in _DAYS:
        first = date(FIRST_YEAR, 1, 1).toordinal()
        last = (date(LAST_YEAR + 1, 1, 1) - timedelta(days=1)).toordinal()
        yield "lower", _Bound("days", Decimal(first), Decimal(first), False)
        yield "upper", _Bound("days", Decimal(last), Decimal(last), False)
    elif kind in ends:
        low, high = map(Decimal, ends[kind])
        yield "lower", _Bound("numbers", low, low, False)
        yield "upper", _Bound("numbers", high, high, False)


def _cross(low: _Bound, high: _Bound, kind: str) -> bool:
    """Whether nothing lies above the one and below the other, whatever the day is."""
    if low.anchor != high.anchor:
        return False
    strict = low.strict or high.strict
    if low.unit == high.unit and low.unit:
        if low.amount != high.amount:
            return low.amount > high.amount
        return strict
    least, most = low.least, high.most
    whole = kind == "integer" or low.anchor in ("days", "today")
    if whole and low.anchor in ("numbers", "days"):
        least = Decimal(floor(least) + 1) if low.strict else Decimal(ceil(least))
        most = Decimal(ceil(most) - 1) if high.strict else Decimal(floor(most))
        return least > most
    return least > most or (least == most and strict)
