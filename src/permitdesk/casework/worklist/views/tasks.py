"""The open tasks of all cases of one's desks, the next due first, to be ticked off one by one."""

from functools import cached_property

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator

from permitdesk import privacy
from permitdesk.access import full_name
from permitdesk.casework.dossier.tasks import finish_task
from permitdesk.casework.dossier.todo import ToDo, todo
from permitdesk.casework.dossier.views.tasks import due_badge
from permitdesk.casework.views.page import day
from permitdesk.casework.worklist.orders import cases_of
from permitdesk.casework.worklist.views.asked import text
from permitdesk.casework.worklist.views.workplace import ListPage
from permitdesk.core import _
from permitdesk.theme import Link, Notice, PageTemplate

MOST = 200
MINE = _("casework_tasks_mine", default="Meine")
EVERYBODYS = _("casework_tasks_all", default="Alle in meinen Ordnern")
MINE_LEAD = _(
    "casework_tasks_mine_lead",
    default="Was Ihnen gegeben ist, und was für alle im Ordner ist. Das Nächste steht oben.",
)
ALL_LEAD = _(
    "casework_tasks_all_lead",
    default="Was in Ihren Ordnern zu tun ist, auch von anderen. Das Nächste steht oben.",
)
GONE = _(
    "casework_tasks_gone",
    default="Diese Aufgabe ist schon erledigt, oder der Vorgang liegt nicht mehr in Ihren Ordnern.",
)


class TasksPage(ListPage):
    """``?show=all`` for those of others too; a POST with ``case`` and ``task`` finishes one."""

    index = PageTemplate("tasks.pt")
    title = _("casework_tasks_title", default="Aufgaben")
    problem: Notice | None = None

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._finish():
                self.prepare_response()
                return self.request.response.redirect(self.address(self.shows_all), status=303)
            self.problem = Notice("warning", self.translate(GONE))
        privacy.record("tasks.read", self.context.getId(), "page")
        return super().__call__()

    @property
    def shows_all(self) -> bool:
        return text(self.request.form, "show") == "all"

    def address(self, shows_all: bool) -> str:
        return f"{self.workplace_address}/@@tasks{'?show=all' if shows_all else ''}"

    @cached_property
    def everything(self) -> list[ToDo]:
        return todo(self.user, self.office)

    @cached_property
    def mine(self) -> list[ToDo]:
        return [each for each in self.everything if each.task.assignee in ("", self.user)]

    @property
    def shown(self) -> list[ToDo]:
        return self.everything if self.shows_all else self.mine

    @property
    def lead(self) -> str:
        return self.translate(ALL_LEAD if self.shows_all else MINE_LEAD)

    def ways(self) -> list[dict[str, object]]:
        """The two ways to look at them, with how many there are."""
        return [
            {
                "title": self.translate(title),
                "count": len(found),
                "address": self.address(shows_all),
                "current": "page" if shows_all == self.shows_all else None,
            }
            for title, found, shows_all in (
                (MINE, self.mine, False),
                (EVERYBODYS, self.everything, True),
            )
        ]

    def lines(self) -> list[dict[str, object]]:
        return [
            {
                "id": each.task.id,
                "title": each.task.title,
                "due": day(each.task.due.isoformat()) if each.task.due else "",
                "badge": due_badge(each.task),
                "who": full_name(each.task.assignee),
                "reference": each.row.reference,
                "address": f"{self.workplace_address}/{each.row.path}",
                "about": self.service_titles.get(each.row.service, each.row.service),
                "name": each.row.name or self.no_name,
            }
            for each in self.shown[:MOST]
        ]

    @property
    def more(self) -> str:
        """Said where not all of them are on the page."""
        if len(self.shown) <= MOST:
            return ""
        return self.translate(
            _(
                "casework_tasks_more",
                default="Hier stehen die nächsten ${shown} von ${total}.",
                mapping={"shown": MOST, "total": len(self.shown)},
            )
        )

    @property
    def breadcrumb(self) -> list[Link]:
        return self.place(self.translate(self.title))

    def _finish(self) -> bool:
        found, _gone = cases_of(self.office, [text(self.request.form, "case")])
        may = getSecurityManager().checkPermission
        return any(
            may("permitdesk: Work on case", case)
            and finish_task(case, text(self.request.form, "task"))
            for case in found
        )
