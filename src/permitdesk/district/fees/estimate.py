"""All fees of an application together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permitdesk.district.dated import DatedFigure, in_force
from permitdesk.district.fees.charge import FeeLine, charge
from permitdesk.district.fees.facts import FeeFacts
from permitdesk.district.fees.rules import FeeRule, rule_on


@dataclass(frozen=True)
class FeeEstimate:
    """One of ``choices`` is due, and all ``extras``. Never more than an estimate.

    Sums are None while any part of them is unknown; nothing is guessed.
    """

    on: date
    choices: tuple[FeeLine, ...]
    extras: tuple[FeeLine, ...]

    @property
    def lines(self) -> tuple[FeeLine, ...]:
        return (*self.choices, *self.extras)

    @property
    def is_known(self) -> bool:
        return bool(self.choices) and all(line.is_known for line in self.lines)

    @property
    def is_verified(self) -> bool:
        return all(line.verified for line in self.lines if line.is_known)

    @property
    def total(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most that may be due."""
        return self._sum("lowest", "highest")

    @property
    def ahead(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most of it that may be asked for with the application."""
        return self._sum("ahead_lowest", "ahead_highest")

    def _sum(self, lowest: str, highest: str) -> tuple[Decimal, Decimal] | None:
        if not self.is_known:
            return None
        return (
            min(getattr(line, lowest) for line in self.choices)
            + sum((getattr(line, lowest) for line in self.extras), Decimal(0)),
            max(getattr(line, highest) for line in self.choices)
            + sum((getattr(line, highest) for line in self.extras), Decimal(0)),
        )


def estimate(
    facts: FeeFacts, figures: Iterable[DatedFigure], rules: Iterable[FeeRule], on: date
) -> FeeEstimate:
    """What these facts probably cost on a day, by the figures and rules of that day."""
    table, paragraphs = tuple(figures), tuple(rules)

    def line(fee: str) -> FeeLine:
        return charge(
            fee, rule_on(paragraphs, fee, on), facts, lambda name: in_force(table, name, on)
        )

    return FeeEstimate(on, tuple(map(line, facts.fees)), tuple(map(line, facts.extras)))
