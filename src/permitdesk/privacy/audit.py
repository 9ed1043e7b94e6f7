"""The audit trail: who did or read what, when, and why. Records are only ever added.

There is no function to change or remove one. Records lie under random keys, one tree a day, so
that concurrent writers rarely meet. A record names its subject by reference or id, never by a
person's name, and holds nothing of what was read.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from BTrees.OOBTree import OOBTree
from plone.protect.utils import safeWrite
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest

from permitdesk.access import actor
from permitdesk.core import clock

ANNOTATION = "permitdesk.privacy.audit"


@dataclass(frozen=True)
class Entry:
    """One record. ``at`` is ISO 8601 in UTC; ``who`` a user id, or empty for a visitor."""

    at: str
    who: str
    action: str
    subject: str
    why: str = ""


def prepare(site) -> None:
    """Make the place of the records; called when the portal is set up."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree()


def prepared() -> bool:
    """Whether there is a place for records: accounts may be older than the portal's set-up."""
    site = getSite()
    return site is not None and ANNOTATION in IAnnotations(site, {})


def record(action: str, subject: str, why: str = "", who: str | None = None, site=None) -> None:
    """Add a record to the current transaction, also on the GET of a signed-in person.

    ``action`` is a short word such as ``case.read``; ``subject`` a reference or an id.
    """
    site = site or getSite()
    now = clock.now()
    entry = (now.isoformat(timespec="milliseconds"), _actor(who), action, subject, why)
    with _a_write_that_may_happen_on_get(site._p_jar):
        days = IAnnotations(site)[ANNOTATION]
        day = clock.today().isoformat()
        if day not in days:
            days[day] = OOBTree()
        days[day][secrets.token_bytes(12)] = entry


def trail(day: date, subject: str = "", site=None) -> Iterator[Entry]:
    """The records of one day at the office, newest first, of one subject or of all."""
    records = IAnnotations(site or getSite())[ANNOTATION].get(day.isoformat(), {})
    for fields in sorted(records.values(), reverse=True):
        entry = Entry(*fields)
        if not subject or entry.subject == subject:
            yield entry


def _actor(who: str | None) -> str:
    if who is not None:
        return who
    return actor()


class _a_write_that_may_happen_on_get:  # noqa: N801
    """Tells plone.protect of exactly the objects that a write registers.

    It undoes the writes of a signed-in person's GET unless all of them are declared safe. Which
    buckets of a BTree change is known only afterwards; objects that were registered before, by
    somebody else's write, stay undeclared.
    """

    def __init__(self, connection):
        self.connection = connection

    def __enter__(self):
        self.before = {id(obj) for obj in self._registered()}

    def __exit__(self, kind, error, traceback):
        request = getRequest()
        for obj in self._registered():
            if id(obj) not in self.before:
                safeWrite(obj, request)

    def _registered(self) -> list:
        return list(self.connection._registered_objects) if self.connection else []
