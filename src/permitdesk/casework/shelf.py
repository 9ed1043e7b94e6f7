"""The index of one desk's cases: sets by what they have in common, and trees in order.

One for each desk, because every list asks by desk, and because submissions to different desks
then write different objects. What a list costs depends on what it shows, not on how many cases
there are: see docs/decisions/0036.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest, nsmallest
from itertools import islice
from random import randrange

from BTrees.IIBTree import IISet, IITreeSet, intersection, multiunion
from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from permitdesk.casework.query import Between, Query, Way
from permitdesk.casework.row import NO_DAY, NOBODY, Row

FACETS = ("state", "service", "kind", "language", "channel", "waiting", "news", "unreached",
          "urgency", "unanswered", "tasks")  # fmt: skip
# One key for each case: a list can follow them.
ORDERS = ("matters", "received", "deadline", "expires", "starts", "name_key", "reference")
# The days that count only while somebody waits: of what is done nothing expires any more.
DAYS = frozenset(("deadline", "expires", "starts"))
# Any number of keys for each case: only for looking up.
LOOKUPS = ("words", "born", "azr")
TREES = (*ORDERS, *LOOKUPS)

_FIELDS = tuple(Row.__dataclass_fields__)
_PLACE = {name: place for place, name in enumerate(_FIELDS)}
_WAITING = _PLACE["waiting"]
_DIGITS = 10  # of a case's number at the end of each key
# Few are sorted; for more of them an order is followed, skipping what is not wanted. What was not
# found after so many steps, or as many as there are, is picked out and sorted after all.
FEW, STEPS = 8, 2_000
# A word of so many names gets a set of its own, when the next one of every LOOK cases brings it.
OFTEN, LOOK = 256, 16
# A container that becomes empty conflicts with every insertion, so this number is in each set.
_NOTHING = 0


class Shelf(Persistent):
    """Knows its cases by number. It asks no permissions."""

    def __init__(self, desk: str) -> None:
        self.desk = desk
        self.length = Length()
        self._rows = IOBTree()
        self._sets = OOBTree({"": None})
        # The number is a key's value too: a range of keys becomes a set without reading any.
        self._trees = OOBTree({name: OIBTree({"": _NOTHING}) for name in TREES})

    def put(self, row: Row) -> None:
        """Add a case, or bring its row up to date; what stays the same is not written again."""
        values = tuple(getattr(row, name) for name in _FIELDS)
        number = self._number(row.reference)
        if number is None:
            number, before = self._new_number(), frozenset()
            self.length.change(1)
        else:
            known = self._rows[number]
            if known == values:
                return
            before = frozenset(_places(Row(*known), number))
        after = frozenset(_places(row, number))
        self._rows[number] = values
        self._leave(before - after, number)
        for is_set, name, key in after - before:
            if is_set:
                self._set(name, key).insert(number)
            elif name == "words":
                self._add_word(key, number)
            else:
                self._trees[name][key] = number

    def remove(self, reference: str) -> None:
        """Forget a case; one that is not here is not missed."""
        number = self._number(reference)
        if number is not None:
            self._leave(_places(Row(*self._rows.pop(number)), number), number)
            self.length.change(-1)

    def row(self, number: int) -> Row:
        return Row(*self._rows[number])

    def row_of(self, reference: str) -> Row | None:
        number = self._number(reference)
        return None if number is None else self.row(number)

    def values(self, facet: str) -> Iterator[str]:
        """The values that a facet has or had here."""
        start = f"{facet}\0"
        for key in self._sets.keys(start, f"{start}\uffff"):
            if self._sets[key].maxKey() != _NOTHING:
                yield key.removeprefix(start)

    def select(self, query: Query):
        """The numbers of the cases that a query asks for; None for all of them."""
        found = None
        for facet, values in query.facets.items():
            sets = [self._sets.get(f"{facet}\0{value}") for value in values]
            sets = [each for each in sets if each is not None]
            if len(sets) == 1 and len(sets[0]) - 1 == self.length():
                continue  # all of them have it
            found = _both(found, sets[0] if len(sets) == 1 else multiunion(sets))
        for between in query.between:
            found = _both(found, self._between(between))
        if query.ways is not None:
            found = _both(found, multiunion([self._on_the_way(way) for way in query.ways]))
        return found

    def count(self, selected) -> int:
        """How many cases a selection holds."""
        if selected is None:
            return self.length()
        return len(selected) - (_NOTHING in selected)

    def count_between(self, wanted: Between) -> int:
        """How many cases lie in a range of an order, without looking at each."""
        return len(self._trees[wanted.tree].keys(*_ends(wanted)))

    def walk(self, order: str, descending: bool, selected, limit: int) -> Iterator[tuple[str, int]]:
        """The sort keys and numbers of a selection in an order, up to ``limit``."""
        if selected is not None and self._are_few(selected, limit):
            return map(_keyed, sorted(self._sortable(order, selected), reverse=descending))
        return self._followed(order, descending, selected, limit)

    def _are_few(self, selected, limit: int) -> bool:
        """Whether to sort them takes less than to meet ``limit`` of them in an order."""
        return self.count(selected) ** 2 * FEW <= limit * self.length()

    def _followed(self, order, descending, selected, limit) -> Iterator[tuple[str, int]]:
        tree = self._trees[order]
        keys = _backwards(tree) if descending else tree.keys("\x01")
        found, last = 0, None
        steps = None if selected is None else max(STEPS, STEPS and self.count(selected))
        for key in islice(keys, steps):
            last = key
            number = _number_in(key)
            if selected is None or number in selected:
                yield key, number
                found += 1
                if found == limit:
                    return
        if selected is None:
            return
        # What is wanted lies far away in this order: pick it out instead.
        rest = self._sortable(order, selected)
        if last is not None:
            end = (last[: -_DIGITS - 1], _number_in(last))
            rest = (each for each in rest if (each < end if descending else each > end))
        pick = nlargest if descending else nsmallest
        yield from map(_keyed, pick(limit - found, rest))

    def _sortable(self, order: str, selected) -> Iterator[tuple[str, int]]:
        """What an order sorts by, for each of a selection, and its number."""
        place, rows, is_day = _PLACE[order], self._rows, order in DAYS
        for number in selected:
            if number != _NOTHING:
                values = rows[number]
                done = is_day and values[_WAITING] == NOBODY
                yield NO_DAY if done else values[place], number

    def _between(self, *wanted: Between) -> IISet | IITreeSet:
        """Those that lie in one of these ranges."""
        sets = []
        for each in wanted:
            # In order, and not by ``multiunion``: that takes five times as long for bare numbers.
            sets.append(IISet(sorted(self._trees[each.tree].values(*_ends(each)))))
            if each.tree == "words":
                first, last = f"word\0{each.first}", f"word\0{each.last}"
                sets += self._sets.values(first, last)
        sets = [each for each in sets if each]
        return sets[0] if len(sets) == 1 else multiunion(sets)

    def _add_word(self, key: str, number: int) -> None:
        """What many names have is found as a set, without going through them; such a word stands
        there in place of the tree, so nothing more is written."""
        word, tree = key[: -_DIGITS - 1], self._trees["words"]
        often = self._sets.get(f"word\0{word}")
        if often is not None:
            often.insert(number)
            return
        tree[key] = number
        if number % LOOK == 0:
            found = tree.items(f"{word}\0", f"{word}\0\uffff")
            if len(found) >= OFTEN:
                keys, numbers = zip(*found, strict=True)
                self._sets[f"word\0{word}"] = IITreeSet([_NOTHING, *numbers])
                for each in keys:
                    del tree[each]

    def _on_the_way(self, way: Way):
        found = None
        for alternatives in way:
            found = _both(found, self._between(*alternatives))
        return IISet() if found is None else found

    def _number(self, reference: str) -> int | None:
        start = f"{reference}\0"
        found = next(iter(self._trees["reference"].keys(start, f"{start}\uffff")), None)
        return None if found is None else _number_in(found)

    def _new_number(self) -> int:
        # Those that one connection gives lie side by side, far from those of another: two
        # submissions at once rarely write the same bucket.
        number = getattr(self, "_v_next", None)
        while number is None or number in self._rows:
            number = randrange(1, 2**31 - 1)  # noqa: S311 -- not a secret
        self._v_next = number + 1 if number < 2**31 - 2 else None
        return number

    def _set(self, facet: str, value: str) -> IITreeSet:
        key = f"{facet}\0{value}"
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = IITreeSet([_NOTHING])
        return found

    def _leave(self, places: Iterable[tuple[bool, str, str]], number: int) -> None:
        for is_set, name, key in places:
            set_key = f"word\0{key[: -_DIGITS - 1]}" if name == "words" else f"{name}\0{key}"
            found = self._sets.get(set_key) if is_set or name == "words" else None
            if found is not None and number in found:
                found.remove(number)
            if not is_set and key in self._trees[name]:
                del self._trees[name][key]


def _places(row: Row, number: int) -> Iterator[tuple[bool, str, str]]:
    """Where a case stands: sets by facet and value, trees by name and key."""
    for facet in FACETS:
        if value := getattr(row, facet):
            yield True, facet, value
    for label in row.labels:
        yield True, "label", label
    for wish in row.wishes:
        yield True, "wish", wish
    end = f"\0{number:0{_DIGITS}d}"
    for name in ORDERS:
        value = NO_DAY if name in DAYS and row.waiting == NOBODY else getattr(row, name)
        yield False, name, f"{value}{end}"
    for word in row.words:
        yield False, "words", f"{word}{end}"
    for name in ("born", "azr"):
        if value := getattr(row, name):
            yield False, name, f"{value}{end}"


def _ends(wanted: Between) -> tuple[str, str]:
    """The first and the last key that may lie in a range."""
    return max(wanted.first, "\x01"), f"{wanted.last}\0\uffff"


def _keyed(value_and_number: tuple[str, int]) -> tuple[str, int]:
    """The key in a tree that stands for what was sorted by, and the number."""
    value, number = value_and_number
    return f"{value}\0{number:0{_DIGITS}d}", number


def _number_in(key: str) -> int:
    return int(key[-_DIGITS:])


def _both(found, more):
    return more if found is None else intersection(found, more)


def _backwards(tree: OIBTree) -> Iterator[str]:
    """The keys from the last to the first, without loading those in between."""
    bound = None
    while True:
        try:
            key = tree.maxKey() if bound is None else tree.maxKey(bound)
        except ValueError:
            return
        if not key:
            return
        yield key
        # All keys end in the same number of digits: nothing lies between this and the key.
        bound = key[:-1] + chr(ord(key[-1]) - 1)
