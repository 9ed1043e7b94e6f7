"""The open tasks of all cases that somebody may read: kept by reference beside the catalogue, so
that nobody opens a hundred thousand cases to find the ten with something to do."""

from dataclasses import dataclass
from datetime import date

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from permitdesk.casework.dossier.task import Task
from permitdesk.casework.responsibility import desks_of


@dataclass(frozen=True)
class ToDo:
    """``path`` is that of the case below the office."""

    task: Task
    reference: str
    path: str


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

    def all(self) -> list[tuple[str, tuple[Task, ...]]]:
        return [(reference, found) for reference, found in self._open.items() if reference]


def todo(user: str, office, mine: bool = False, until: date | None = None) -> list[ToDo]:
    """What is to do in the cases that a user may read today, the next due first."""
    desks = set(desks_of(user, office))
    found = []
    for reference, tasks in _kept(office).all():
        path = office.cases.path(reference) or ""
        if path.rpartition("/")[0] not in desks:
            continue
        for task in tasks:
            if mine and task.assignee not in ("", user):
                continue
            if until and (task.due is None or task.due > until):
                continue
            found.append(ToDo(task, reference, path))
    return sorted(found, key=lambda each: (each.task.due or date.max, each.task.given_at))


def note(office, reference: str, open_tasks: tuple[Task, ...]) -> None:
    """Keep a case's open tasks, or that it has none (any more)."""
    kept = _kept(office)
    if kept.note(reference, open_tasks) and kept._p_jar is None:
        aq_base(office)._todo = kept


def _kept(office) -> Todo:
    return getattr(aq_base(office), "_todo", None) or Todo()
