"""Who pays less or nothing: for each fee of the residence law the paragraphs that apply to it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

_PARAGRAPHS = (
    *("halved_for_minors", "for_association", "free_for_refugees", "free_with_benefits"),
    *("free_with_scholarship", "reduced_with_benefits", "reduced_for_trainees"),
)


@dataclass(frozen=True)
class FeeRule:
    """``paragraphs`` names the source of each rule that applies to the fee, by the rule's name.

    ``share`` of the fee may be asked for when the application is made, by ``share_source``.
    """

    fee: str
    valid_from: date
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    share: Decimal = Decimal(0)
    share_source: str = ""
    verified: bool = False

    def law(self, rule: str) -> str:
        """The paragraph of a rule; empty where the rule does not apply to this fee."""
        return self.paragraphs.get(rule, "")


def rule_on(rules: Iterable[FeeRule], fee: str, on: date) -> FeeRule | None:
    """The newest rule of a fee that has begun on a day; None before the first."""
    begun = [each for each in rules if each.fee == fee and each.valid_from <= on]
    return max(begun, key=lambda each: each.valid_from, default=None)


@cache
def shipped_rules() -> tuple[FeeRule, ...]:
    """The rules that come with the software."""
    file = resources.files("permitdesk.district") / "data" / "fee_rules.toml"
    return tuple(map(_read, tomllib.loads(file.read_text(encoding="utf-8"))["rules"]))


def fee_names() -> tuple[str, ...]:
    """The fees that a service may name."""
    return tuple(dict.fromkeys(each.fee for each in shipped_rules()))


def _read(data: Mapping) -> FeeRule:
    ahead = data.get("at_application", {})
    return FeeRule(
        fee=data["fee"],
        valid_from=data["valid_from"],
        paragraphs={name: data[name] for name in _PARAGRAPHS if name in data},
        share=Decimal(ahead.get("share", 0)),
        share_source=ahead.get("source", ""),
        verified=data["verified"],
    )
