"""``@@jobs``: what the worker still has to do and what failed, without what it is about."""

from dataclasses import dataclass

from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zope.i18n import translate

from permitdesk.core import _, clock, jobs

SHOWN = 200


@dataclass(frozen=True)
class Row:
    """One job as the page shows it. The error is a class name: its text may hold personal data."""

    key: str
    name: str
    recorded: str
    due: str
    tries: int
    error: str


class Jobs(BrowserView):
    """Lists waiting jobs and dead letters; a button tries one again."""

    message = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "no-store")
        if self.request.get("REQUEST_METHOD") == "POST":
            self.retry()
        return self.index()

    def retry(self) -> None:
        """Try the job again whose key was sent."""
        if "key" not in self.request.form:
            raise Forbidden("No job was named.")
        CheckAuthenticator(self.request)
        found = jobs.retry(self.context, str(self.request.form["key"]))
        self.message = self.text(
            _("jobs_again", default="Der Auftrag wird jetzt noch einmal versucht.")
            if found
            else _("jobs_gone", default="Diesen Auftrag gibt es nicht mehr. Er ist erledigt.")
        )

    def waiting(self) -> list[Row]:
        """Jobs that will be tried (again), the next one first."""
        return self._rows("due")

    def dead(self) -> list[Row]:
        """Jobs that failed for good, the oldest first."""
        return self._rows("dead")

    def more(self) -> int:
        """How many waiting jobs are not shown."""
        queue = jobs.queue(self.context)
        return max(0, sum(bool(key) for key in queue.due) - SHOWN) if queue else 0

    def _rows(self, tree: str) -> list[Row]:
        queue = jobs.queue(self.context)
        found = getattr(queue, tree).items() if queue is not None else ()
        first = sorted((moment, key) for key, moment in found if key)[:SHOWN]
        return [self._row(key, queue.get(key), moment) for moment, key in first]

    def _row(self, key: str, job: jobs.Job, moment) -> Row:
        def shown(moment):
            return moment.astimezone(clock.BERLIN).strftime("%d.%m.%Y %H:%M")

        return Row(key, job.name, shown(job.recorded), shown(moment), job.tries, job.error)

    def text(self, message) -> str:
        return translate(message, context=self.request)
