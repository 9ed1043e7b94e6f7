"""When the office is open and when it is closed, as values: for calendars, for search engines, and
in words of each language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby

from babel import Locale
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.interface import Interface

from permitdesk.core import _, languages
from permitdesk.district import free_days
from permitdesk.district.authority import MalformedLineError
from permitdesk.district.interfaces import lines
from permitdesk.district.procedure import land, own_holidays

PREFIX = "permitdesk.opening"
DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")
_LONGEST = 366  # days of one closure


@dataclass(frozen=True)
class Opening:
    """Open on a weekday (0 is Monday), each week."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True)
class Closure:
    """Closed from the first day to the last; ``reason`` in German, may be empty."""

    first: date
    last: date
    reason: str = ""

    @property
    def days(self) -> Sequence[date]:
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(number) for number in range(count)]


def read_opening(line: str) -> tuple[Opening, ...]:
    """Read ``Mo-Fr | 08:00-12:00``; several days with commas. Raises ``MalformedLineError``."""
    days, _bar, span = (part.strip() for part in line.partition("|"))
    match = _SPAN.fullmatch(span)
    try:
        weekdays = [day for part in days.split(",") for day in _weekdays(part.strip())]
        hours = [int(part) for part in match.groups()] if match else []
        begins, ends = time(*hours[:2]), time(*hours[2:])
    except (ValueError, TypeError) as error:
        raise MalformedLineError(f"Erwartet wie Mo-Fr | 08:00-12:00: {line}") from error
    if not begins < ends:
        raise MalformedLineError(f"Das Ende muss nach dem Beginn liegen: {line}")
    return tuple(Opening(day, begins, ends) for day in weekdays)


def read_closure(line: str) -> Closure:
    """Read ``2026-12-24/2026-12-31 | reason`` or one day. Raises ``MalformedLineError``."""
    days, _bar, reason = (part.strip() for part in line.partition("|"))
    first, slash, last = days.partition("/")
    try:
        closure = Closure(
            date.fromisoformat(first), date.fromisoformat(last if slash else first), reason
        )
    except ValueError as error:
        raise MalformedLineError(f"Tage wie 2026-12-24/2026-12-31 erwartet: {line}") from error
    if not 0 <= (closure.last - closure.first).days < _LONGEST:
        raise MalformedLineError(f"Der letzte Tag muss nach dem ersten liegen: {line}")
    return closure


class IOpeningSettings(Interface):
    """Registry records under ``permitdesk.opening``."""

    hours = lines(
        read_opening,
        title=_("district_opening", default="Öffnungszeiten"),
        description=_(
            "district_opening_help",
            default="Eine Zeit je Zeile, zum Beispiel: Mo-Fr | 08:00-12:00. Daraus entstehen die"
            " Öffnungszeiten in allen Sprachen und der Kalender.",
        ),
    )
    closures = lines(
        read_closure,
        title=_("district_closures", default="Schließtage"),
        description=_(
            "district_closures_help",
            default="Ein Tag oder ein Zeitraum je Zeile mit Grund, zum Beispiel:"
            " 2026-12-24/2026-12-31 | Betriebsruhe. Feiertage sind schon bekannt.",
        ),
    )


def openings() -> tuple[Opening, ...]:
    """Each span in which the office is open, by weekday; empty until a district says it."""
    spans = (each for line in _settings().hours or () for each in read_opening(line))
    return tuple(sorted(set(spans), key=lambda each: (each.weekday, each.begins)))


def closures(first: date, last: date) -> tuple[Closure, ...]:
    """On which of these days, Saturdays and Sundays apart, the office is closed: its own closing
    days and public holidays."""
    own = map(read_closure, _settings().closures or ())
    free = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in free_days.holidays(year, land()).items()
    }
    free |= {day: free.get(day, "") for day in own_holidays()}
    found = {*own, *(Closure(day, day, name) for day, name in free.items())}
    return tuple(
        sorted(
            (each for each in found if each.first <= last and each.last >= first),
            key=lambda each: (each.first, each.last),
        )
    )


def hours_in_words(spans: Iterable[Opening], language: str) -> list[tuple[str, str]]:
    """Days and times, a pair for days in a row with the same times."""
    names = Locale.parse(languages.locale(language)).days["stand-alone"]["wide"]
    by_day = {
        day: tuple(f"{each.begins:%H:%M}–{each.ends:%H:%M}" for each in group)
        for day, group in groupby(spans, key=lambda each: each.weekday)
    }
    told = []
    rows = groupby(sorted(by_day), key=lambda day: (by_day[day], _run(by_day, day)))
    for (times, _first), days in rows:
        row = [names[day] for day in days]
        told.append((row[0] if len(row) == 1 else f"{row[0]} – {row[-1]}", ", ".join(times)))
    return told


def _run(by_day: dict, day: int) -> int:
    """The first of the days in a row that have the same times as this one."""
    while day - 1 in by_day and by_day[day - 1] == by_day[day]:
        day -= 1
    return day


def _weekdays(text: str) -> range:
    first, _dash, last = text.lower().replace("–", "-").partition("-")
    begin = DAYS.index(first.strip()[:2])
    end = DAYS.index(last.strip()[:2]) if last else begin
    if end < begin:
        raise ValueError(text)
    return range(begin, end + 1)


def _settings():
    registry = getUtility(IRegistry)
    return registry.forInterface(IOpeningSettings, check=False, prefix=PREFIX)
