"""Where the forms about tasks are sent."""

from datetime import date

from permitdesk.casework.dossier import tasks
from permitdesk.casework.dossier.views.sending import AskedForm
from permitdesk.casework.dossier.views.tasks import change_fields, fields
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core import _
from permitdesk.services.definition import Field

CANNOT = _(
    "casework_dossier_task_cannot_read", default="Diese Person kann den Vorgang nicht lesen."
)
MANY = _("casework_dossier_tasks_full", default="Erledigen Sie erst offene Aufgaben.")
GONE = _("casework_dossier_task_gone", default="Diese Aufgabe ist inzwischen erledigt.")


class AddTask(AskedForm):
    asks, part = "task", "tasks"

    def fields(self) -> list[Field]:
        return fields(self.context)

    def act(self, answers) -> None:
        due, who = _due(self.text("task_due")), self.text("task_who")
        try:
            tasks.add_task(self.context, self.text("task_title"), due, who, self.key)
        except tasks.MayNotReadError:
            self.questions.complain("task_who", CANNOT)
        except tasks.TooManyTasksError:
            self.questions.complain("task_title", MANY)


class ChangeTask(AskedForm):
    """``mark`` is the id of the task."""

    asks, part = "change-task", "tasks"

    def fields(self) -> list[Field]:
        return change_fields(self.context, self.id_)

    @property
    def id_(self) -> str:
        return self.sent_text("mark")[:40]

    def act(self, answers) -> None:
        due = _due(self.text(f"task_due_{self.id_}"))
        who = self.text(f"task_who_{self.id_}")
        try:
            if not tasks.change_task(self.context, self.id_, due, who) and not any(
                each.id == self.id_ for each in tasks.open_tasks(self.context)
            ):
                self.questions.complain(f"task_due_{self.id_}", GONE)
        except tasks.MayNotReadError:
            self.questions.complain(f"task_who_{self.id_}", CANNOT)


class FinishTask(InPageForm):
    part = "tasks"

    def done(self) -> bool:
        tasks.finish_task(self.context, self.sent_text("task"))
        return True


class ReopenTask(InPageForm):
    part = "tasks"

    def done(self) -> bool:
        tasks.reopen_task(self.context, self.sent_text("task"))
        return True


def _due(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
