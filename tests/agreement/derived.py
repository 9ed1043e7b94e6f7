"""Derived values as docs/api.md describes them: numbers within limits, or a day."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agreement.days import limits, moved

Between = tuple  # the least and the most that a number can be


def derived(value: dict, asked) -> Between | str | None:
    """The value, or None while the answers do not say."""
    return {
        "months": _months,
        "count": lambda value, asked: _exactly(len(_rows(value, asked))),
        "sum": _sum,
        "rank": _rank,
        "age": _age,
        "day": _day,
        "choose": _choose,
    }[value["kind"]](value, asked)


def _months(value: dict, asked) -> Between | None:
    today, rows = asked.form.today, _rows(value, asked)
    by = limits(asked.get(value["by"])) if "by" in value else (today, today)
    beyond = _operand(value.get("beyond", 0), asked)
    if not rows or by is None or beyond is None:
        return None
    least = most = Fraction(0)
    for row in rows:
        times = next(
            (
                _operand(each["times"], asked)
                for each in value.get("weights", ())
                if asked.holds(each["when"], row)
            ),
            _exactly(1),
        )
        if times is None:
            return None
        first, last = limits(row.get(value["from"])), limits(row.get(value["until"]))
        if first and last:
            short = _span(first[1], min(last[0], by[0], today)) - Fraction(beyond[1])
            long = _span(first[0], min(last[1], by[1], today)) - Fraction(beyond[0])
            least += max(short, Fraction(0)) * Fraction(times[0])
            most += max(long, Fraction(0)) * Fraction(times[1])
    return least, most


def _span(first: date, last: date) -> Fraction:
    """Months from a day to another, both included; a part of a month by the days of that month."""
    if last < first:
        return Fraction(0)

    def days(of: date) -> int:
        return monthrange(of.year, of.month)[1]

    months = (last.year - first.year) * 12 + last.month - first.month
    return months + Fraction(last.day, days(last)) - Fraction(first.day - 1, days(first))


def _rows(value: dict, asked) -> list[dict]:
    rows = asked.get(value["rows"])
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [row for row in found if asked.holds(value.get("where"), row)]


def _sum(value: dict, asked) -> Between | None:
    parts = [(_number(asked.get(p["value"])), _operand(p["times"], asked)) for p in value["of"]]
    if all(amount is None for amount, _times in parts) or any(t is None for _a, t in parts):
        return None
    least = most = Decimal(0)
    for amount, times in parts:
        ends = [_decimal(a) * t for a in amount for t in times] if amount else [Decimal(0)]
        least, most = least + min(ends), most + max(ends)
    floor = _operand(value["least"], asked) if "least" in value else None
    return (max(least, floor[0]), max(most, floor[1])) if floor else (least, most)


def _rank(value: dict, asked) -> Between | None:
    answer = asked.get(value["field"])
    return _exactly(value["order"].index(answer)) if answer in value["order"] else None


def _age(value: dict, asked) -> Between | None:
    born = limits(asked.get(value["field"]))
    on = limits(asked.get(value["on"])) if "on" in value else (asked.form.today,) * 2
    if born is None or on is None:
        return None
    return Decimal(_years(born[1], on[0])), Decimal(_years(born[0], on[1]))


def _years(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _day(value: dict, asked) -> str | None:
    born = asked.get(value["field"])
    if limits(born) is None:
        return None
    year, rest = int(born[:4]) + value["plus"], born[4:]
    day = f"{year:04}{rest}"
    if limits(day) is None and rest == "-02-29":
        day = moved(date.fromisoformat(born), value["plus"], "y").isoformat()
    return day if limits(day) else None


def _choose(value: dict, asked) -> Between | None:
    for case in value["cases"]:
        if asked.holds(case["when"]):
            return _operand(case["value"], asked)
    return None


def _operand(operand: object, asked) -> Between | None:
    if isinstance(operand, dict):
        if "threshold" in operand:
            amount = asked.form.figures.get(operand["threshold"])
            return None if amount is None else _exactly(amount)
        return _number(asked.get(operand["field"]))
    return _exactly(operand)


def _number(found: object) -> Between | None:
    if isinstance(found, tuple):
        return found
    if found is None or isinstance(found, bool):
        return None
    try:
        return _exactly(found)
    except ArithmeticError:
        return None


def _exactly(amount: object) -> Between:
    exact = Decimal(str(amount))
    return exact, exact


def _decimal(amount: object) -> Decimal:
    if isinstance(amount, Fraction):
        return Decimal(amount.numerator) / Decimal(amount.denominator)
    return Decimal(amount)
