"""The workplace: the cases of my desks as one dense table, filters on one line.

The form is sent by POST though it changes nothing: what is searched for is a name, and names
have no place in addresses and logs.
"""

from datetime import date, datetime

from AccessControl import getSecurityManager
from zope.i18nmessageid import Message

from permitdesk.casework.reading import language_name
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.states import PENDING, STATES, state_title
from permitdesk.casework.views.page import OfficePage, day
from permitdesk.casework.worklist.listing import SOON, URGENT, Filter, worklist
from permitdesk.casework.worklist.row import NO_DAY, Row
from permitdesk.core import _, clock
from permitdesk.intake import channel_title
from permitdesk.theme import Badge, Cell, Choice, PageTemplate, Table

SIZE = 50
SORTS = {
    URGENT: _("casework_sort_urgent", default="Ablaufende Titel zuerst"),
    "received": _("casework_sort_received", default="Eingang, neueste zuerst"),
    "deadline": _("casework_sort_deadline", default="Frist, nächste zuerst"),
    "name_key": _("casework_sort_name", default="Name"),
    "reference": _("casework_sort_reference", default="Vorgangsnummer"),
    "state": _("casework_sort_state", default="Stand"),
}
COLUMNS = (
    _("casework_column_reference", default="Nummer"),
    _("casework_column_name", default="Name"),
    _("casework_column_service", default="Dienst"),
    _("casework_column_state", default="Stand"),
    _("casework_column_language", default="Sprache"),
    _("casework_column_received", default="Eingang"),
    _("casework_column_deadline", default="Frist"),
    _("casework_column_desk", default="Ordner"),
)
TITLE_EXPIRED = _("casework_title_expired", default="Titel abgelaufen")
TITLE_EXPIRES = _("casework_title_expires", default="Titel läuft bald ab")
NEWS = _("casework_news_badge", default="Neues")
UNREACHED = _("casework_unreached_badge", default="Per E-Mail nicht erreicht")
URGENCY = {
    "urgent": Badge("stop", _("casework_urgent", default="Sehr dringend")),
    "soon": Badge("warning", _("casework_soon", default="Dringend")),
}
NEAR = {
    -1: _("casework_expired_yesterday", default="seit gestern vorbei"),
    0: _("casework_expires_today", default="heute"),
    1: _("casework_expires_tomorrow", default="morgen"),
}


