"""How things stand in a unit today: what ``deciding`` needs to know besides rules and case."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from Acquisition import aq_inner, aq_parent

from permitdesk.casework.routing.book import book_of
from permitdesk.casework.routing.staffing import Desked, Staffing, away
from permitdesk.casework.states import PENDING
from permitdesk.casework.working_time import load_of
from permitdesk.core import clock


def staffing(unit) -> Staffing:
    """Who is there today, what is suspended, and how much each desk has to do."""
    today, desks = clock.today(), tuple(unit.desks())
    book = book_of(unit)
    known = [Desked(desk.getId(), frozenset(desk.members), desk.stand_ins(today)) for desk in desks]
    ids = frozenset(desk.getId() for desk in desks)
    return Staffing(away(known, book.absences(), today), book.suspensions(), _load(unit), ids)


def staffing_to_try(unit, is_head: bool) -> Staffing:
    """The same for who only tries the rules: who is away is for the head alone to know."""
    now = staffing(unit)
    return now if is_head else replace(now, away={})


def _load(unit) -> Callable[[str], Fraction]:
    """Counted when it is asked for: most cases go to the one desk of their rule."""
    cases = aq_parent(aq_inner(unit)).cases

    @cache
    def load(desk: str) -> Fraction:
        place = f"{unit.getId()}/{desk}"
        count, _rows = cases.rows((place,), {"state": sorted(PENDING)}, size=1)
        return load_of(count, getattr(unit.get(desk), "working_time", 0))

    return load
