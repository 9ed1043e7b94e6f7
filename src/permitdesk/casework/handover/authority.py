"""Giving a case to another authority, after a move for example: with its file, a trace, and word to
the applicant.

The portal sends nothing to another authority by itself. Staff take the file along and send it their
way, or the office's own system does where the operator set one.
"""

from dataclasses import dataclass
from datetime import date

from zope.event import notify

from permitdesk import district, privacy
from permitdesk.access import actor
from permitdesk.casework import steps
from permitdesk.casework.handover.delivery import Delivery, delivery, prepare
from permitdesk.casework.handover.entries import CameBack, GivenAway
from permitdesk.casework.history import HANDOVER, Telling
from permitdesk.casework.interfaces import GIVEN_AWAY, News
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

HAND_OVER, TAKE_BACK = "hand_over", "take_back_hand_over"
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_REASON = 150, 500, 500


class NotPossibleError(ValueError):
    """The case cannot be given away, or taken back, as it stands."""


@dataclass(frozen=True)
class Receiver:
    """Another authority; ``address`` may have lines, ``contact`` is one."""

    name: str
    address: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Given:
    """To whom a case went, since when, and how far its file is; ``shown`` whether the applicant may
    learn which authority it is."""

    entry: GivenAway
    delivery: Delivery | None

    @property
    def receiver(self) -> Receiver:
        return Receiver(self.entry.name, self.entry.address, self.entry.contact)


def receivers() -> dict[str, tuple[str, Receiver]]:
    """The authorities that the district knows, by the code of a place: its name and the authority.

    Only those of other offices.
    """
    return {
        each.code: (
            each.name,
            Receiver(
                each.authority.name,
                each.authority.address,
                ", ".join(shown for shown, _address in each.authority.links),
            ),
        )
        for each in district.municipalities()
        if each.authority is not None and not each.authority.own
    }


def may_be_given(case) -> bool:
    """Whether the case can be given away: not once it is decided or ended."""
    return steps.is_possible(case, HAND_OVER)


def give(
    case,
    receiver: Receiver,
    reason: str,
    moved_on: date | None,
    shown: bool,
    way: str,
    key: str,
) -> Delivery:
    """Record it, take the step, draw the file and tell the applicant; again with the same key it is
    the same. Raises ``NotPossibleError`` and what ``prepare`` raises."""
    known = delivery(case, key)
    if known is not None:
        return known
    if not may_be_given(case):
        raise NotPossibleError(case.state)
    day = moved_on.isoformat() if moved_on else ""
    entry = GivenAway(
        clock.now(),
        actor(),
        key,
        name=receiver.name,
        address=receiver.address,
        contact=receiver.contact,
        reason=reason,
        moved_on=day,
        shown=shown,
        delivery=key,
    )
    case.add_later(entry)
    privacy.record("case.given-away", case.reference, receiver.name)
    steps.take(case, HAND_OVER)
    handed = {
        "name": receiver.name,
        "address": receiver.address,
        "contact": receiver.contact,
        "reason": reason,
        "moved_on": day,
    }
    found = prepare(case, key, way, handed)
    notify(News(case, GIVEN_AWAY))
    return found


def take_back(case, reason: str, key: str) -> bool:
    """The case is this office's again, in review; False for what was recorded with the same key.
    Raises ``NotPossibleError``."""
    if case.later.has(CameBack, key):
        return False
    if not steps.is_possible(case, TAKE_BACK):
        raise NotPossibleError(case.state)
    case.add_later(CameBack(clock.now(), actor(), key, reason=reason))
    privacy.record("case.came-back", case.reference)
    steps.take(case, TAKE_BACK)
    notify(News(case, GIVEN_AWAY))
    return True


def given(case) -> Given | None:
    """To which authority the case went; None for one that is this office's."""
    if case.state != "handed_over":
        return None
    last = case.later.of(GivenAway)[-1]
    return Given(last, delivery(case, last.delivery))


@telling.of(GivenAway, HANDOVER)
def _given_away(case, entry: GivenAway) -> str:
    text = _(
        "casework_given_away_event",
        default="Abgegeben an „${authority}“",
        mapping={"authority": entry.name},
    )
    return str(say(text, SOURCE))


@telling.of(CameBack, HANDOVER)
def _came_back(case, entry: CameBack) -> str:
    return str(say(_("casework_came_back_event", default="Abgabe zurückgenommen"), SOURCE))
