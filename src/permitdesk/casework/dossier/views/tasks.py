"""Tasks on the case page: what is to do, who does it, what was done."""

from permitdesk.access import full_name
from permitdesk.casework.dossier import tasks
from permitdesk.casework.dossier.task import Task
from permitdesk.casework.dossier.views.asking import Asking, Press, choice_field, text_field
from permitdesk.casework.views.page import day, moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, clock
from permitdesk.core.texts import german
from permitdesk.services.definition import Field
from permitdesk.theme import Badge, Notice, PageTemplate

DUE = _("casework_dossier_task_due", default="Bis wann")
WHO = _("casework_dossier_task_who", default="Wer (sonst alle im Ordner)")


def fields(case) -> list[Field]:
    return [
        text_field(
            "task_title",
            _("casework_dossier_task_title", default="Was ist zu tun?"),
            tasks.LONGEST_TITLE,
            long=False,
        ),
        *_when_and_who(case, ""),
    ]


def change_fields(case, id_: str) -> list[Field]:
    return _when_and_who(case, f"_{id_}")


def _when_and_who(case, mark: str) -> list[Field]:
    people = {user: full_name(user) for user in tasks.readers(case)}
    return [
        Field(f"task_due{mark}", "date", german(DUE)),
        choice_field(f"task_who{mark}", WHO, people, required=False),
    ]


def due_badge(task: Task) -> Badge | None:
    """That a task is due today or overdue, in words."""
    today = clock.today()
    if task.is_overdue(today):
        text = _(
            "casework_dossier_task_overdue",
            default="überfällig seit ${day}",
            mapping={"day": day(task.due.isoformat())},
        )
        return Badge("stop", german(text))
    if task.is_for_today(today):
        return Badge("warning", german(_("casework_dossier_task_today", default="heute fällig")))
    return None


PORTAL = _("casework_dossier_task_by_portal", default="dem Portal")
ITSELF = _("casework_dossier_task_portal", default="das Portal")


class Tasks(CasePart):
    index = PageTemplate("tasks.pt")

    def open(self) -> list[dict[str, object]]:
        done = german(_("casework_dossier_task_done_do", default="Erledigt"))
        return [
            {
                "title": task.title,
                "badge": due_badge(task),
                "due": day(task.due.isoformat()) if task.due else "",
                "who": full_name(task.assignee),
                "by": full_name(task.given_by) or german(PORTAL),
                "finish": Press(self.page, "finish-task", done, task=task.id)(),
                "change": self._change(task),
            }
            for task in tasks.open_tasks(self.context)
        ]

    def done(self) -> list[dict[str, str]]:
        again = german(_("casework_dossier_task_reopen", default="Wieder öffnen"))
        return [
            {
                "title": task.title,
                "by": full_name(task.done_by) or german(ITSELF),
                "when": moment(task.done_at),
                "reopen": Press(self.page, "reopen-task", again, task=task.id)(),
            }
            for task in tasks.tasks(self.context)
            if not task.is_open
        ]

    def give(self) -> str:
        title = german(_("casework_dossier_task_give", default="Aufgabe anlegen"))
        button = german(_("casework_dossier_task_keep", default="Aufgabe speichern"))
        return Asking(self.page, "task", title, button, fields(self.context))()

    def _change(self, task: Task) -> str:
        title = german(_("casework_dossier_task_change", default="Termin oder Person ändern"))
        button = german(_("casework_dossier_task_change_do", default="Änderung speichern"))
        asked = change_fields(self.context, task.id)
        known = {f"task_who_{task.id}": task.assignee}
        if task.due:
            name = f"task_due_{task.id}"
            known[f"{name}.day"] = str(task.due.day)
            known[f"{name}.month"] = str(task.due.month)
            known[f"{name}.year"] = str(task.due.year)
        return Asking(self.page, "change-task", title, button, asked, known=known, mark=task.id)()


class DueTasks(CasePart):
    """What is due, above everything else."""

    index = PageTemplate("due.pt")

    def notices(self) -> list[Notice]:
        today = clock.today()
        due = [
            each
            for each in tasks.open_tasks(self.context)
            if each.is_overdue(today) or each.is_for_today(today)
        ]
        if not due:
            return []
        late = any(each.is_overdue(today) for each in due)
        title = (
            _("casework_dossier_tasks_overdue", default="Eine Aufgabe ist überfällig")
            if late
            else _("casework_dossier_tasks_today", default="Heute ist eine Aufgabe fällig")
        )
        address = f"{self.context.absolute_url()}#tasks"
        links = [(each.title, address) for each in due]
        return [Notice("stop" if late else "warning", german(title), "", links)]
