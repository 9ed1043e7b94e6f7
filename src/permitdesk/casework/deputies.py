"""Who stands in for a desk, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Deputy:
    """``user`` stands in from ``first`` to ``last``, both included."""

    user: str
    first: date
    last: date

    def stands_in(self, today: date) -> bool:
        return self.first <= today <= self.last


def parse_deputies(lines: Iterable[str]) -> tuple[Deputy, ...]:
    """Read lines such as ``frau.kaya 2026-08-03 2026-08-21``; raises ValueError."""
    return tuple(_parse(line) for line in lines if line.strip())


def _parse(line: str) -> Deputy:
    try:
        user, first, last = line.split()
    except ValueError as error:
        raise ValueError(f"Not a deputy: {line}") from error
    deputy = Deputy(user, date.fromisoformat(first), date.fromisoformat(last))
    if deputy.last < deputy.first:
        raise ValueError(f"The last day lies before the first: {line}")
    return deputy
