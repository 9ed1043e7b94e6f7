"""What is done with many cases at once: all of them, or none, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from AccessControl import getSecurityManager
from Acquisition import aq_inner, aq_parent
from Products.CMFCore.utils import getToolByName
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.casework.dossier.labels import set_label, to_give, unset_label
from permitdesk.casework.gate import may_view
from permitdesk.casework.handover.assigning import (
    LONGEST_REASON,
    assign_among,
    desk_at,
    may_assign,
)
from permitdesk.casework.states import TRANSITIONS, state_title
from permitdesk.core import _
from permitdesk.core.languages import SOURCE

ASSIGN, MOVE, LABEL, UNLABEL = "assign", "transition", "label", "unlabel"
SHARE = "share"  # among several desks, in turn
PRINT, XLSX, ZIP = "print", "xlsx", "zip"
CHANGES = (ASSIGN, SHARE, MOVE, LABEL, UNLABEL)
EXPORTS = (XLSX, ZIP)
ACTIONS = (*CHANGES, PRINT, *EXPORTS)
# Steps that ask for nothing but themselves: the others have a page of their own.
STEPS = ("take_up", "resume_review", "close")
# One transaction changes all of them or none; more would keep others from their work.
MOST_CHANGES, MOST_PRINTED, MOST_EXPORTED = 2_000, 1_000, 100_000

GONE = _("casework_bulk_gone", default="liegt nicht mehr in Ihren Ordnern")
NO_RIGHT = _("casework_bulk_no_right", default="dürfen Sie nicht ändern")
NOT_THERE = _("casework_bulk_not_there", default="dürfen Sie nicht in diesen Ordner geben")
NO_LABEL = _("casework_bulk_no_label", default="hat in seinem Sachgebiet dieses Kennzeichen nicht")


@dataclass(frozen=True)
class Order:
    """What shall be done; of the others only what the action needs is filled in. ``desk`` of what
    is shared out names several, with spaces between them."""

    action: str
    desk: str = ""
    reason: str = ""
    transition: str = ""
    label: str = ""

    @property
    def changes(self) -> bool:
        return self.action in CHANGES

    @property
    def most(self) -> int:
        """With how many cases at most it is done at once."""
        if self.action == PRINT:
            return MOST_PRINTED
        return MOST_CHANGES if self.changes else MOST_EXPORTED


@dataclass(frozen=True)
class Obstacle:
    """Why nothing was done: a case, and what is with it."""

    reference: str
    why: Message


class StoodInTheWayError(Exception):
    """Nothing was changed; ``obstacles`` say why."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(f"{len(obstacles)} cases")
        self.obstacles = obstacles


class IncompleteOrderError(ValueError):
    """Something that the action needs is missing or unknown; ``field`` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def check(order: Order, office) -> None:
    """Raise ``IncompleteOrderError`` for an order that nobody could carry out."""
    if order.action not in ACTIONS:
        raise IncompleteOrderError("action")
    gives = order.action in (ASSIGN, SHARE)
    if gives and (not order.desk.split() or None in _targets(order, office)):
        raise IncompleteOrderError("desk")
    reason = order.reason.strip()
    if gives and not 0 < len(reason) <= LONGEST_REASON:
        raise IncompleteOrderError("reason")
    if order.action == MOVE and order.transition not in STEPS:
        raise IncompleteOrderError("transition")
    if order.action in (LABEL, UNLABEL) and not order.label:
        raise IncompleteOrderError("label")


def cases_of(office, references: Iterable[str]) -> tuple[list, list[Obstacle]]:
    """The cases that the person may read, and what is with the others."""
    found, obstacles = [], []
    for reference in references:
        path = office.cases.path(reference)
        case = _at(office, path) if path else None
        if case is None or not may_view(case):
            obstacles.append(Obstacle(reference, GONE))
        else:
            found.append(case)
    return found, obstacles


def obstacles_to(order: Order, office, cases: Iterable) -> list[Obstacle]:
    """What stands in the way of an order, case by case."""
    found = ((case, obstacle(order, office, case)) for case in cases)
    return [Obstacle(case.reference, why) for case, why in found if why is not None]


def obstacle(order: Order, office, case) -> Message | None:
    """What stands in the way with one case; None for nothing."""
    if not order.changes:
        return None
    if not getSecurityManager().checkPermission("permitdesk: Work on case", case):
        return NO_RIGHT
    if order.action in (ASSIGN, SHARE):
        targets = _targets(order, office)
        is_allowed = all(desk is not None and may_assign(case, desk) for desk in targets)
        return None if is_allowed else NOT_THERE
    if order.action == MOVE:
        tool = getToolByName(case, "portal_workflow")
        if order.transition in {each["id"] for each in tool.getTransitionsFor(case)}:
            return None
        return _(
            "casework_bulk_no_step",
            default="ist „${state}“: „${step}“ geht nicht (mehr)",
            mapping={
                "state": state_title(case.state),
                "step": translate(TRANSITIONS[order.transition], target_language=SOURCE),
            },
        )
    if order.action == LABEL and order.label not in {e.id for e in to_give(_unit(case))}:
        return NO_LABEL
    return None


def carry_out(order: Order, office, references: Sequence[str], key: str, tell=None) -> int:
    """Change all of these cases; how many were changed. Raises ``StoodInTheWayError`` before
    anything is changed. ``tell`` hears how many were looked at or changed so far."""
    cases, gone = cases_of(office, references)
    found = [*gone, *obstacles_to(order, office, cases)]
    if found:
        raise StoodInTheWayError(found)
    if order.action in (ASSIGN, SHARE):
        numbers = count(1)
        each_done = None if tell is None else lambda: tell(next(numbers))
        assign_among(cases, _targets(order, office), order.reason, key, each_done)
        return len(cases)
    tool = getToolByName(office, "portal_workflow")
    for number, case in enumerate(cases, 1):
        if order.action == MOVE:
            tool.doActionFor(case, order.transition)
        elif order.action == LABEL:
            set_label(case, order.label)
        else:
            unset_label(case, order.label)
        if tell is not None:
            tell(number)
    return len(cases)


def _targets(order: Order, office) -> list:
    """The desks that get the cases; None for one that there is not."""
    places = order.desk.split() if order.action == SHARE else [order.desk]
    return [desk_at(office, place) for place in dict.fromkeys(places)]


def _at(office, path: str):
    unit, desk, id_ = path.split("/")
    return office[unit][desk][id_]


def _unit(case):
    return aq_parent(aq_parent(aq_inner(case)))
