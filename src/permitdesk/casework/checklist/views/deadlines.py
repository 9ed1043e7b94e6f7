"""The office's deadlines of a case, and whether they pause."""

from permitdesk.casework.checklist.deadlines import Deadline
from permitdesk.casework.checklist.missing import known_papers
from permitdesk.casework.checklist.waiting import answer_until, dated
from permitdesk.casework.reading import requirement_of, title_of
from permitdesk.casework.states import PENDING
from permitdesk.casework.views.page import day
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Badge, Cell, Notice, PageTemplate, Table

COLUMNS = (
    _("casework_check_deadline", default="Frist"),
    _("casework_check_due", default="Endet am"),
    _("casework_check_deadline_state", default="Stand"),
    _("casework_check_because", default="Wartet auf"),
    _("casework_check_source", default="Grundlage"),
)
RUNS = _("casework_check_runs", default="läuft")
OVER = _("casework_check_over", default="vorbei")
UNVERIFIED = _("casework_check_unverified", default="ungeprüft")


class Deadlines(CasePart):
    index = PageTemplate("deadlines.pt")

    @property
    def table(self) -> Table | None:
        """Each deadline; None where the office has nothing more to do."""
        found = dated(self.context) if self.context.state in PENDING else []
        if not found:
            return None
        return Table(
            self.translate(_("casework_check_deadlines", default="Fristen des Amts")),
            [self.translate(each) for each in COLUMNS],
            [
                (
                    Cell(each.rule.title),
                    Cell(day(each.deadline.due.isoformat())),
                    Cell("", badge=self._badge(each.deadline)),
                    Cell(", ".join(self._because(each.deadline)) or "–"),
                    Cell(self._source(each.rule)),
                )
                for each in found
            ],
        )

    @property
    def late(self) -> Notice | None:
        """Says that the applicant lets the office wait."""
        until = answer_until(self.context) if self.context.state in PENDING else ""
        if not until or until >= clock.today().isoformat():
            return None
        title = _(
            "casework_check_late",
            default="Bis ${day} sollten Unterlagen kommen. Sie fehlen noch.",
            mapping={"day": day(until)},
        )
        return Notice("warning", self.translate(title))

    def _badge(self, deadline: Deadline) -> Badge:
        if deadline.paused_since:
            since = day(deadline.paused_since.isoformat())
            message = _("casework_check_paused", default="ruht seit ${day}", mapping={"day": since})
            return Badge("info", self.translate(message))
        if deadline.is_overdue(clock.today()):
            return Badge("stop", self.translate(OVER))
        return Badge("neutral", self.translate(RUNS))

    def _because(self, deadline: Deadline) -> list[str]:
        """The titles of what is waited for."""
        if not deadline.because:
            return []
        papers = known_papers(self.context, SOURCE)
        titles = {each.asked: str(each.title) for each in papers if each.asked}
        for document in self.context.documents:
            german = requirement_of(self.revision, document.requirement)
            titles[document.id] = title_of(self.context, document, german)
        return list(dict.fromkeys(titles[each] for each in deadline.because if each in titles))

    def _source(self, rule) -> str:
        return rule.source if rule.verified else f"{rule.source} ({self.translate(UNVERIFIED)})"
