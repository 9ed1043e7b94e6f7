"""Legal grounds on which other law holds for some nationalities, with the days on which they hold.

Without such a ground nobody is sent to another desk for where they come from (Art. 3 GG).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from permitdesk.district.dated import in_force


@dataclass(frozen=True)
class LegalGround:
    """``codes`` are nationalities. ``valid_until`` is the last day it holds, None while no end is
    known; ``verified`` is false while nobody has checked it in the law's text."""

    name: str
    title: str
    codes: tuple[str, ...]
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None


def legal_ground(name: str, on: date) -> LegalGround | None:
    """The ground of that name in force on a day; None where there is none (any more)."""
    return in_force(shipped_grounds(), name, on)


def legal_grounds(on: date) -> tuple[LegalGround, ...]:
    """All grounds in force on a day, by title."""
    found = (legal_ground(name, on) for name in ground_names())
    return tuple(sorted((each for each in found if each), key=lambda each: each.title))


def ground_names() -> frozenset[str]:
    """All grounds, those that have ended too."""
    return frozenset(each.name for each in shipped_grounds())


@cache
def shipped_grounds() -> tuple[LegalGround, ...]:
    """The grounds that come with the software."""
    file = resources.files("permitdesk.district") / "data" / "grounds.toml"
    return tuple(
        LegalGround(**{**each, "codes": tuple(each["codes"])})
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["grounds"]
    )
