"""Who is there on a day: absences, ranges that are suspended, and how much each desk has to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from permitdesk.casework.name_key import Range


@dataclass(frozen=True)
class Absence:
    """A desk or one of its members is away from ``first`` to ``last``, both included.

    ``who`` is a desk's id or a user's, as ``kind`` says; ``deputy`` the desk that takes what comes
    meanwhile. ``reason`` is for the head's eyes alone.
    """

    id: str
    kind: str  # DESK or MEMBER
    who: str
    first: date
    last: date
    deputy: str = ""
    reason: str = ""

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


DESK, MEMBER = "desk", "member"


@dataclass(frozen=True)
class Suspension:
    """Surnames that nobody looks after for a while: what comes goes to ``desk``, or to the team
    inbox. No ``ranges`` means all names, no ``services`` all of the unit. ``notices`` are the
    public texts by language."""

    id: str
    first: date
    last: date
    ranges: tuple[Range, ...] = ()
    services: tuple[str, ...] = ()
    desk: str = ""
    notices: Mapping[str, str] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def concerns(self, key: str, service: str, by_name: bool, umlauts: str) -> bool:
        """Whether it takes away a case: one that a range of names decided, if it names some."""
        if self.services and service not in self.services:
            return False
        if not self.ranges:
            return True
        return by_name and any(each.holds(key, umlauts) for each in self.ranges)


def _no_load(desk: str) -> Fraction:
    return Fraction(0)


@dataclass(frozen=True)
class Staffing:
    """How things stand on one day. ``away`` are the desks where nobody is, each with the desk that
    stands in for it, or nothing. ``desks`` are those that exist; None means any.

    ``load`` says how many open cases a full-time post of a desk has.
    """

    away: Mapping[str, str] = field(default_factory=dict)
    suspensions: tuple[Suspension, ...] = ()
    load: Callable[[str], Fraction] = _no_load
    desks: frozenset[str] | None = None

    def is_there(self, desk: str) -> bool:
        return desk not in self.away and (self.desks is None or desk in self.desks)


ALL_THERE = Staffing()


@dataclass(frozen=True)
class Desked:
    """A desk as absences see it: its members, and who stands in as a person today."""

    id: str
    members: frozenset[str] = frozenset()
    stand_ins: frozenset[str] = frozenset()


def away(desks: Iterable[Desked], absences: Iterable[Absence], day: date) -> dict[str, str]:
    """The desks where nobody is on a day, each with the desk that stands in for it, or "".

    That is a desk which is absent itself, and one whose every member and personal deputy is. The
    absence that ends last says who stands in, if it says so at all.
    """
    now = [each for each in absences if each.holds(day)]
    found = {}
    for desk in desks:
        own = [each for each in now if each.kind == DESK and each.who == desk.id]
        people = {each.who for each in now if each.kind == MEMBER}
        here = desk.members | desk.stand_ins
        if not own and (not here or here - people):
            continue
        reasons = own or [each for each in now if each.kind == MEMBER and each.who in here]
        named = [each for each in reasons if each.deputy]
        last = max(named, key=lambda each: (each.last, each.id), default=None)
        found[desk.id] = last.deputy if last else ""
    return found
