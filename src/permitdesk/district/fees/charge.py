"""What one fee comes to for somebody, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from permitdesk.district.dated import DatedFigure
from permitdesk.district.fees.facts import FeeFacts
from permitdesk.district.fees.rules import FeeRule

Figures = Callable[[str], DatedFigure | None]
CENT = Decimal("0.01")
HALF = Decimal("0.5")


class UnknownFigureError(LookupError):
    """A figure that is needed is not known for that day."""


@dataclass(frozen=True)
class Reason:
    """Why a fee is what it is; ``certain`` is false where it only may apply. See ``words``."""

    name: str
    law: str
    certain: bool = True


@dataclass(frozen=True)
class FeeLine:
    """One fee. Amounts in euros are None while nobody knows them for that day.

    ``ahead`` is what may be asked for when the application is made.
    """

    fee: str
    lowest: Decimal | None
    highest: Decimal | None
    ahead_lowest: Decimal = Decimal(0)
    ahead_highest: Decimal = Decimal(0)
    ahead_source: str = ""
    source: str = ""
    valid_from: date | None = None
    verified: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.lowest is not None


def charge(fee: str, rule: FeeRule | None, facts: FeeFacts, figures: Figures) -> FeeLine:
    """The fee in every way in which it may be, from the least to the most."""
    figure = figures(fee)
    if figure is None or rule is None:
        return FeeLine(fee, None, None)
    try:
        outcomes = [_amount(rule, figure.amount, world, figures) for world in facts.worlds()]
    except UnknownFigureError:
        return FeeLine(fee, None, None, source=figure.source, valid_from=figure.valid_from)
    amounts = sorted(amount for amount, _applied in outcomes)
    applied = dict.fromkeys(each for _amount, found in outcomes for each in found)
    return FeeLine(
        fee,
        amounts[0],
        amounts[-1],
        (amounts[0] * rule.share).quantize(CENT, ROUND_DOWN),
        (amounts[-1] * rule.share).quantize(CENT, ROUND_DOWN),
        rule.share_source,
        figure.source,
        figure.valid_from,
        figure.verified and rule.verified,
        tuple(
            Reason(name, rule.law(name), certain=circumstance in facts.known)
            for name, circumstance in applied
        ),
    )


def _amount(
    rule: FeeRule, whole: Decimal, world: frozenset[str], figures: Figures
) -> tuple[Decimal, list[tuple[str, str]]]:
    """The amount in one world, and the rules that made it with the circumstances they ask for."""
    for name, circumstance in (
        ("free_for_refugees", "refugee"),
        ("free_with_scholarship", "scholarship"),
        ("free_with_benefits", "benefits"),
    ):
        if rule.law(name) and circumstance in world and whole:
            return Decimal("0.00"), [(name, circumstance)]
    amount, applied = whole, []
    if rule.law("for_association") and "association" in world:
        card = figures("identity-card-under-24" if "under-24" in world else "identity-card")
        if card is None:
            raise UnknownFigureError("identity-card")
        amount, applied = card.amount, [("for_association", "association")]
    elif rule.law("halved_for_minors") and "minor" in world:
        amount = (whole * HALF).quantize(CENT, ROUND_DOWN)
        applied = [("halved_for_minors", "minor")]
    for name, circumstance in (
        ("reduced_with_benefits", "benefits"),
        ("reduced_for_trainees", "unpaid-training"),
    ):
        if rule.law(name) and circumstance in world:
            applied.append((name, circumstance))
    return amount, applied
