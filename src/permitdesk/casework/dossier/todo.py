"""The open tasks of all cases that somebody may read: kept by reference beside the catalogue, which
knows the cases of a desk that have some. So nobody opens a hundred thousand cases to find the ten
with something to do, nor reads the tasks of other desks."""

from dataclasses import dataclass
from datetime import date

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from permitdesk.casework.catalogue import Row
from permitdesk.casework.dossier.task import Task
from permitdesk.casework.responsibility import desks_of

ALL = 10**9


@dataclass(frozen=True)
class ToDo:
    """``row`` is the case, as lists show it."""

    task: Task
    row: Row


class Todo(Persistent):
    """The references of the cases with open tasks, and these. It asks no permissions."""

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._open: OOBTree = OOBTree({"": ()})

    def note(self, reference: str, open_tasks: tuple[Task, ...]) -> bool:
        """Keep a case's open tasks; False where that is what is known."""
        if self._open.get(reference, ()) == open_tasks:
            return False
        if open_tasks:
            self._open[reference] = open_tasks
        else:
            self._open.pop(reference, None)
        return True

    def of(self, reference: str) -> tuple[Task, ...]:
        return self._open.get(reference, ())


def todo(user: str, office, mine: bool = False, until: date | None = None) -> list[ToDo]:
    """What is to do in the cases that a user may read today, the next due first."""
    kept, found = _kept(office), []
    _total, rows = office.cases.rows(
        desks_of(user, office), {"tasks": "open"}, "reference", descending=False, size=ALL
    )
    for row in rows:
        for task in kept.of(row.reference):
            if mine and task.assignee not in ("", user):
                continue
            if until and (task.due is None or task.due > until):
                continue
            found.append(ToDo(task, row))
    return sorted(found, key=lambda each: (each.task.due or date.max, each.task.given_at))


def note(office, reference: str, open_tasks: tuple[Task, ...]) -> None:
    """Keep a case's open tasks, or that it has none (any more)."""
    kept = _kept(office)
    if kept.note(reference, open_tasks) and kept._p_jar is None:
        aq_base(office)._todo = kept


def _kept(office) -> Todo:
    return getattr(aq_base(office), "_todo", None) or Todo()
