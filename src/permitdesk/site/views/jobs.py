"""``@@jobs``: what the worker still has to do and what failed, without what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zExceptions import Forbidden

from permitdesk.core import _, clock, in_words, jobs
from permitdesk.core.texts import Shown
from permitdesk.theme import PageTemplate, PostedPage

SHOWN = 200
AGAIN = _("jobs_again", default="Der Auftrag wird jetzt noch einmal versucht.")
GONE = _("jobs_gone", default="Diesen Auftrag gibt es nicht mehr. Er ist erledigt.")
# What a job is called; one that is not here stands with the name that its handler has.
TITLES = {
    "permitdesk.mail": _("jobs_mail", default="E-Mail senden"),
    "permitdesk.tracking.notice": _(
        "jobs_tracking_notice", default="Antragstellende auf Neues hinweisen"
    ),
    "permitdesk.intake.cleanup": _("jobs_intake_cleanup", default="Alte Entwürfe löschen"),
    "permitdesk.site.feedback": _("jobs_site_feedback", default="Alte Rückmeldungen löschen"),
    "permitdesk.guidance.reviews": _(
        "jobs_guidance_reviews", default="An fällige Überprüfungen von Seiten erinnern"
    ),
    "permitdesk.guidance.links_outside": _(
        "jobs_guidance_links_outside", default="Verweise auf andere Websites prüfen"
    ),
    "permitdesk.casework.papers": _(
        "jobs_casework_papers", default="Unterlagen prüfen und umwandeln"
    ),
    "permitdesk.casework.delivery": _(
        "jobs_casework_delivery", default="Bekanntgabe von Entscheidungen verfolgen"
    ),
    "permitdesk.casework.hand-over": _(
        "jobs_casework_hand_over", default="Vorgang an eine andere Stelle abgeben"
    ),
    "permitdesk.casework.hand-over.receipt": _(
        "jobs_casework_hand_over_receipt", default="Auf die Bestätigung einer Abgabe warten"
    ),
    "permitdesk.casework.worklist.change": _(
        "jobs_worklist_change", default="Mehrere Vorgänge ändern"
    ),
    "permitdesk.casework.worklist.export": _(
        "jobs_worklist_export", default="Datei mit Vorgängen schreiben"
    ),
    "permitdesk.casework.worklist.erase": _(
        "jobs_worklist_erase", default="Datei mit Vorgängen löschen"
    ),
}


@dataclass(frozen=True)
class Row:
    """One job as the page shows it. The error is a class name: its text may hold personal data."""

    key: str
    title: Shown
    recorded: str
    due: str
    tries: int
    error: str


class JobsPage(PostedPage):
    """Lists waiting jobs and dead letters; a button tries one again."""

    index = PageTemplate("jobs.pt")
    title = _("jobs_title", default="Aufträge im Hintergrund")
    message: Shown = ""

    def done(self) -> None:
        if "key" not in self.request.form:
            raise Forbidden("No job was named.")
        found = jobs.retry(self.site, self.sent("key"))
        self.message = self.translate(AGAIN if found else GONE)

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@jobs"

    @property
    def waiting(self) -> Sequence[Row]:
        """Jobs that will be tried (again), the next one first."""
        return self._rows("due")

    @property
    def dead(self) -> Sequence[Row]:
        """Jobs that failed for good, the oldest first."""
        return self._rows("dead")

    @property
    def more(self) -> int:
        """How many waiting jobs are not shown."""
        queue = jobs.queue(self.site)
        return max(0, sum(bool(key) for key in queue.due) - SHOWN) if queue else 0

    def _rows(self, tree: str) -> list[Row]:
        queue = jobs.queue(self.site)
        found = getattr(queue, tree).items() if queue is not None else ()
        first = sorted((moment, key) for key, moment in found if key)[:SHOWN]
        return [self._row(key, queue.get(key), moment) for moment, key in first]

    def _row(self, key: str, job: jobs.Job, moment: datetime) -> Row:
        return Row(
            key,
            self.translate(TITLES.get(job.name, job.name)),
            self._moment(job.recorded),
            self._moment(moment),
            job.tries,
            job.error,
        )

    def _moment(self, moment: datetime) -> str:
        return in_words.moment(moment.astimezone(clock.BERLIN), self.language)
