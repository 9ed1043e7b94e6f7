"""What the office keeps for its lists: columns of one's own, saved searches, what is being done."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from permitdesk.casework.worklist.listing import Filter
from permitdesk.core import clock

LONGEST_TITLE, MOST_SEARCHES = 80, 100


@dataclass(frozen=True)
class Saved:
    """A saved search: a filter under an address. It never holds what was searched for."""

    id: str
    title: str
    by: str
    at: str
    wanted: Mapping[str, str | bool]

    @property
    def filter(self) -> Filter:
        """What it asks for, as far as this version knows such a thing."""
        known = Filter.__dataclass_fields__
        return Filter(**{k: v for k, v in self.wanted.items() if k in known and k != "text"})


class Kept(Persistent):
    """Of one office. The entries "" never go away: a bucket that becomes empty conflicts."""

    def __init__(self) -> None:
        self._columns = OOBTree({"": ()})
        self._searches = OOBTree({"": None})
        self.errands = OOBTree({"": None})

    def columns(self, user: str) -> tuple[str, ...]:
        """The ids of the columns that somebody chose; none for who chose nothing."""
        return self._columns.get(user, ())

    def choose_columns(self, user: str, columns: tuple[str, ...]) -> None:
        if columns:
            self._columns[user] = columns
        elif user in self._columns:
            del self._columns[user]

    def search(self, id_: str) -> Saved | None:
        found = self._searches.get(id_) if id_ else None
        return Saved(*found) if found else None

    def searches(self, user: str) -> Iterator[Saved]:
        """What somebody saved, by title."""
        found = (Saved(*each) for each in self._searches.values() if each)
        return iter(sorted((e for e in found if e.by == user), key=lambda e: e.title.casefold()))

    def save(self, user: str, title: str, wanted: Filter) -> Saved:
        """Save a search under a new address. Raises ``ValueError`` for no title, for a search for a
        person, and for too many."""
        title = " ".join(title.split())
        if not title or len(title) > LONGEST_TITLE or wanted.text.strip():
            raise ValueError(title)
        known = list(self.searches(user))
        for each in known:
            if (each.title, each.wanted) == (title, wanted.without_person()):
                return each  # the same once more
        if len(known) >= MOST_SEARCHES:
            raise ValueError(MOST_SEARCHES)
        at = clock.now().isoformat(timespec="seconds")
        id_ = secrets.token_hex(8)
        self._searches[id_] = (id_, title, user, at, wanted.without_person())
        return self.search(id_)

    def forget(self, user: str, id_: str) -> bool:
        """Forget a search of one's own; False for none, and for another person's."""
        found = self.search(id_)
        if found is None or found.by != user:
            return False
        del self._searches[id_]
        return True


def kept(office) -> Kept:
    """What is kept; nothing yet in an office from before. For reading."""
    return getattr(aq_base(office), "_kept", None) or Kept()


def own_kept(office) -> Kept:
    """The same, for who writes."""
    found = kept(office)
    if found._p_jar is None:
        # The underscore keeps it from every address.
        aq_base(office)._kept = found
    return found
