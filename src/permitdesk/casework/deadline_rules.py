"""Which deadlines there are for a service: dated data, shipped and of the unit."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from permitdesk.casework.periods import DAYS, MONTHS, Length

UNITS = {"days": DAYS, "tage": DAYS, "months": MONTHS, "monate": MONTHS}
PAUSES = {"ja": True, "nein": False}


class NotADeadlineError(ValueError):
    """A line that says no deadline; the line is what it was made with."""


@dataclass(frozen=True)
class Rule:
    """A deadline that begins with the receipt of an application. ``services`` are ids, empty for
    all. In force from ``valid_from`` to ``valid_until``, both included. ``verified``: somebody has
    checked it in its source."""

    name: str
    title: str
    length: Length
    services: tuple[str, ...]
    pauses: bool
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None


def rules_for(service: str, on: date, lines: Iterable[str] = ()) -> list[Rule]:
    """The rules in force on a day, a unit's ``lines`` before the shipped ones of the same name.

    One of 0 days or months is none: so a unit switches off what it does not want.
    """
    known = (*(read_rule(each) for each in lines if each.strip()), *shipped())
    named = dict.fromkeys(each.name for each in known)
    found = [
        _in_force([each for each in known if each.name == name], service, on) for name in named
    ]
    return [each for each in found if each is not None and each.length.amount]


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the software."""
    file = resources.files("permitdesk.casework") / "data" / "deadlines.toml"
    return tuple(
        Rule(
            name=each["name"],
            title=each["title"],
            length=_length(each["length"]),
            services=tuple(each["services"]),
            pauses=each["pauses"],
            valid_from=each["valid_from"],
            source=each["source"],
            verified=each["verified"],
            valid_until=each.get("valid_until"),
        )
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["deadlines"]
    )


def read_rule(line: str) -> Rule:
    """Read ``name | title | 60 Tage | ja | services | from[/until] | source``.

    The fourth says whether it pauses, ``*`` stands for all services. Staff enter what they looked
    up, so it counts as verified. Raises ``NotADeadlineError``.
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 7 or not all(parts) or parts[3].lower() not in PAUSES:
        raise NotADeadlineError(line)
    name, title, length, pauses, services, period, source = parts
    first, _slash, last = period.partition("/")
    try:
        return Rule(
            name,
            title,
            _length(length),
            () if services == "*" else tuple(services.replace(",", " ").split()),
            PAUSES[pauses.lower()],
            date.fromisoformat(first),
            source,
            True,
            date.fromisoformat(last) if last else None,
        )
    except ValueError as error:
        raise NotADeadlineError(line) from error


def _in_force(known: Sequence[Rule], service: str, on: date) -> Rule | None:
    begun = [
        each
        for each in known
        if each.valid_from <= on and (not each.services or service in each.services)
    ]
    # max() keeps the first of equals: the unit's stand before the shipped ones.
    newest = max(begun, key=lambda each: each.valid_from, default=None)
    if newest is None or (newest.valid_until and newest.valid_until < on):
        return None
    return newest


def _length(text: str) -> Length:
    amount, _space, unit = text.partition(" ")
    if not (amount.isascii() and amount.isdecimal()) or len(amount) > 4:
        raise ValueError(text)
    if unit.strip().lower() not in UNITS:
        raise ValueError(text)
    return Length(int(amount), UNITS[unit.strip().lower()])