class Workplace(OfficePage):
    index = PageTemplate("workplace.pt")
    title = _("casework_workplace_title", default="Arbeitsplatz")

    def __call__(self):
        self.wanted = Filter(
            desk=self._asked("desk"),
            state=self._asked("state"),
            service=self._asked("service"),
            news="new" if self._asked("news") == "new" else "",
            unreached="yes" if self._asked("news") == "unreached" else "",
            text=self._asked("q") if self.request.method == "POST" else "",
            sort_on=self._asked("sort_on") or URGENT,
            descending=self._asked("sort_on") == "received",
        )
        self.desks = desks_of(self.user, self.office)
        self.total, rows = worklist(self.user, self.office, self.wanted, self._start(), SIZE)
        self.rows = list(rows)
        return super().__call__()

    def _asked(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value[:100] if isinstance(value, str) else ""

    def _start(self) -> int:
        number = self._asked("page")
        return (max(int(number), 1) - 1) * SIZE if number.isdecimal() and len(number) < 7 else 0

    @property
    def page(self) -> int:
        return self._start() // SIZE + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1 if self.page * SIZE < self.total else 0

    @property
    def position(self) -> str:
        first = self._start() + 1 if self.rows else 0
        last = self._start() + len(self.rows)
        return self.translate(
            _(
                "casework_position",
                default="${first}–${last} von ${total}",
                mapping={"first": first, "last": last, "total": self.total},
            )
        )

    def table(self) -> Table:
        return Table(
            caption=self.translate(_("casework_cases", default="Vorgänge")),
            columns=[self.translate(column) for column in COLUMNS],
            rows=[self._cells(row) for row in self.rows],
        )

    def _cells(self, row: Row) -> list[Cell]:
        return [
            Cell(row.reference, f"{self.workplace_address}/{row.path}", isolate=True),
            Cell(
                row.name or self.translate(_("casework_no_name", default="ohne Namen")),
                isolate=True,
            ),
            Cell(
                self.service_titles.get(row.service, row.service),
                marks=[*self._expiry(row), *self._news(row), *self.wish_badges(row.wishes)],
            ),
            Cell("", badge=self.state_badge(row.state)),
            Cell(language_name(row.language)),
            Cell(self._received(row)),
            self._deadline(row),
            Cell(self.desks[row.desk].title),
        ]

    def _expiry(self, row: Row) -> list[Badge]:
        """That the present title has expired or soon will, while the office has to decide."""
        if row.expires == NO_DAY or row.state not in PENDING:
            return []
        left = (date.fromisoformat(row.expires) - clock.today()).days
        if left > SOON:
            return []
        kind, text = ("stop", TITLE_EXPIRED) if left < 0 else ("warning", TITLE_EXPIRES)
        return [Badge(kind, self.translate(text))]

    def _news(self, row: Row) -> list[Badge]:
        found = [Badge("info", self.translate(NEWS))] if row.news else []
        return [*found, *([Badge("warning", self.translate(UNREACHED))] if row.unreached else [])]

    def _received(self, row: Row) -> str:
        when = _unbroken(clock.day_of(datetime.fromisoformat(row.received)))
        if row.channel == "online":
            return when
        return f"{when} · {self.translate(channel_title(row.channel))}"

    @property
    def entry_address(self) -> str:
        """Where staff enter what did not come online; empty for who may not."""
        may = getSecurityManager().checkPermission("permitdesk: Enter application", self.context)
        return f"{self.workplace_address}/entry" if may else ""

    def _deadline(self, row: Row) -> Cell:
        if row.urgency in URGENCY:
            badge = URGENCY[row.urgency]
            return Cell("", badge=Badge(badge.kind, self.translate(badge.text)))
        if row.deadline == NO_DAY:
            return Cell("")
        left = (date.fromisoformat(row.deadline) - clock.today()).days
        if left in NEAR:
            kind = "stop" if left < 0 else "warning"
            return Cell("", badge=Badge(kind, self.translate(NEAR[left])))
        if left < 0:
            text = _(
                "casework_expired", default="seit ${days} Tagen vorbei", mapping={"days": -left}
            )
            return Cell("", badge=Badge("stop", self.translate(text)))
        if left <= SOON:
            text = _("casework_expires", default="in ${days} Tagen", mapping={"days": left})
            return Cell("", badge=Badge("warning", self.translate(text)))
        return Cell(_unbroken(date.fromisoformat(row.deadline)))

    def desk_choices(self) -> list[Choice]:
        titles = {id_: desk.title for id_, desk in self.desks.items()}
        return self._choices(_("casework_all_desks", default="Alle"), titles, self.wanted.desk)

    def state_choices(self) -> list[Choice]:
        titles = {state: state_title(state) for state in STATES}
        return self._choices(_("casework_all_states", default="Alle"), titles, self.wanted.state)

    def service_choices(self) -> list[Choice]:
        every = _("casework_all_services", default="Alle")
        return self._choices(every, self.service_titles, self.wanted.service)

    def news_choices(self) -> list[Choice]:
        titles = {
            "new": self.translate(_("casework_news_only", default="Nur mit Neuem")),
            "unreached": self.translate(UNREACHED),
        }
        chosen = "unreached" if self.wanted.unreached else self.wanted.news
        return self._choices(_("casework_news_all", default="Alle"), titles, chosen)

    def sort_choices(self) -> list[Choice]:
        return [
            Choice(key, self.translate(title), key == self.wanted.sort_on)
            for key, title in SORTS.items()
        ]

    def _choices(self, every: Message, titles: dict[str, str], chosen: str) -> list[Choice]:
        return [
            Choice("", self.translate(every), not chosen),
            *(Choice(value, title, value == chosen) for value, title in titles.items()),
        ]

    def filters(self) -> list[tuple[str, str, list[Choice]]]:
        """Name, label and choices of each select."""
        return [
            ("desk", self.translate(COLUMNS[7]), self.desk_choices()),
            ("state", self.translate(COLUMNS[3]), self.state_choices()),
            ("service", self.translate(COLUMNS[2]), self.service_choices()),
            (
                "news",
                self.translate(NEWS),
                self.news_choices(),
            ),
            (
                "sort_on",
                self.translate(_("casework_order", default="Reihenfolge")),
                self.sort_choices(),
            ),
        ]


def _unbroken(when: date) -> str:
    """A day that stays on one line: a row is as high as its highest cell."""
    return day(when.isoformat()).replace(" ", "\N{NO-BREAK SPACE}")
