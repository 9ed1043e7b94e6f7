"""What is known of somebody, as far as fees go."""

from dataclasses import dataclass

# Circumstances that change a fee, in the order in which they decide: who pays nothing comes first.
CIRCUMSTANCES = (
    "refugee",  # asylum or refugee status, § 52(3)
    "scholarship",  # paid from public means, § 52(5)
    "benefits",  # SGB II, SGB XII or AsylbLG, § 53(1)
    "association",  # association law EU–Turkey, § 52a
    "under-24",
    "minor",
    "unpaid-training",  # § 52(6)
)


@dataclass(frozen=True)
class FeeFacts:
    """``fees`` are the names of the fees of which one is due, ``extras`` those due besides.

    ``known`` circumstances hold, ``possible`` ones may; all others do not.
    """

    fees: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()

    def worlds(self) -> tuple[frozenset[str], ...]:
        """Every way in which it may be: what is known with each choice of what is possible."""
        found = [self.known]
        for each in sorted(self.possible - self.known):
            found += [world | {each} for world in found]
        # A minor is under 24.
        return tuple(world for world in found if "minor" not in world or "under-24" in world)
