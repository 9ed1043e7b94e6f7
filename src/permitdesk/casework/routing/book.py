"""What a unit keeps about its routing: each version of its rules, the draft, absences.

Everything is kept as plain JSON, so that a later version of this software reads it as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from Acquisition import aq_base
from persistent import Persistent

from permitdesk.casework.name_key import parse_ranges
from permitdesk.casework.routing.data import dumps, loads
from permitdesk.casework.routing.rules import Rule, Rules, Share
from permitdesk.casework.routing.staffing import Absence, Suspension


@dataclass(frozen=True)
class Version:
    """Rules that were put in force: the how manieth, by whom, when, and why."""

    number: int
    rules: Rules
    by: str
    at: datetime
    reason: str


class Book(Persistent):
    """Versions are only ever added. It asks no permissions: its callers do."""

    _versions: tuple[tuple[int, str, str, str, str], ...] = ()
    _draft = ""
    _draft_by = ""
    _absences: tuple[Mapping[str, str], ...] = ()
    _suspensions: tuple[Mapping[str, object], ...] = ()

    def versions(self) -> tuple[Version, ...]:
        """All that were in force, oldest first."""
        return tuple(
            Version(number, loads(rules), by, datetime.fromisoformat(at), reason)
            for number, rules, by, at, reason in self._versions
        )

    @property
    def number(self) -> int:
        """That of the rules in force; 0 while the desks' own ranges are the rules."""
        return self._versions[-1][0] if self._versions else 0

    def rules(self) -> Rules | None:
        """The rules in force, or None while there are none of the unit's own."""
        return loads(self._versions[-1][1]) if self._versions else None

    def put_in_force(self, rules: Rules, by: str, at: datetime, reason: str) -> int:
        """From now on these rules decide about what comes; returns their number."""
        number = self.number + 1
        entry = (number, dumps(rules), by, at.isoformat(), reason)
        self._versions = (*self._versions, entry)
        self._draft = self._draft_by = ""
        return number

    @property
    def draft(self) -> Rules | None:
        """The rules that somebody is working on, or None."""
        return loads(self._draft) if self._draft else None

    @property
    def draft_by(self) -> str:
        """Who changed the draft last."""
        return self._draft_by

    def write_draft(self, rules: Rules | None, by: str) -> None:
        """Keep a draft, or throw it away."""
        self._draft, self._draft_by = (dumps(rules), by) if rules else ("", "")

    def absences(self) -> tuple[Absence, ...]:
        """In the order of their first days."""
        found = (
            Absence(
                **{
                    **each,
                    "first": date.fromisoformat(each["first"]),
                    "last": date.fromisoformat(each["last"]),
                }
            )
            for each in self._absences
        )
        return tuple(sorted(found, key=lambda each: (each.first, each.last, each.id)))

    def put_absence(self, absence: Absence) -> None:
        """Add one, or change the one with its id."""
        self.drop_absence(absence.id)
        data = {
            "id": absence.id,
            "kind": absence.kind,
            "who": absence.who,
            "first": absence.first.isoformat(),
            "last": absence.last.isoformat(),
            "deputy": absence.deputy,
            "reason": absence.reason,
        }
        self._absences = (*self._absences, data)

    def drop_absence(self, id_: str) -> bool:
        left = tuple(each for each in self._absences if each["id"] != id_)
        dropped, self._absences = len(left) < len(self._absences), left
        return dropped

    def suspensions(self) -> tuple[Suspension, ...]:
        """In the order of their first days."""
        found = (
            Suspension(
                id=each["id"],
                first=date.fromisoformat(each["first"]),
                last=date.fromisoformat(each["last"]),
                ranges=parse_ranges(each["ranges"]),
                services=tuple(each["services"]),
                desk=each["desk"],
                notices=dict(each["notices"]),
            )
            for each in self._suspensions
        )
        return tuple(sorted(found, key=lambda each: (each.first, each.last, each.id)))

    def put_suspension(self, suspension: Suspension) -> None:
        """Add one, or change the one with its id."""
        self.drop_suspension(suspension.id)
        data = {
            "id": suspension.id,
            "first": suspension.first.isoformat(),
            "last": suspension.last.isoformat(),
            "ranges": ", ".join(map(str, suspension.ranges)),
            "services": list(suspension.services),
            "desk": suspension.desk,
            "notices": dict(suspension.notices),
        }
        self._suspensions = (*self._suspensions, data)

    def drop_suspension(self, id_: str) -> bool:
        left = tuple(each for each in self._suspensions if each["id"] != id_)
        dropped, self._suspensions = len(left) < len(self._suspensions), left
        return dropped


def book_of(unit) -> Book:
    """A unit's rules and absences; change them in ``own_book`` only."""
    # Units have one from the first change on; those of the first versions came without.
    return getattr(aq_base(unit), "_book", None) or Book()


def own_book(unit) -> Book:
    """The same, kept from now on; for who writes."""
    book = book_of(unit)
    if book._p_jar is None:
        aq_base(unit)._book = book
    return book


def rules_of(unit) -> Rules:
    """The unit's routing rules as they are now."""
    return book_of(unit).rules() or desk_rules(unit)


def desk_rules(unit) -> Rules:
    """What its desks say that they get: the rules of a unit that was given none of its own."""
    shares = tuple(share for desk in unit.desks() if (share := _share(desk)))
    return Rules(
        inbox=unit.inbox,
        rules=(Rule("names", "Familienname", shares),) if shares else (),
        umlauts=unit.umlauts,
        particles=tuple(particle.casefold() for particle in unit.particles or ()),
    )


def _share(desk) -> Share | None:
    ranges = parse_ranges(desk.ranges or "")
    return Share((desk.getId(),), ranges) if ranges else None
