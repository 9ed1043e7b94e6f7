"""Days as docs/api.md has them: ISO dates, ``today-45y``, parts that are not known."""

import calendar
import re
from datetime import date, timedelta

RELATIVE = re.compile(r"today(?:([+-]\d+)([dmy]))?")
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def moment(text: object, today: date) -> date | None:
    """The day that a condition or a rule names; None for what is no day."""
    if isinstance(text, str) and (match := RELATIVE.fullmatch(text)):
        amount, unit = int(match[1] or 0), match[2] or "d"
        return today + timedelta(amount) if unit == "d" else moved(today, amount, unit)
    found = limits(text)
    return found[0] if found and found[0] == found[1] else None


def moved(start: date, amount: int, unit: str) -> date:
    """So many months or years later, on the last day of the month where it has fewer days."""
    months = start.year * 12 + start.month - 1 + amount * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def limits(text: object) -> tuple[date, date] | None:
    """The first and the last day that an answer may mean; None for what is no date."""
    if not isinstance(text, str) or not ISO.fullmatch(text):
        return None
    year, month, day = (int(part) for part in text.split("-"))
    try:
        if month and day:
            return (date(year, month, day),) * 2
        first = date(year, month or 1, day or 1)
        if day:
            return first, date(year, 12, day)
        last = month or 12
        return first, date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None
