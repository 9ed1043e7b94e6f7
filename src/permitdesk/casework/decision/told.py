"""What an applicant may know of a hearing and a decision, and from when. Nothing else tells it.

Of a decision nothing, before its delivery is recorded; of a hearing that they can answer.
"""

from dataclasses import dataclass

from permitdesk.casework.decision import standing
from permitdesk.casework.decision.interfaces import ILetters

# A case that is decided and not delivered still reads as it did before.
_HEARD = ("hearing", "decided")
_TOLD = ("delivered", "closed")


@dataclass(frozen=True)
class Told:
    """A delivered decision. Days are ISO texts, empty where there is none; ``conditions`` and
    ``legal_basis`` are in the office's language."""

    outcome: str
    delivered: str
    valid_from: str
    valid_until: str
    conditions: tuple[str, ...]
    legal_basis: str
    remedy: str
    remedy_until: str
    letter: object | None  # as ``ILetters`` gives it


@dataclass(frozen=True)
class Asked:
    """A hearing: ``until`` an ISO day."""

    until: str
    letter: object | None  # as ``ILetters`` gives it


def decision(case) -> Told | None:
    """The decision, once its delivery is recorded; None before, whatever is known inside."""
    found, delivered = standing.decision(case), standing.delivery(case)
    if found is None or delivered is None or case.state not in _TOLD:
        return None
    tried = next(each.tried for each in standing.tries(case) if each.tried.key == delivered.tried)
    return Told(
        found.outcome,
        delivered.on,
        found.valid_from,
        found.valid_until,
        tuple(found.conditions),
        found.legal_basis,
        delivered.remedy,
        delivered.remedy_until,
        ILetters(case).find(tried.letter),
    )


def hearing(case) -> Asked | None:
    """The hearing that runs, or after which nothing else was told."""
    found = standing.hearing(case)
    states = [change["review_state"] for change in case.history]
    last = [state for state in states if state != "decided"][-1:]
    if found is None or case.state not in _HEARD or last != ["hearing"]:
        return None
    return Asked(found.until, ILetters(case).find(found.letter))
