"""The case catalogue: two shelves for each desk, known to no public search, kept in the office.

On one lies what somebody waits for, on the other what is done: of a hundred thousand cases most are
done, and nobody who looks for the others should have to pass them, nor the other way round.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice
from operator import itemgetter

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from permitdesk.casework.query import Query
from permitdesk.casework.row import NO_DAY, NOBODY, Row
from permitdesk.casework.shelf import ORDERS, Shelf

__all__ = ("NO_DAY", "CaseCatalogue", "DuplicateReferenceError", "Row")

# Counted up whenever shelves hold something that they did not before.
VERSION = 3
SORTABLE = (*ORDERS, "state", "service", "kind", "language", "channel", "waiting", "desk")


class DuplicateReferenceError(ValueError):
    """There is another case under this reference."""


class CaseCatalogue(Persistent):
    """Answers which cases there are. It asks no permissions: its callers name the desks."""

    # By desk and whether it is done. An office from before has a catalogue without these shelves.
    _desks: OOBTree | None = None
    _version = 0

    def __init__(self) -> None:
        # By reference; two submissions of one reference at once collide here.
        self._paths: OOBTree = OOBTree()
        self._desks = OOBTree()
        self._version = VERSION

    def path(self, reference: str) -> str | None:
        """Where the case with this reference lies, below the office."""
        return self._paths.get(reference)

    def paths(self) -> Iterator[str]:
        """Where all cases lie, below the office."""
        return iter(self._paths.values())

    def row(self, reference: str) -> Row | None:
        """What lists show of one case; None where there is none."""
        found = (shelf.row_of(reference) for shelf in self._on([_desk(self.path(reference))]))
        return next((row for row in found if row is not None), None)

    def put(self, row: Row) -> None:
        """Add a case, or bring its row up to date."""
        known = self._paths.get(row.reference)
        if known is None:
            self._paths[row.reference] = row.path
        elif known != row.path:
            raise DuplicateReferenceError(row.reference)
        is_done = row.waiting == NOBODY
        other = None if known is None else self._found(row.desk, not is_done)
        if other is not None:
            other.remove(row.reference)
        self._shelf(row.desk, is_done).put(row)

    def remove(self, reference: str) -> None:
        """Forget a case; before it is put under another path, for example."""
        path = self._paths.pop(reference, None)
        for shelf in self._on([_desk(path)]):
            shelf.remove(reference)

    def move(self, row: Row) -> None:
        """The case lies elsewhere now: its row says where."""
        known = self._paths[row.reference]
        if known != row.path:
            self.remove(row.reference)
        self.put(row)

    @property
    def is_complete(self) -> bool:
        """Whether it can be asked everything; one from an earlier version lacks something."""
        return self._version == VERSION

    def complete(self, rows: Iterable[Row]) -> None:
        """Fill it anew; ``rows`` are all cases."""
        self._desks = OOBTree()
        for name in ("_catalog", "_shelves"):  # of earlier versions
            self.__dict__.pop(name, None)
        for row in rows:
            self.put(row)
        self._version = VERSION

    def count(self, desks: Collection[str], query: Query = Query()) -> int:  # noqa: B008
        """How many cases of these desks a query finds."""
        between = query.only_between
        if between is not None and between.tree in ORDERS:
            return sum(shelf.count_between(between) for shelf in self._on(desks))
        return sum(shelf.count(shelf.select(query)) for shelf in self._on(desks))

    def values(self, desks: Collection[str], facet: str) -> list[str]:
        """The values that a facet has on these desks."""
        return sorted(set(chain.from_iterable(shelf.values(facet) for shelf in self._on(desks))))

    def rows(
        self,
        desks: Collection[str],
        query: Query | Mapping[str, str | Collection[str]] = Query(),  # noqa: B008
        sort_on: str = "received",
        descending: bool = True,
        start: int = 0,
        size: int = 50,
        ranking: Sequence[str] = (),
    ) -> tuple[int, Iterator[Row]]:
        """How many cases of these desks a query finds, and one batch of them.

        A mapping instead of a query names the values of facets. ``ranking`` are the values of the
        facet that is sorted on, in the order wanted; others come last.
        """
        query = query if isinstance(query, Query) else _facets(query)
        chosen = [(shelf, shelf.select(query)) for shelf in self._on(desks)]
        total = sum(shelf.count(selected) for shelf, selected in chosen)
        # Of a page in the second half the other end is nearer.
        start = max(start, 0)
        size = min(size, total - start)
        if size <= 0:
            return total, iter(())
        turned = start > total - start - size
        first = total - start - size if turned else start
        found = islice(
            self._sorted(chosen, query, sort_on, descending is not turned, first + size, ranking)
            if sort_on not in ORDERS
            else _merged(chosen, sort_on, descending is not turned, first + size),
            first,
            first + size,
        )
        if turned:
            found = reversed(list(found))
        return total, (shelf.row(number) for shelf, number in found)

    def _sorted(self, chosen, query, sort_on, descending, limit, ranking):
        """By a value that many have; within it by what matters."""
        desks = defaultdict(list)
        for shelf, selected in chosen:
            desks[shelf.desk].append((shelf, selected))
        there = set(desks) if sort_on == "desk" else set(self.values(desks, sort_on))
        known = [value for value in ranking if value in there]
        every = [*known, *sorted(there - set(known))]
        for value in reversed(every) if descending else every:
            if sort_on == "desk":
                yield from _merged(desks[value], "matters", descending, limit)
            elif query.allows(sort_on, value):
                wanted = query.with_facet(sort_on, value)
                some = [(shelf, shelf.select(wanted)) for shelf, _selected in chosen]
                yield from _merged(some, "matters", descending, limit)

    def _on(self, desks: Collection[str]) -> Iterator[Shelf]:
        for desk in sorted(set(desks)):
            for is_done in (False, True):
                shelf = self._found(desk, is_done)
                if shelf is not None:
                    yield shelf

    def _found(self, desk: str, is_done: bool) -> Shelf | None:
        return None if self._desks is None else self._desks.get(_place(desk, is_done))

    def _shelf(self, desk: str, is_done: bool) -> Shelf:
        if self._desks is None:
            self._desks = OOBTree()
        found = self._found(desk, is_done)
        if found is None:
            found = self._desks[_place(desk, is_done)] = Shelf(desk)
        return found


def _place(desk: str, is_done: bool) -> str:
    return f"{desk}\0done" if is_done else desk


def _desk(path: str | None) -> str:
    return (path or "").rpartition("/")[0]


def _facets(values: Mapping[str, str | Collection[str]]) -> Query:
    return Query({k: (v,) if isinstance(v, str) else tuple(v) for k, v in values.items()})


def _merged(chosen, order: str, descending: bool, limit: int):
    """The cases chosen on several shelves as one list."""

    def walk(shelf: Shelf, selected):
        for key, number in shelf.walk(order, descending, selected, limit):
            yield key, shelf, number

    walks = [walk(shelf, selected) for shelf, selected in chosen]
    for _key, shelf, number in merge(*walks, key=itemgetter(0), reverse=descending):
        yield shelf, number
