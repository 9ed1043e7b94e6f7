"""How much is measured: every count is bounded, so that a run ends in known time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts are of stock Plone in one round; ours does more in the same time."""

    name: str
    rounds: int
    pages: int
    steps: int
    submissions: int
    requests: int
    drafts: int
    applications: int
    people: int
    cases: int
    tree: int  # pages in each of eight languages
    changes: int  # of a large service


FULL = Size("full", 3, 80, 8, 16, 5000, 100_000, 40, 200, 100_000, 625, 10)
QUICK = Size("quick", 2, 30, 3, 8, 300, 2_000, 16, 20, 2_000, 25, 4)
