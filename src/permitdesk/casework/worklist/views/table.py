"""The list as a table: headings that sort, rows that can be chosen, cells in German."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from babel.dates import format_date

from permitdesk.casework.reading import language_name
from permitdesk.casework.row import NO_DAY, NOBODY, Row
from permitdesk.casework.views.page import URGENCY
from permitdesk.casework.worklist.columns import Column
from permitdesk.casework.worklist.listing import SOON, Filter
from permitdesk.casework.worklist.priority import first_claim, reason
from permitdesk.casework.worklist.views.asked import sort_value
from permitdesk.casework.worklist.words import KINDS, NEWS, UNREACHED, WAITING
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.intake import channel_title
from permitdesk.theme import Badge, Cell

NEAR = {
    -1: _("casework_expired_yesterday", default="seit gestern vorbei"),
    0: _("casework_expires_today", default="heute"),
    1: _("casework_expires_tomorrow", default="morgen"),
}


@dataclass(frozen=True)
class Heading:
    """A column's heading. ``sort`` is the value of its button, ``direction`` what is said of the
    column that the list is sorted by: ``ascending``, ``descending`` or nothing."""

    title: str
    sort: str
    direction: str | None


@dataclass(frozen=True)
class Line:
    """A row, and the reference by which it is chosen."""

    reference: str
    cells: Sequence[Cell]


class ListTable:
    """Rows as lines. ``view`` translates, and knows titles of services, desks and labels."""

    def __init__(self, view, rows: Sequence[Row], columns: Sequence[Column], wanted: Filter):
        self.view, self.rows, self.columns, self.wanted = view, rows, columns, wanted
        self.today = clock.today()

    @cached_property
    def titles(self) -> list[str]:
        return [self.view.translate(column.title) for column in self.columns]

    def headings(self) -> list[Heading]:
        return [
            self._heading(column, title)
            for column, title in zip(self.columns, self.titles, strict=True)
        ]

    def _heading(self, column: Column, title: str) -> Heading:
        is_sorted = column.sort_on == self.wanted.order
        descending = not self.wanted.descending if is_sorted else column.newest_first
        now = "descending" if self.wanted.descending else "ascending"
        return Heading(title, sort_value(column.sort_on, descending), now if is_sorted else None)

    def lines(self) -> list[Line]:
        return [
            Line(row.reference, [getattr(self, f"_{each.id}")(row) for each in self.columns])
            for row in self.rows
        ]

    def label_of(self, place: int, cell: Cell) -> str | None:
        """The column's name, said beside the cell where a phone has no room for columns."""
        return self.titles[place] if cell.text or cell.badge or cell.marks else None

    def _reference(self, row: Row) -> Cell:
        address = f"{self.view.workplace_address}/{row.path}"
        return Cell(row.reference, address, isolate=True)

    def _name(self, row: Row) -> Cell:
        return Cell(row.name or self.view.no_name, isolate=True)

    def _reason(self, row: Row) -> Cell:
        claim = first_claim(row)
        if claim is None:
            return Cell("")
        text = self.view.translate(reason(claim, row, self.today))
        if claim.kind in URGENCY:
            return Cell("", badge=Badge(URGENCY[claim.kind].kind, text))
        if claim.act_by > self.today or claim.kind == "age":
            return Cell(text)
        return Cell("", badge=Badge("stop" if claim.day < self.today else "warning", text))

    def _service(self, row: Row) -> Cell:
        marks = [*self._marks(row), *self.view.wish_badges(row.wishes)]
        return Cell(self.view.service_titles.get(row.service, row.service), marks=marks)

    def _marks(self, row: Row) -> list[Badge]:
        found = [self.view.label_badge(label) for label in row.labels]
        found += [Badge("info", self.view.translate(NEWS))] if row.news else []
        found += [Badge("warning", self.view.translate(UNREACHED))] if row.unreached else []
        return [each for each in found if each is not None]

    def _state(self, row: Row) -> Cell:
        return Cell("", badge=self.view.state_badge(row.state))

    def _waiting(self, row: Row) -> Cell:
        return Cell(self.view.translate(WAITING[row.waiting]))

    def _language(self, row: Row) -> Cell:
        return Cell(language_name(row.language))

    def _received(self, row: Row) -> Cell:
        return Cell(_unbroken(clock.day_of(datetime.fromisoformat(row.received))))

    def _channel(self, row: Row) -> Cell:
        return Cell(self.view.translate(channel_title(row.channel)))

    def _kind(self, row: Row) -> Cell:
        return Cell(self.view.translate(KINDS.get(row.kind, row.kind)))

    def _desk(self, row: Row) -> Cell:
        return Cell(self.view.desk_titles.get(row.desk, row.desk))

    def _starts(self, row: Row) -> Cell:
        return Cell(_day_or_nothing(row.starts))

    def _expires(self, row: Row) -> Cell:
        return Cell(_day_or_nothing(row.expires))

    def _deadline(self, row: Row) -> Cell:
        if row.deadline == NO_DAY or row.waiting == NOBODY:
            return Cell("")
        left = (date.fromisoformat(row.deadline) - self.today).days
        if left in NEAR:
            kind = "stop" if left < 0 else "warning"
            return Cell("", badge=Badge(kind, self.view.translate(NEAR[left])))
        if left < 0:
            text = _(
                "casework_expired", default="seit ${days} Tagen vorbei", mapping={"days": -left}
            )
            return Cell("", badge=Badge("stop", self.view.translate(text)))
        if left <= SOON:
            text = _("casework_expires", default="in ${days} Tagen", mapping={"days": left})
            return Cell("", badge=Badge("warning", self.view.translate(text)))
        return Cell(_unbroken(date.fromisoformat(row.deadline)))


def _day_or_nothing(iso: str) -> str:
    return "" if iso == NO_DAY else _unbroken(date.fromisoformat(iso))


def _unbroken(when: date) -> str:
    """A day, short and on one line: a row is as high as its highest cell."""
    short = format_date(when, "d. MMM y", locale=SOURCE)
    return short.replace(" ", "\N{NO-BREAK SPACE}")
