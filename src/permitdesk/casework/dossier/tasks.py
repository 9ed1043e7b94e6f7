"""Tasks: what somebody of the desk has to do about a case, and by when."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from Acquisition import aq_inner, aq_parent

from permitdesk.access import actor
from permitdesk.casework import log
from permitdesk.casework.dossier import todo
from permitdesk.casework.dossier.task import Task
from permitdesk.casework.later import Entry
from permitdesk.casework.office import office
from permitdesk.core import clock

LONGEST_TITLE, MOST_OPEN = 200, 100


class MayNotReadError(ValueError):
    """Who should do a task may not read the case."""


class TooManyTasksError(ValueError):
    """A case has as many open tasks as it can hold."""


class TaskGiven(Entry):
    """``key`` is the task's id; ``title`` in German, ``due`` an ISO day or empty, ``assignee`` a
    login or empty for whoever of the desk is first."""

    is_news = False


class TaskChanged(Entry):
    """Another ``due`` or ``assignee`` for a ``task``."""

    is_news = False


class TaskDone(Entry):
    """A ``task``, by id, is done."""

    is_news = False


class TaskReopened(Entry):
    """It is not done after all."""

    is_news = False


def tasks(case) -> tuple[Task, ...]:
    """All of a case: open ones first, the next due first; then those done, the latest first."""
    found = told(log.internal(case))
    done = sorted((t for t in found if not t.is_open), key=lambda t: t.done_at, reverse=True)
    return (*open_tasks(case), *done)


def open_tasks(case) -> tuple[Task, ...]:
    """What is still to do, the next due first; without a day last."""
    found = [each for each in told(log.internal(case)) if each.is_open]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.given_at)))


def next_due(case) -> date | None:
    """The day by which the next open task is to be done; it may have passed."""
    days = [each.due for each in open_tasks(case) if each.due]
    return min(days, default=None)


def told(entries: Iterable[Entry]) -> tuple[Task, ...]:
    """The tasks that a log tells of, in the order given."""
    found: dict[str, Task] = {}
    for entry in entries:
        if isinstance(entry, TaskGiven):
            found[entry.key] = Task(
                entry.key, entry.title, _day(entry.due), entry.assignee, entry.by, entry.at
            )
        elif isinstance(entry, TaskChanged | TaskDone | TaskReopened) and entry.task in found:
            found[entry.task] = _after(found[entry.task], entry)
    return tuple(found.values())


def readers(case) -> list[str]:
    """The logins of those who may read the case's desk today: who a task can be given to."""
    desk = aq_parent(aq_inner(case))
    unit = aq_parent(aq_inner(desk))
    return sorted({*desk.readers(clock.today()), unit.head} - {""})


def add_task(
    case,
    title: str,
    due: date | None = None,
    assignee: str = "",
    key: str = "",
    by: str | None = None,
) -> bool:
    """Give a task; False for one that is there already. ``by`` is who acts, or nobody (empty): then
    the portal gives it. Raises ``MayNotReadError`` for somebody who
    could not do it, ``TooManyTasksError``, ``OtherContentError`` as ``log.add``."""
    _may_read(case, assignee)
    entry = TaskGiven(
        clock.now(),
        actor() if by is None else by,
        key or secrets.token_hex(8),
        title=title[:LONGEST_TITLE],
        due=due.isoformat() if due else "",
        assignee=assignee,
    )
    if log.came_before(case, entry):
        return False
    if len(open_tasks(case)) >= MOST_OPEN:
        raise TooManyTasksError(case.reference)
    return _kept(case, entry, "case.task-given")


def change_task(case, id_: str, due: date | None, assignee: str) -> bool:
    """Give an open task another day or person; False where that changes nothing."""
    task = _open(case, id_)
    if task is None or (task.due, task.assignee) == (due, assignee):
        return False
    if assignee != task.assignee:
        _may_read(case, assignee)
    day = due.isoformat() if due else ""
    entry = TaskChanged(
        clock.now(), actor(), task=id_, title=task.title, due=day, assignee=assignee
    )
    return _kept(case, entry, "case.task-changed")


def finish_task(case, id_: str, by: str | None = None) -> bool:
    """A task is done; False where it is not open (any more). ``by`` as for ``add_task``."""
    task = _open(case, id_)
    if task is None:
        return False
    who = actor() if by is None else by
    entry = TaskDone(clock.now(), who, task=id_, title=task.title)
    return _kept(case, entry, "case.task-done")


def reopen_task(case, id_: str) -> bool:
    """A task is not done after all; False where it is open or there is none."""
    task = next((each for each in told(log.internal(case)) if each.id == id_), None)
    if task is None or task.is_open:
        return False
    entry = TaskReopened(clock.now(), actor(), task=id_, title=task.title)
    return _kept(case, entry, "case.task-reopened")


def _kept(case, entry: Entry, action: str) -> bool:
    added = log.add(case, entry, action)
    todo.note(office(), case.reference, open_tasks(case))
    return added


def _open(case, id_: str) -> Task | None:
    return next((each for each in open_tasks(case) if each.id == id_), None)


def _may_read(case, user: str) -> None:
    if user and user not in readers(case):
        raise MayNotReadError(user)


def _after(task: Task, entry: Entry) -> Task:
    if isinstance(entry, TaskDone):
        return replace(task, done_by=entry.by, done_at=entry.at)
    if isinstance(entry, TaskReopened):
        return replace(task, done_by="", done_at=None)
    return replace(task, due=_day(entry.due), assignee=entry.assignee)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
