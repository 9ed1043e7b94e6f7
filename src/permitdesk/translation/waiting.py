"""A file of translations that somebody has sent and not yet decided on.

Each is an object of its own; who sends one sweeps out those that nobody has decided on for days.
"""

import zlib
from datetime import datetime, timedelta

from persistent import Persistent
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from permitdesk.access import actor
from permitdesk.core import clock

KEPT = timedelta(days=7)
_KEY = "permitdesk.translation.waiting"


class WaitingFile(Persistent):
    def __init__(self, language: str, data: bytes, since: datetime) -> None:
        self.language, self.data, self.since = language, zlib.compress(data), since


def wait(place, language: str, data: bytes) -> None:
    """Keep a file of the current user's, in place of an earlier one."""
    notes, now = IAnnotations(place), clock.now()
    if _KEY not in notes:
        notes[_KEY] = PersistentMapping()
    kept = notes[_KEY]
    for who in [who for who, file in kept.items() if now - file.since > KEPT]:
        del kept[who]
    kept[actor()] = WaitingFile(language, data, now)


def waiting(place, language: str) -> bytes | None:
    """The current user's file for a language, or None."""
    kept = IAnnotations(place).get(_KEY, {}).get(actor())
    return zlib.decompress(kept.data) if kept is not None and kept.language == language else None


def forget(place) -> None:
    """The current user has decided."""
    kept = IAnnotations(place).get(_KEY)
    if kept and actor() in kept:
        del kept[actor()]
