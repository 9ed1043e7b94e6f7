"""Which cases belong to one family: begun together in the portal, and so marked when sent.

The mark is random and stands in the application's evidence. Nobody's identity was checked, so
persons are not merged: staff see a connection that the applicants made themselves.
"""

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Families(Persistent):
    """References by family mark, in the order filed. It asks no permissions: its callers do."""

    def __init__(self):
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._references: OOBTree = OOBTree({"": ()})

    def add(self, mark: str, reference: str) -> None:
        """Note one more case of a family; a case without a mark has none."""
        known = self._references.get(mark, ())
        if mark and reference not in known:
            self._references[mark] = (*known, reference)

    def remove(self, mark: str, reference: str) -> None:
        left = tuple(each for each in self._references.get(mark, ()) if each != reference)
        if left:
            self._references[mark] = left
        elif mark:
            self._references.pop(mark, None)

    def references(self, mark: str) -> tuple[str, ...]:
        """The references of a family's cases; none for an unknown or empty mark."""
        return self._references.get(mark, ()) if mark else ()
