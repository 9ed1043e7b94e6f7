"""The audit trail: who did or read what, when, and why. Records are only ever added.

There is no function to change or remove one. Every submission and every case that somebody opens
adds one, so a day has several trees and each writer keeps to one of them: two that add to the same
tree conflict whenever one of its buckets splits. A record names its subject by reference or id,
never by a person's name, and holds nothing of what was read.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone.protect.utils import safeWrite
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest

from permitdesk.access import actor
from permitdesk.core import clock

ANNOTATION = "permitdesk.privacy.audit"
TREES = 16  # of a day; more than there are threads that write


@dataclass(frozen=True)
class Entry:
    """One record. ``at`` is ISO 8601 in UTC; ``who`` a user id, or empty for a visitor."""

    at: str
    who: str
    action: str
    subject: str
    why: str = ""


class Day(Persistent):
    """The records of one day, each under a random key. ``first`` is one of its trees: a day that
    began while it had only one keeps that."""

    def __init__(self, first: OOBTree | None = None) -> None:
        first = OOBTree() if first is None else first  # an empty one is false
        self._trees = (first, *(OOBTree() for _ in range(TREES - 1)))

    def add(self, record: tuple[str, ...]) -> None:
        """Add the fields of an ``Entry``."""
        # Volatile, so each connection, that is each thread, has its own.
        if getattr(self, "_v_tree", None) is None:
            self._v_tree = secrets.randbelow(TREES)
        self._trees[self._v_tree][secrets.token_bytes(12)] = record

    def values(self) -> Iterator[tuple[str, ...]]:
        """All of them, in no order."""
        return chain.from_iterable(tree.values() for tree in self._trees)


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
        if not isinstance(days.get(day), Day):
            days[day] = Day(days.get(day))
        days[day].add(entry)


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
