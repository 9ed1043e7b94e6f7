"""Opening hours and closing days as a calendar to subscribe to (RFC 5545)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from permitdesk.core.clock import BERLIN
from permitdesk.district import Closure, Opening

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(
    openings: Iterable[Opening],
    closures: Sequence[Closure],
    first: date,
    last: date,
    *,
    host: str,
    open_: str,
    closed: Callable[[str], str],
    place: str,
) -> bytes:
    """The hours of the days from ``first`` to ``last``, in Berlin's time; ``closed`` makes the
    title of a closure from its German reason. The same hours have the same ids each time."""
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//permitdesk//opening hours//DE")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", open_)
    found.add("x-published-ttl", "P1D")
    shut = {day for closure in closures for day in closure.days}
    for each in openings:
        event = _weekly(each, first, last, shut)
        if event is not None:
            event.add("uid", f"open-{first:%Y}-{each.weekday}-{each.begins:%H%M}@{host}")
            event.add("summary", open_)
            event.add("location", place)
            found.add_component(event)
    for number, each in enumerate(closures):
        event = Event()
        event.add("dtstart", each.first)
        event.add("dtend", each.last + timedelta(1))
        event.add("uid", f"closed-{each.first:%Y%m%d}-{each.last:%Y%m%d}-{number}@{host}")
        event.add("summary", closed(each.reason))
        found.add_component(event)
    stamp = datetime.combine(first, time(), BERLIN)
    for event in found.walk("VEVENT"):
        event.add("dtstamp", stamp)
        event.add("transp", "TRANSPARENT")  # blocks nobody's own time
        event.add("class", "PUBLIC")
    found.add_missing_timezones()
    return found.to_ical()


def _weekly(each: Opening, first: date, last: date, shut: set[date]) -> Event | None:
    """Every week, but on days on which the office is closed; None where no day is left."""
    begin = first + timedelta((each.weekday - first.weekday()) % 7)
    days = [begin + timedelta(7 * week) for week in range((last - begin).days // 7 + 1)]
    if not set(days) - shut:
        return None
    event = Event()
    event.add("dtstart", datetime.combine(begin, each.begins, BERLIN))
    event.add("dtend", datetime.combine(begin, each.ends, BERLIN))
    until = datetime.combine(days[-1], each.begins, BERLIN)
    event.add("rrule", {"freq": "weekly", "byday": DAYS[each.weekday], "until": until})
    free = [datetime.combine(day, each.begins, BERLIN) for day in days if day in shut]
    if free:
        event.add("exdate", free)
    return event
