"""Moving a case to another desk, of any unit: one case, or many at once, all of them or none.

What belongs to the case goes along: its id, reference, history, papers, its place in a family and
its fingerprint. The application's address changes; ``moved`` leads old addresses to the new one.
"""

from collections.abc import Iterable, Sequence

from AccessControl import getSecurityManager
from Acquisition import aq_base, aq_inner, aq_parent
from zope.event import notify

from permitdesk.access import actor, staff_id
from permitdesk.casework import log, notice
from permitdesk.casework.catalogue import Row
from permitdesk.casework.handover.entries import Assigned
from permitdesk.casework.history import ASSIGNMENT, Telling
from permitdesk.casework.interfaces import CaseAssigned, IDesk, IUnit
from permitdesk.casework.responsibility import is_responsible
from permitdesk.casework.states import PENDING
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

WORK_ON_CASE = "permitdesk: Work on case"
ASSIGN_CASE = "permitdesk: Assign case to any desk"
LONGEST_REASON = 500
ALL = 100_000


class MayNotAssignError(Exception):
    """The person may not give this case to that desk; ``case`` is the reference."""

    def __init__(self, case) -> None:
        super().__init__(case.reference)
        self.case = case.reference


class NoReasonError(ValueError):
    """A case is given away only with a reason, of 500 characters at most."""


def assign(case, desk, reason: str, key: str = ""):
    """Move a case to a desk and return it, where it lies now; nothing happens on its own desk.

    The desk hears of it by mail, the case keeps who, when, from where, to where and why. What is
    sent again with the same ``key`` is done once. Raises ``MayNotAssignError``, ``NoReasonError``.
    """
    return assign_many([case], desk, reason, key)[0]


def assign_many(cases: Iterable, desk, reason: str, key: str = "", tell=None) -> list:
    """Move cases to one desk, as ``assign`` does: all of them, or none where one may not go.
    ``tell`` is called after each."""
    cases, reason = list(cases), reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise NoReasonError(len(reason))
    for case in cases:
        if not may_assign(case, desk):
            raise MayNotAssignError(case)
    moving = [case for case in cases if is_new(case, desk, key)]
    moved = {}
    for case in moving:
        moved[case.reference] = _move(case, desk, reason, key)
        if tell is not None:
            tell()
    if moved:
        notice.tell_of_assigned(desk, sorted(moved))
    return [moved.get(case.reference, case) for case in cases]


def assign_among(cases: Sequence, desks: Sequence, reason: str, key: str = "", tell=None) -> list:
    """Share cases out among several desks, in turn and in the order given: all of them or none."""
    pairs = [(case, desks[number % len(desks)]) for number, case in enumerate(cases)]
    for case, desk in pairs:
        if not may_assign(case, desk):
            raise MayNotAssignError(case)
    moved = []
    for desk in desks:
        mine = [case for case, to in pairs if to is desk]
        moved += assign_many(mine, desk, reason, key, tell)
    return moved


def open_cases(office, place: str) -> list[Row]:
    """What is not decided or ended on a desk, what is most urgent first."""
    _total, rows = office.cases.rows(
        [place], {"state": sorted(PENDING)}, "expires", descending=False, size=ALL
    )
    return list(rows)


def may_assign(case, desk) -> bool:
    """Whether the person may give a case to this desk.

    Who works on it may give it to their own desks, the head of its unit and who has the permission
    to any. The receiving desk need not be one that the person can read afterwards.
    """
    security = getSecurityManager()
    if not security.checkPermission(WORK_ON_CASE, case):
        return False
    unit = aq_parent(aq_parent(aq_inner(case)))
    user = staff_id()
    return (
        is_responsible(user, desk)
        or (bool(user) and user == unit.head)
        or bool(security.checkPermission(ASSIGN_CASE, case))
    )


def is_new(case, desk, key: str) -> bool:
    """Whether giving the case to the desk changes anything."""
    return place_of(case.aq_parent) != place_of(desk) and not log.internal(case).has(Assigned, key)


def place_of(desk) -> str:
    """A desk as catalogue and addresses name it: ``unit/desk``."""
    desk = aq_inner(desk)
    return f"{aq_parent(desk).getId()}/{desk.getId()}"


def desk_at(office, place: str):
    """The desk at ``unit/desk``; None where there is none."""
    unit_id, _slash, desk_id = place.partition("/")
    unit = office.get(unit_id) if unit_id and desk_id else None
    desk = unit.get(desk_id) if IUnit.providedBy(unit) else None
    return desk if IDesk.providedBy(desk) else None


def all_desks(office) -> dict[str, object]:
    """All desks by ``unit/desk``, unit by unit in the order of their titles."""
    units = [unit for unit in office.objectValues() if IUnit.providedBy(unit)]
    return {
        place_of(desk): desk
        for unit in sorted(units, key=lambda each: (each.title, each.getId()))
        for desk in unit.desks()
    }


def targets(case, office) -> dict[str, object]:
    """The desks that the person may give this case to, by ``unit/desk``."""
    here = place_of(case.aq_parent)
    return {
        place: desk
        for place, desk in all_desks(office).items()
        if place != here and may_assign(case, desk)
    }


def title_of(desk) -> str:
    """A desk as people read it where there are several units."""
    return f"{desk.title} ({aq_parent(aq_inner(desk)).title})"


def assigned(case) -> Sequence[Assigned]:
    """Each time the case was given to another desk, oldest first."""
    return log.internal(case).of(Assigned)


def _move(case, desk, reason: str, key: str):
    source = aq_parent(aq_inner(case))
    office = aq_parent(aq_parent(aq_inner(source)))
    before, after, id_ = place_of(source), place_of(desk), case.getId()
    # Whoever writes to the case at this moment would index it where it does not lie any more: both
    # change this object, so one of the two is done again.
    case.own_later()._p_changed = True
    entry = Assigned(
        clock.now(),
        actor(),
        key,
        before=before,
        after=after,
        source=title_of(source),
        target=title_of(desk),
        reason=reason,
    )
    log.add(case, entry, "case.assigned", f"{before} > {after}")
    bare = aq_base(case)
    # Not through Plone's events: nothing is added or removed, and who deletes a desk still may not.
    source._delOb(id_)
    desk._setOb(id_, bare)
    case = desk[id_]
    office.cases.move(case.row())
    office.note_move(f"{before}/{id_}", f"{after}/{id_}", case.reference)
    notify(CaseAssigned(case, before, after))
    return case


@telling.of(Assigned, ASSIGNMENT)
def _assigned(case, entry: Assigned) -> str:
    text = _(
        "casework_assigned_event",
        default="Abgegeben von „${source}“ an „${target}“",
        mapping={"source": entry.source, "target": entry.target},
    )
    return str(say(text, SOURCE))
