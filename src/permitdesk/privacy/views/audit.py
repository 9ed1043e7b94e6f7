"""The audit trail, one day at a time, for those who check."""

from datetime import date, timedelta
from itertools import islice

from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.privacy.audit import trail
from permitdesk.theme import Cell, Link, StaffPage, Table

SIZE = 200


class AuditPage(StaffPage):
    """The newest ``SIZE`` records of a day, of one reference or of all."""

    title = _("privacy_audit_title", default="Protokoll der Zugriffe")

    @property
    def language(self) -> str:
        return SOURCE

    @property
    def day(self) -> date:
        try:
            return date.fromisoformat(self._asked("day"))
        except ValueError:
            return clock.now().date()

    @property
    def subject(self) -> str:
        return self._asked("subject")

    @property
    def breadcrumb(self) -> list[Link]:
        return []

    @property
    def day_before(self) -> str:
        return (self.day - timedelta(days=1)).isoformat()

    def table(self) -> Table:
        columns = (
            _("privacy_audit_when", default="Wann (UTC)"),
            _("privacy_audit_who", default="Wer"),
            _("privacy_audit_what", default="Was"),
            _("privacy_audit_subject", default="Woran"),
            _("privacy_audit_why", default="Wie, warum"),
        )
        return Table(
            caption=self.translate(self.title),
            columns=[self.translate(column) for column in columns],
            rows=[
                [
                    Cell(entry.at[11:23]),
                    Cell(entry.who or "–", isolate=True),
                    Cell(entry.action),
                    Cell(entry.subject, isolate=True),
                    Cell(entry.why),
                ]
                for entry in islice(trail(self.day, self.subject), SIZE)
            ],
        )

    def _asked(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip()[:60] if isinstance(value, str) else ""
