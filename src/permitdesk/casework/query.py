"""What is asked of the catalogue, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Between:
    """Keys of a tree from ``first`` to ``last``, both included; see ``shelf.TREES``."""

    tree: str
    first: str
    last: str


# One of these is enough …
AnyOf = tuple[Between, ...]
# … all of these are needed: a way to find somebody.
Way = tuple[AnyOf, ...]


@dataclass(frozen=True)
class Query:
    """Empty means all. ``facets`` are the values that are good enough, by name; ``between`` all
    apply; of the ``ways`` one is enough, and without any nothing was searched for."""

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    between: tuple[Between, ...] = ()
    ways: tuple[Way, ...] | None = None

    @property
    def only_between(self) -> Between | None:
        """The one range that is all that is asked for."""
        if len(self.between) == 1 and not self.facets and self.ways is None:
            return self.between[0]
        return None

    def with_facet(self, name: str, value: str) -> "Query":
        """The same, and of this value only."""
        return Query({**self.facets, name: (value,)}, self.between, self.ways)

    def allows(self, name: str, value: str) -> bool:
        """Whether a facet may have this value."""
        return name not in self.facets or value in self.facets[name]
