"""The routing rules of a unit, as values: read from the first to the last, the first one decides.

A rule says of whom it speaks (a condition on language-neutral answers, see ``facts``) and who gets
them: one desk or several for everybody, or desks by surname. A name that none of its ranges holds
goes on to the next rule. Whom no rule names gets into the team inbox.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from permitdesk.casework.name_key import DIN_5007_1, PARTICLES, Range
from permitdesk.services import conditions
from permitdesk.services.definition import Condition


@dataclass(frozen=True)
class Share:
    """The part of a rule that goes to ``desks``: surnames in ``ranges``, all others where empty.

    Of several desks that get the same, the one with the lowest load gets the next case.
    """

    desks: tuple[str, ...]
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Rule:
    """``ground`` names the legal ground in the district's data without which a rule may not ask
    for the nationality. A rule that is not ``active`` is kept and decides nothing."""

    id: str
    title: str
    shares: tuple[Share, ...]
    condition: Condition | None = None
    ground: str = ""
    active: bool = True


@dataclass(frozen=True)
class Rules:
    """All rules of a unit, in order. ``inbox`` is the desk of what no rule names."""

    inbox: str
    rules: tuple[Rule, ...] = ()
    umlauts: str = DIN_5007_1
    particles: tuple[str, ...] = PARTICLES

    @property
    def version(self) -> str:
        """Names exactly these rules: the same rules, the same version."""
        frozen = json.dumps(to_data(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(frozen.encode()).hexdigest()[:12]

    def rule(self, id_: str) -> Rule | None:
        return next((each for each in self.rules if each.id == id_), None)

    def active(self) -> Iterator[Rule]:
        return (each for each in self.rules if each.active)


def to_data(rules: Rules) -> dict[str, object]:
    """The JSON form: what names a version, what is kept and shown. ``data.from_data`` reads it."""
    return {
        "inbox": rules.inbox,
        "umlauts": rules.umlauts,
        "particles": list(rules.particles),
        "rules": [_rule_to_data(rule) for rule in rules.rules],
    }


def _rule_to_data(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "condition": conditions.to_data(rule.condition) if rule.condition else None,
        "ground": rule.ground or None,
        "shares": [
            {"desks": list(share.desks), "ranges": ", ".join(map(str, share.ranges))}
            for share in rule.shares
        ],
        "active": rule.active,
    }


def winner(rule: Rule, key: str, umlauts: str) -> tuple[Share, Range | None] | None:
    """The share of a rule that a name key falls into: the most detailed range that holds it, else
    the share of everybody else. A tie goes to the desk whose id comes first, so it is stable."""
    matching = [
        (share, range_)
        for share in rule.shares
        for range_ in share.ranges
        if range_.holds(key, umlauts)
    ]
    if matching:
        return min(matching, key=lambda found: detail(*found, umlauts))
    rest = [share for share in rule.shares if not share.ranges]
    return (min(rest, key=lambda share: share.desks), None) if rest else None


def detail(share: Share, range_: Range, umlauts: str) -> tuple:
    """How detailed a range is, as something to sort by: the most detailed first."""
    low, high = range_.keys(umlauts)
    return (-max(len(low), len(high)), -len(low + high), share.desks, low, high)
