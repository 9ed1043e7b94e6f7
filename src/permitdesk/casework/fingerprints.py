"""The days on which applications were received, by fingerprint: what a stranger may learn."""

from datetime import date

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Fingerprints(Persistent):
    """One day for each application. A case that goes takes its own along."""

    def __init__(self):
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._days: OOBTree = OOBTree({"": ""})

    def add(self, fingerprint: str, day: date) -> None:
        """Remember one; again changes nothing."""
        if self._days.get(fingerprint) != day.isoformat():
            self._days[fingerprint] = day.isoformat()

    def remove(self, fingerprint: str) -> None:
        self._days.pop(fingerprint, None)

    def day(self, beginning: str) -> date | None:
        """The day of the one fingerprint that begins so; None for none, and for several."""
        # "g" is behind every digit.
        found = tuple(self._days.values(beginning, f"{beginning}g")) if beginning else ()
        return date.fromisoformat(found[0]) if len(found) == 1 else None
