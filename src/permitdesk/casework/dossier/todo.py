"""The open tasks of all cases that somebody may read: kept by reference beside the catalogue, which
knows the cases of a desk that have some. So nobody opens a hundred thousand cases to find the ten
with something to do, nor reads the tasks of other desks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

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

    # Those with a day, by whose they are and the day, so that what is due is counted without a
    # look at the rest. An office from before gets it with the first task that changes.
    _due: OOBTree | None = None

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._open: OOBTree = OOBTree({"": ()})
        self._due = OOBTree({"": ""})

    def note(self, reference: str, open_tasks: tuple[Task, ...]) -> bool:
        """Keep a case's open tasks; False where that is what is known."""
        before = self._open.get(reference, ())
        if before == open_tasks:
            return False
        if self._due is None:
            self._due = OOBTree({"": ""})
            for each, tasks in self._open.items():
                self._due.update(dict.fromkeys(_days(each, tasks), each))
        if open_tasks:
            self._open[reference] = open_tasks
        else:
            self._open.pop(reference, None)
        now = _days(reference, open_tasks)
        for key in _days(reference, before) - now:
            del self._due[key]
        self._due.update(dict.fromkeys(now, reference))
        return True

    def due(self, assignee: str, until: date) -> Iterator[str] | None:
        """The references of one person's tasks ("" is nobody's) that are due, each as often as it
        has some; None where that is not known yet."""
        if self._due is None:
            return None
        return iter(self._due.values(f"{assignee}\0", f"{assignee}\0{until.isoformat()}\1"))

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


def count_due(user: str, office, until: date) -> int:
    """How many tasks in the cases that a user may read today are theirs or anybody's, and due."""
    kept, desks, path = _kept(office), desks_of(user, office), office.cases.path
    found = [kept.due(assignee, until) for assignee in {"", user}]
    if None in found:
        return len(todo(user, office, mine=True, until=until))
    paths = (path(reference) or "" for reference in chain.from_iterable(found))
    return sum(each.rpartition("/")[0] in desks for each in paths)


def note(office, reference: str, open_tasks: tuple[Task, ...]) -> None:
    """Keep a case's open tasks, or that it has none (any more)."""
    kept = _kept(office)
    if kept.note(reference, open_tasks) and kept._p_jar is None:
        aq_base(office)._todo = kept


def _days(reference: str, tasks: tuple[Task, ...]) -> set[str]:
    """Whose, when, which: what the tasks that have a day are counted by."""
    return {f"{t.assignee}\0{t.due.isoformat()}\0{reference}\0{t.id}" for t in tasks if t.due}


def _kept(office) -> Todo:
    return getattr(aq_base(office), "_todo", None) or Todo()
