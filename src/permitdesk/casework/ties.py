"""Which cases staff linked, and which a block keeps apart. Plain bookkeeping over references.

It asks no permissions: ``links`` and ``blocks`` do. A block is stronger than a link: it ends the
links between its two cases and no new one is made while it holds. Each side may set a block; it
holds until each that was set is lifted.
"""

from collections.abc import Collection, Mapping
from itertools import combinations
from types import MappingProxyType

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Ties(Persistent):
    """Of the whole office, by reference."""

    # Which heads agreed to lift a block, by its id. It is one value: of two who agree at the same
    # moment the second one conflicts, and then sees the first.
    _agreed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    _counted: tuple[str, dict[str, int]] = ("", {})  # blocks of a day, by who set them

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._links: OOBTree = OOBTree({"": ()})
        self._blocks: OOBTree = OOBTree({"": ()})

    def linked(self, one: str) -> dict[str, str]:
        """The other cases of a case's links, and what each is to it. None that is blocked."""
        return {
            other: relation
            for other, relation in self._links.get(one, ())
            if not self.are_blocked(one, other)
        }

    def link(self, one: str, other: str, relation: str, inverse: str) -> bool:
        """Link two cases: ``other`` is ``relation`` to ``one``; False where they are linked or kept
        apart, and for a case and itself."""
        if one == other or other in self.linked(one) or self.are_blocked(one, other):
            return False
        self._links[one] = (*self._links.get(one, ()), (other, relation))
        self._links[other] = (*self._links.get(other, ()), (one, inverse))
        return True

    def unlink(self, one: str, other: str) -> bool:
        """End the link of two cases; False where there is none."""
        was_linked = any(each[0] == other for each in self._links.get(one, ()))
        for case, far in ((one, other), (other, one)):
            _put(self._links, case, (e for e in self._links.get(case, ()) if e[0] != far))
        return was_linked

    def are_blocked(self, one: str, other: str) -> bool:
        """Whether a block keeps two cases apart, whichever side set it."""
        return one != other and any(other in block[:2] for block in self.blocks(one))

    def blocks(self, one: str) -> tuple[tuple[str, str, str], ...]:
        """The blocks of a case: the case where it was set, the other one, the block's id."""
        return self._blocks.get(one, ())

    def block(self, home: str, other: str, id_: str) -> bool:
        """Keep two cases apart, as told at ``home``; False where that holds already."""
        if home == other or any(e[:2] == (home, other) for e in self.blocks(home)):
            return False
        self.unlink(home, other)
        for case in (home, other):
            self._blocks[case] = (*self.blocks(case), (home, other, id_))
        return True

    def count_today(self, day: str, user: str) -> int:
        """Count one more block that somebody set on this day; how many these are now."""
        counted = self._counted[1] if self._counted[0] == day else {}
        self._counted = (day, {**counted, user: counted.get(user, 0) + 1})
        return self._counted[1][user]

    def lift(self, home: str, id_: str) -> str:
        """End a block where it was set; returns the other case, or nothing for no such block."""
        found = next((e for e in self.blocks(home) if (e[0], e[2]) == (home, id_)), None)
        if found is None:
            return ""
        for case in found[:2]:
            _put(self._blocks, case, (e for e in self.blocks(case) if e != found))
        self._forget_agreement(id_)
        return found[1]

    def agreed(self, id_: str) -> tuple[str, ...]:
        """Who agreed to lift a block."""
        return self._agreed.get(id_, ())

    def agree(self, id_: str, who: str, does: bool = True) -> bool:
        """Somebody agrees to lift a block, or not any more; False where that is so already."""
        if (who in self.agreed(id_)) == does:
            return False
        others = tuple(each for each in self.agreed(id_) if each != who)
        self._agreed = {**self._agreed, id_: (*others, who) if does else others}
        self._forget_agreement(None)
        return True

    def _forget_agreement(self, id_: str | None) -> None:
        self._agreed = {each: who for each, who in self._agreed.items() if who and each != id_}

    def divide(self, references: Collection[str]) -> bool:
        """Whether a block runs through these cases: then nothing brings them together."""
        return any(self.are_blocked(*pair) for pair in combinations(references, 2))

    def forget(self, reference: str) -> None:
        """The case is gone for good."""
        for other, _relation in self._links.get(reference, ()):
            _put(self._links, other, (e for e in self._links.get(other, ()) if e[0] != reference))
        for block in self.blocks(reference):
            self._forget_agreement(block[2])
            for case in set(block[:2]) - {reference}:
                _put(self._blocks, case, (e for e in self.blocks(case) if e != block))
        for kept in (self._links, self._blocks):
            if reference:
                kept.pop(reference, None)


def ties(office) -> Ties:
    """Those of the office; it has none of its own before the first."""
    return getattr(aq_base(office), "_ties", None) or Ties()


def own_ties(office) -> Ties:
    """The same, kept from now on; for who writes."""
    found = ties(office)
    if found._p_jar is None:
        aq_base(office)._ties = found
    return found


def _put(kept: OOBTree, key: str, entries) -> None:
    left = tuple(entries)
    if left:
        kept[key] = left
    elif key:
        kept.pop(key, None)
