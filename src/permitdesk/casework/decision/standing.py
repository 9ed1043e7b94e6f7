"""How far hearing, decision and delivery of a case are, read off its entries."""

from dataclasses import dataclass
from datetime import date

from permitdesk.casework.decision.entries import (
    Decided,
    DecisionTakenBack,
    Delivered,
    DeliveryFailed,
    DeliveryTried,
    Heard,
    Statement,
)


def decision(case) -> Decided | None:
    """The decision that stands, delivered or not; one that was taken back does not."""
    back = {each.decision for each in case.later.of(DecisionTakenBack)}
    return next(
        (each for each in reversed(case.later.of(Decided)) if each.key not in back),
        None,
    )


def delivery(case) -> Delivered | None:
    """The delivery of the decision that stands, as it was corrected last; None before it."""
    standing = decision(case)
    found = reversed(case.later.of(Delivered))
    return next((each for each in found if standing and each.decision == standing.key), None)


@dataclass(frozen=True)
class Try:
    """One try to deliver, and what became of it."""

    tried: DeliveryTried
    failed: DeliveryFailed | None = None
    delivered: Delivered | None = None

    @property
    def is_pending(self) -> bool:
        return self.failed is None and self.delivered is None


def tries(case) -> list[Try]:
    """The tries to deliver the decision that stands, oldest first."""
    standing = decision(case)
    failed = {each.tried: each for each in case.later.of(DeliveryFailed)}
    delivered = {each.tried: each for each in case.later.of(Delivered)}
    return [
        Try(each, failed.get(each.key), delivered.get(each.key))
        for each in case.later.of(DeliveryTried)
        if standing and each.decision == standing.key
    ]


def pending(case) -> list[Try]:
    """The tries of which nobody knows yet what became of them."""
    return [each for each in tries(case) if each.is_pending]


def hearing(case) -> Heard | None:
    """The last hearing of this case."""
    found = case.later.of(Heard)
    return found[-1] if found else None


def statement(case) -> Statement | None:
    """What staff noted of an answer to the last hearing."""
    last = hearing(case)
    found = case.later.of(Statement)
    return next((each for each in reversed(found) if last and each.hearing == last.key), None)


def was_heard(case, today: date) -> bool:
    """Whether the person had the chance that § 28 Abs. 1 VwVfG gives: they answered, or the day
    until which they could is over."""
    last = hearing(case)
    return last is not None and (
        statement(case) is not None or today > date.fromisoformat(last.until)
    )
