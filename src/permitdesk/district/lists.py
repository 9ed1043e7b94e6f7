"""Lists that the law names, such as nationalities: codes with the day from which they hold."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from permitdesk.district.dated import in_force


@dataclass(frozen=True)
class DatedList:
    """``codes`` of a code list. ``valid_until`` is the last day it holds, None while no end is
    known; ``verified`` is false while nobody has checked it in the law's text."""

    name: str
    codes: tuple[str, ...]
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None


def legal_list(name: str, on: date) -> DatedList | None:
    """The list of that name in force on a day; None while nobody knows it."""
    return in_force(shipped_lists(), name, on)


def list_names() -> frozenset[str]:
    """The lists that a condition may name."""
    return frozenset(each.name for each in shipped_lists())


@cache
def shipped_lists() -> tuple[DatedList, ...]:
    """The lists that come with the software."""
    file = resources.files("permitdesk.district") / "data" / "lists.toml"
    return tuple(
        DatedList(**{**each, "codes": tuple(each["codes"])})
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["lists"]
    )
