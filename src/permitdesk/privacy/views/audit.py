"""The audit trail, one day at a time, for those who check."""

from datetime import date, datetime
from itertools import islice

from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.privacy.audit import Entry, trail
from permitdesk.theme import Cell, Link, PageTemplate, StaffPage, Table

SIZE = 200


class AuditPage(StaffPage):
    """The newest ``SIZE`` records of a day, of one reference or of all."""

    index = PageTemplate("audit.pt")

    title = _("privacy_audit_title", default="Protokoll der Zugriffe")

    @property
    def language(self) -> str:
        return SOURCE

    @property
    def day(self) -> date:
        try:
            return date.fromisoformat(self._asked("day"))
        except ValueError:
            return clock.today()

    @property
    def subject(self) -> str:
        return self._asked("subject")

    @property
    def breadcrumb(self) -> list[Link]:
        return []

    def table(self) -> Table:
        columns = (
            _("privacy_audit_when", default="Uhrzeit"),
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
                    Cell(_time_of_day(entry)),
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


def _time_of_day(entry: Entry) -> str:
    """At the office, to the millisecond: the order of records matters."""
    moment = datetime.fromisoformat(entry.at).astimezone(clock.BERLIN)
    return moment.strftime("%H:%M:%S.%f")[:-3]
