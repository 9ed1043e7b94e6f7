"""The last cases once more, by other rules: what would go elsewhere. Nothing is changed by it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from AccessControl import getSecurityManager
from Acquisition import aq_inner, aq_parent

from permitdesk import privacy
from permitdesk.casework.gate import VIEW_CASE
from permitdesk.casework.reading import revision_of
from permitdesk.casework.routing.book import rules_of
from permitdesk.casework.routing.deciding import route, route_family
from permitdesk.casework.routing.decision import Decision
from permitdesk.casework.routing.facts import Facts, facts_of
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.staffing import Staffing
from permitdesk.casework.working_time import load_of
from permitdesk.core import clock

USUAL, MOST = 200, 1000


@dataclass(frozen=True)
class Past:
    """A case as it came. ``family`` is the mark of those that were begun together."""

    reference: str
    address: str
    received: datetime
    service: str
    facts: Facts
    family: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """A case that the other rules give to another desk."""

    past: Past
    before: Decision
    after: Decision


@dataclass(frozen=True)
class Replay:
    """``count`` cases were decided once more; ``elsewhere`` are those that would have another desk,
    the latest first."""

    count: int
    elsewhere: tuple[Elsewhere, ...]


def replay(unit, rules: Rules, last: int = USUAL) -> Replay:
    """Compare these rules with those in force, on the last cases that the person may read."""
    past = last_cases(unit, min(max(last, 1), MOST))
    desks = {desk.getId(): desk.working_time for desk in unit.desks()}
    today = clock.today()
    before = rerun(past, rules_of(unit), today, desks)
    after = rerun(past, rules, today, desks)
    pairs = zip(past, before, after, strict=True)
    found = [Elsewhere(*each) for each in pairs if each[1].desk != each[2].desk]
    return Replay(len(past), tuple(reversed(found)))


def rerun(
    past: Sequence[Past], rules: Rules, today: date, desks: Mapping[str, int]
) -> list[Decision]:
    """What the rules say of each case in turn, were everybody there and nothing to do at first.

    ``desks`` are those that exist, with their working time.
    """
    given = dict.fromkeys(desks, 0)
    families: dict[str, str] = {}
    everybody = Staffing(
        load=lambda desk: load_of(given.get(desk, 0), desks.get(desk, 0)), desks=frozenset(desks)
    )
    decided = []
    for case in past:
        if case.family in families:
            decision = route_family(families[case.family], rules, everybody)
        else:
            decision = route(case.facts, rules, today, everybody)
        if case.family:
            families.setdefault(case.family, decision.desk)
        given[decision.desk] = given.get(decision.desk, 0) + 1
        decided.append(decision)
    return decided


def last_cases(unit, count: int) -> list[Past]:
    """The last cases of a unit that the person may read, oldest first; each reading is recorded."""
    place = aq_parent(aq_inner(unit))
    desks = [f"{unit.getId()}/{desk.getId()}" for desk in unit.desks()]
    _total, rows = place.cases.rows(desks, {}, "received", True, 0, count)
    found = list(_read(place, (row.path for row in rows)))
    return found[::-1]


def _read(place, paths: Iterable[str]) -> Iterable[Past]:
    security = getSecurityManager()
    for path in paths:
        case = place.unrestrictedTraverse(path)
        if not security.checkPermission(VIEW_CASE, case):
            continue
        privacy.record("case.read", case.reference, "routing replay")
        application, revision = case.application, revision_of(case)
        yield Past(
            case.reference,
            case.absolute_url(),
            application.received_at,
            case.service,
            facts_of(
                case.person.family_name,
                case.service,
                application.answers,
                revision.definition if revision else None,
            ),
            application.family,
        )
