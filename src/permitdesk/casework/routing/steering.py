"""What the head of a unit does about routing; every change is recorded.

Whoever calls has made sure that the person is the head. No case moves by any of it.
"""

from collections.abc import Iterable
from dataclasses import replace

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.routing.book import book_of, own_book, rules_of
from permitdesk.casework.routing.checking import Finding, Known, check
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.staffing import Absence, Suspension
from permitdesk.casework.routing.vocabulary import Vocabulary, vocabulary
from permitdesk.core import clock

LONGEST_REASON = 500


class ChangedMeanwhileError(ValueError):
    """Somebody else has changed the draft since the person saw it."""


class ForbiddenRulesError(ValueError):
    """Rules that must not be put in force; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(each.kind for each in findings))
        self.findings = findings


class NoReasonError(ValueError):
    """Rules come into force with a reason, of 500 characters at most."""


def draft(unit) -> Rules:
    """The rules that the head is working on, or those in force while there are none."""
    return book_of(unit).draft or rules_of(unit)


def seen_now(unit) -> str:
    """What the draft looks like now, for whoever wants to change it; empty for none."""
    found = book_of(unit).draft
    return found.version if found else ""


def write_draft(unit, rules: Rules | None, seen: str) -> None:
    """Keep these rules as the draft, or throw the draft away. Raises ``ChangedMeanwhileError``."""
    _check_seen(unit, seen)
    own_book(unit).write_draft(rules, actor())
    action = "routing.draft-changed" if rules else "routing.draft-dropped"
    privacy.record(action, unit.getId(), rules.version if rules else "")


def put_in_force(unit, reason: str, seen: str) -> int:
    """The draft decides from now on; returns its number.

    Raises ``ChangedMeanwhileError``, ``NoReasonError``, ``ForbiddenRulesError``.
    """
    _check_seen(unit, seen)
    rules, reason = book_of(unit).draft, " ".join(reason.split())
    if rules is None:
        raise ChangedMeanwhileError(unit.getId())
    if not reason or len(reason) > LONGEST_REASON:
        raise NoReasonError(len(reason))
    forbidden = [each for each in findings(unit, rules) if each.forbids]
    if forbidden:
        raise ForbiddenRulesError(forbidden)
    number = own_book(unit).put_in_force(rules, actor(), clock.now(), reason)
    privacy.record("routing.in-force", unit.getId(), f"{number} {rules.version}")
    return number


def findings(unit, rules: Rules, words: Vocabulary | None = None) -> list[Finding]:
    """All doubts about rules for this unit."""
    return check(rules, clock.today(), known(unit, words))


def known(unit, words: Vocabulary | None = None) -> Known:
    desks = frozenset(desk.getId() for desk in unit.desks())
    return replace((words or vocabulary(unit)).known, desks=desks)


def put_absence(unit, absence: Absence) -> None:
    own_book(unit).put_absence(absence)
    days = f"{absence.first}/{absence.last}"
    # The reason of an absence is nobody's business: it is in no trail.
    privacy.record("routing.absence", unit.getId(), f"{absence.kind} {absence.who} {days}")


def drop_absence(unit, id_: str) -> bool:
    dropped = own_book(unit).drop_absence(id_)
    if dropped:
        privacy.record("routing.absence-dropped", unit.getId(), id_)
    return dropped


def put_suspension(unit, suspension: Suspension) -> None:
    own_book(unit).put_suspension(suspension)
    days = f"{suspension.first}/{suspension.last}"
    ranges = ", ".join(map(str, suspension.ranges)) or "all"
    privacy.record("routing.suspension", unit.getId(), f"{ranges} {days}")


def drop_suspension(unit, id_: str) -> bool:
    dropped = own_book(unit).drop_suspension(id_)
    if dropped:
        privacy.record("routing.suspension-dropped", unit.getId(), id_)
    return dropped


def take_services(unit, ids: Iterable[str]) -> None:
    """Applications to these services come to the unit from now on."""
    before, unit.services = set(unit.services or ()), list(dict.fromkeys(ids))
    now = set(unit.services)
    changed = [f"+{each}" for each in sorted(now - before)]
    changed += [f"-{each}" for each in sorted(before - now)]
    if changed:
        privacy.record("routing.services", unit.getId(), " ".join(changed))


def _check_seen(unit, seen: str) -> None:
    if seen != seen_now(unit):
        raise ChangedMeanwhileError(unit.getId())
