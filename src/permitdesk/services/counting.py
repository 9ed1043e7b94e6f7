"""How many applications came online, by service and day, so that a limit can be kept.

A number a day and service, apart from everything else. Two who send at once both count: their
changes are added up when they are stored, so neither waits nor fails. Only the first of a day may
meet another first one; the publisher does it again then, and finds the number there.
"""

from datetime import date

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

KEY = "permitdesk.services.counting"


class Counts(Persistent):
    """``by_day`` has a ``Length`` under service and day. The entry "" never goes away: a bucket
    that becomes empty conflicts with insertions."""

    def __init__(self) -> None:
        self.by_day = OOBTree({"": Length()})

    def count(self, service: str, day: date) -> None:
        found = self.by_day.get(_key(service, day))
        if found is None:
            found = self.by_day[_key(service, day)] = Length()
        found.change(1)

    def came(self, service: str, first: date, last: date) -> int:
        """How many came from one day to another, both included."""
        return sum(each() for each in self.by_day.values(_key(service, first), _key(service, last)))


def count(site, service: str, day: date) -> None:
    """One more application came."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Counts()
    annotations[KEY].count(service, day)


def came(site, service: str, first: date, last: date) -> int:
    """How many applications came online from one day to another, both included."""
    found = IAnnotations(site).get(KEY)
    return found.came(service, first, last) if found is not None and first <= last else 0


def _key(service: str, day: date) -> str:
    return f"{service} {day.isoformat()}"
