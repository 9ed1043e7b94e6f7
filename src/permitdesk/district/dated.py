"""Fees and thresholds: figures with the day from which they hold, their source, and a caution."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Protocol, TypeVar

from permitdesk.district.authority import MalformedLineError


@dataclass(frozen=True)
class DatedFigure:
    """An amount, mostly in euros.

    ``valid_until`` is the last day it holds, None while no end is known. ``unit``: ``EUR``,
    ``hours``, ``days``, ``months``, ``years``, ``share`` (0.5 is half), ``cefr`` (1 is A1, 6 is
    C2). ``verified`` is false while nobody has checked the figure in the law's text.
    """

    name: str
    amount: Decimal
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None
    unit: str = "EUR"


class Dated(Protocol):
    """What holds from a day on, and perhaps until another."""

    @property
    def name(self) -> str: ...

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def in_force(known: Iterable[D], name: str, on: date) -> D | None:
    """That of a name which is in force on a day: the newest that has begun and not ended.

    None when there is none: before the first, and after the last where its end is known. Nobody
    guesses next year's figures.
    """
    begun = [each for each in known if each.name == name and each.valid_from <= on]
    # max() keeps the first of equals: what the district says stands before what is shipped.
    newest = max(begun, key=lambda each: each.valid_from, default=None)
    if newest is None or (newest.valid_until and newest.valid_until < on):
        return None
    return newest


@cache
def shipped(table: str) -> tuple[DatedFigure, ...]:
    """The figures that come with the software: ``fees`` or ``thresholds``."""
    file = resources.files("permitdesk.district") / "data" / f"{table}.toml"
    return tuple(
        DatedFigure(
            name=each["name"],
            amount=Decimal(each["amount"]),
            valid_from=each["valid_from"],
            source=each["source"],
            verified=each["verified"],
            valid_until=each.get("valid_until"),
            unit=each.get("unit", "EUR"),
        )
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["figures"]
    )


def in_unit(figure: DatedFigure, known: Iterable[DatedFigure]) -> DatedFigure:
    """What staff entered, in the unit that the shipped figure of that name has."""
    unit = next((each.unit for each in known if each.name == figure.name), figure.unit)
    return replace(figure, unit=unit)


def read_figure(line: str) -> DatedFigure:
    """Read ``name | amount | from | source`` or, with an end, ``name | amount | from/until | …``.

    Staff enter what they looked up, so it counts as verified. Raises ``MalformedLineError``.
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4 or not all(parts):
        raise MalformedLineError(f"Diese Zeile braucht 4 Angaben mit | dazwischen: {line}")
    name, amount, period, source = parts
    first, _slash, last = period.partition("/")
    try:
        figure = DatedFigure(
            name,
            Decimal(amount),
            date.fromisoformat(first),
            source,
            True,
            date.fromisoformat(last) if last else None,
        )
    except (InvalidOperation, ValueError) as error:
        raise MalformedLineError(
            f"Betrag wie 50.00 und Tage wie 2026-12-31 erwartet: {line}"
        ) from error
    if not figure.amount.is_finite() or figure.amount < 0:
        raise MalformedLineError(f"Der Betrag muss 0 oder größer sein: {line}")
    return figure
