"""Days, moments, numbers and sizes as people read them in their language."""

import re
from datetime import date, datetime

from babel.dates import format_date

from permitdesk.core import clock, languages

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BYTES = 1024


def day(value: str, language: str) -> str:
    """A day with its month in words; what is unknown is left out, or 00 where that misleads."""
    match = _DAY.fullmatch(value)
    if match is None:
        return value
    year, month, number = (int(part) for part in match.groups())
    try:
        if not month:
            return f"{number:02}.00.{year}" if number else str(year)
        if not number:
            return format_date(date(year, month, 1), "LLLL y", locale=language)
        return format_date(date(year, month, number), "long", locale=language)
    except ValueError:
        return value


def moment(value: datetime, language: str) -> str:
    """A moment at the office, the month in words."""
    local = value.astimezone(clock.BERLIN)
    return f"{format_date(local.date(), 'long', locale=language)}, {local:%H:%M}"


def decimal(value: object, language: str) -> str:
    """A number with the decimal sign of the language, and nothing else changed."""
    text = str(value)
    return text.replace(".", ",") if languages.has_decimal_comma(language) else text


def size(count: int, language: str) -> str:
    """The size of a file: 1,4 MB."""
    if count < _BYTES * _BYTES:
        return f"{max(1, round(count / _BYTES))} kB"
    return f"{decimal(f'{count / _BYTES / _BYTES:.1f}', language)} MB"
