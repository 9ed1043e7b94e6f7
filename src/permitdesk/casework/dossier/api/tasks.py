"""``{case}/@tasks``, and ``GET /office/@tasks`` for those of all cases that one may read."""

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk import privacy
from permitdesk.access import staff_id
from permitdesk.casework.dossier import tasks
from permitdesk.casework.dossier.api.base import Change, Resource, day, moment, text
from permitdesk.casework.dossier.task import Task
from permitdesk.casework.dossier.todo import todo
from permitdesk.core import clock
from permitdesk.theme import private_no_store

MOST = 200


def told(task: Task) -> dict:
    today = clock.today()
    return {
        "id": task.id,
        "title": task.title,
        "due": task.due.isoformat() if task.due else None,
        "assignee": task.assignee or None,
        "by": task.given_by or None,
        "at": moment(task.given_at),
        "open": task.is_open,
        "overdue": task.is_overdue(today),
        "due_today": task.is_for_today(today),
        "done_by": task.done_by or None,
        "done_at": moment(task.done_at),
    }


class TasksGet(Resource):
    """Open ones first, the next due first."""

    what = "tasks"

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@tasks",
            "items": [told(each) for each in tasks.tasks(self.context)],
            "assignees": tasks.readers(self.context),
        }


class TasksPost(Change, TasksGet):
    """``{"title", "due", "assignee"}`` gives one; ``{"done": id}``, ``{"reopen": id}`` and
    ``{"change": id, "due", "assignee"}`` change one."""

    def change(self, body) -> bool:
        if "done" in body:
            tasks.finish_task(self.context, text(body, "done", 200))
            return False
        if "reopen" in body:
            tasks.reopen_task(self.context, text(body, "reopen", 200))
            return False
        due = day(body, "due", required=False)
        assignee = text(body, "assignee", 200, required=False)
        try:
            if "change" in body:
                tasks.change_task(self.context, text(body, "change", 200), due, assignee)
                return False
            title = text(body, "title", tasks.LONGEST_TITLE)
            return tasks.add_task(self.context, title, due, assignee, self.key)
        except tasks.MayNotReadError as error:
            raise BadRequest("assignee: cannot read this case") from error
        except tasks.TooManyTasksError as error:
            raise BadRequest("The case has as many open tasks as it can hold.") from error


class MyTasks(Service):
    """The open tasks of the cases of my desks, the next due first. ``?mine=1``: only those that are
    given to me or to nobody; ``?until=2026-12-31``: only what is due by then."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        user, form = staff_id(), self.request.form
        until = day(form, "until", required=False)
        found = todo(user, self.context, mine=bool(form.get("mine")), until=until)
        privacy.record("tasks.read", self.context.getId(), "api")
        return {
            "@id": f"{self.context.absolute_url()}/@tasks",
            "items_total": len(found),
            "items": [
                {
                    **told(each.task),
                    "case": {
                        "@id": f"{self.context.absolute_url()}/{each.row.path}",
                        "reference": each.row.reference,
                        "name": each.row.name,
                        "service": each.row.service,
                    },
                }
                for each in found[:MOST]
            ],
        }
