"""Days in conditions and rules: ISO dates, days relative to today, dates with unknown parts."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from fractions import Fraction

_RELATIVE = re.compile(r"today(?:([+-])(\d{1,5})([dmy]))?")
_PARTIAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def day(text: object, today: date) -> date | None:
    """The day that ``2026-12-01``, ``today``, ``today-45y``, ``today+14d``, ``today-6m`` means.

    None for anything else.
    """
    if not isinstance(text, str):
        return None
    match = _RELATIVE.fullmatch(text)
    if match:
        sign, amount, unit = match.groups()
        return _move(today, int((sign or "+") + (amount or "0")), unit or "d")
    bounds = span(text)
    return bounds[0] if bounds and bounds[0] == bounds[1] else None


def span(text: object) -> tuple[date, date] | None:
    """The first and the last day that a date may mean; unknown parts are ``00``.

    ``1987-04-00`` is 1 to 30 April 1987, ``1987-00-12`` 12 January to 12
    December. None for what is not a date.
    """
    match = _PARTIAL.fullmatch(text) if isinstance(text, str) else None
    if not match or not text.isascii():
        return None
    year, month, number = map(int, match.groups())
    try:
        if month == 0:
            # Some passports name a day of an unknown month: it may be that day of any month.
            first, last = (number, number) if number else (1, 31)
            return date(year, 1, first), date(year, 12, last)
        if number == 0:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, number), date(year, month, number)
    except ValueError:
        return None


def months(first: date, last: date) -> Fraction:
    """The months from one day to another, both included; none when they lie the other way round.

    Parts of a month count by its days, so that the parts of a span add up to the whole.
    """
    if last < first:
        return Fraction(0)
    return _place(last) + Fraction(1, _length(last)) - _place(first)


def years(text: str, amount: int) -> str:
    """A date, unknown parts included, so many years later; 29 February becomes the 28th.

    Who is born on a 29 February completes a year of life with the 28th (§ 188 Abs. 2 BGB).
    """
    moved = f"{int(text[:4]) + amount:04}{text[4:]}"
    return moved if span(moved) else f"{moved[:7]}-28"


def _place(moment: date) -> Fraction:
    """A day as months since the year 0."""
    return moment.year * 12 + moment.month - 1 + Fraction(moment.day - 1, _length(moment))


def _length(moment: date) -> int:
    return monthrange(moment.year, moment.month)[1]


def _move(start: date, amount: int, unit: str) -> date:
    """Move by days, months or years; the 29th to 31st become the month's last day."""
    if unit == "d":
        return start + timedelta(days=amount)
    months = start.year * 12 + start.month - 1 + (amount if unit == "m" else amount * 12)
    year, month = divmod(months, 12)
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
