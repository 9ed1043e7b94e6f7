"""What a driving licence from abroad needs in Germany: a rule for each state, with its source.

From FeV annex 11 (``data/licences.toml``); the driving licence authority decides.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import pycountry

from permitdesk.district.dated import in_force

# A state whose rule differs from part to part, which therefore has to be named.
WITH_PARTS = "USA"
TESTS = "tests"


@dataclass(frozen=True)
class LicenceRule:
    """``name`` is a state (ISO 3166-1 alpha-3, ``XKX``) or a part of one (ISO 3166-2).

    ``rule`` is one of home, valid, exchange, classes, parts, practice, theory, tests, ukraine.
    ``classes`` as the annex writes them; ``issued_from``: only licences since that day.
    """

    name: str
    rule: str
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None
    classes: str = ""
    issued_from: date | None = None


def licence_rule(state: str, part: str, on: date) -> LicenceRule | None:
    """The rule of a state on a day, for ``USA`` that of its part (``US-TX``).

    None where the part has still to be named. Whoever is not in the annex takes both tests
    (§ 31 Abs. 2 FeV).
    """
    name = state
    if state == WITH_PARTS:
        if part not in licence_parts():
            return None
        name = part
    known = in_force(_shipped(), name, on)
    return known or LicenceRule(name, TESTS, _since(), "§ 31 Abs. 2 FeV")


@cache
def licence_parts() -> dict[str, str]:
    """The parts of the state that has to be asked for them, by code: their names there."""
    found = pycountry.subdivisions.get(country_code="US")
    named = {each.code: each.name for each in found if each.type in ("State", "District")}
    return dict(sorted(named.items(), key=lambda each: each[1]))


def _since() -> date:
    return min(each.valid_from for each in _shipped())


@cache
def _shipped() -> tuple[LicenceRule, ...]:
    file = resources.files("permitdesk.district") / "data" / "licences.toml"
    states = tomllib.loads(file.read_text(encoding="utf-8"))["states"]
    return tuple(
        LicenceRule(name=code, **{key: value for key, value in each.items() if key != "codes"})
        for each in states
        for code in each["codes"]
    )
