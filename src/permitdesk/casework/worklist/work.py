"""The jobs of errands. A change is one transaction, all or nothing; a file is made aside, case by
case, with steady memory."""

import tempfile
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from zope.interface import implementer

from permitdesk import privacy
from permitdesk.casework.handover.bundle.contents import placed, sources
from permitdesk.casework.handover.bundle.record import record
from permitdesk.casework.office import office
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.views.page import service_titles
from permitdesk.casework.worklist import errand as errands
from permitdesk.casework.worklist.columns import COLUMNS, Column
from permitdesk.casework.worklist.errand import DONE, FAILED, STOPPED, Errand, Payload
from permitdesk.casework.worklist.files import Member, as_json, csv_rows, made, write_xlsx, zipped
from permitdesk.casework.worklist.kept import kept, own_kept
from permitdesk.casework.worklist.orders import (
    GONE,
    XLSX,
    Obstacle,
    StoodInTheWayError,
    carry_out,
    cases_of,
)
from permitdesk.casework.worklist.plain import plain
from permitdesk.core import _, clock
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.streams import Chunks
from permitdesk.core.texts import german

SHEET = _("casework_cases", default="Vorgänge")
STEP = 100  # cases between two looks at how far it is


@implementer(IJobHandler)
class Change:
    """Changes all cases of an errand, or none and says what stood in the way."""

    def __call__(self, site, payload: dict) -> None:
        asked = Payload.of(payload)
        place = office(site)
        errand = asked.find(place)
        if errand is None or errand.is_over:
            return

        def tell(number: int) -> None:
            if number % STEP == 0:
                errands.tell_progress(site, asked.errand, number)

        errands.tell_progress(site, asked.errand, 0)
        with errands.acting_as(site, errand.by):
            change(place, errand, asked.order, tell)

    def failed(self, site, payload: dict, error: Exception) -> None:
        _fail(site, payload)


def change(place, errand: Errand, order, tell=None) -> None:
    """Do what an errand asks for, in the caller's transaction, as the caller."""
    try:
        carry_out(order, place, errand.cases.references, errand.id, tell)
    except StoodInTheWayError as stood:
        errand.end(STOPPED, stood.obstacles)
    else:
        privacy.record(f"cases.{order.action}", errand.id, str(errand.total))
        errand.end(DONE)


@implementer(IJobHandler)
class Export:
    """Makes an errand's file and keeps it. Nothing is changed but the errand, so it is done aside:
    a long file holds up no other transaction."""

    acts_outside = True

    def __call__(self, site, payload: dict) -> None:
        asked = Payload.of(payload)
        place = office(site)
        errand = asked.find(place)
        if errand is None or errand.is_over:
            return
        errands.tell_progress(site, errand.id, 0, renew=True)
        with errands.acting_as(site, errand.by), tempfile.TemporaryFile() as target:
            gone = _gone(place, errand)
            if not gone:
                chunks = _Written(site, place, errand, asked.order.action).chunks()
                errands.sealed(errand.id, BufferedReader(Chunks(chunks)), target)
            finish = partial(_finish, errand.id, asked.order.action, gone, target)
            errands.tell_progress(site, errand.id, errand.total, renew=True, also=finish)

    def failed(self, site, payload: dict, error: Exception) -> None:
        _fail(site, payload)


@implementer(IJobHandler)
class Erase:
    """Forgets an errand with its file."""

    def __call__(self, site, payload: dict) -> None:
        own_kept(office(site)).errands.pop(payload["errand"], None)


class _Written:
    """The file of an errand, as chunks; every case that goes into it is recorded as read."""

    def __init__(self, site, place, errand: Errand, action: str) -> None:
        self.site, self.place, self.errand, self.action = site, place, errand, action
        self.desks = desks_of(errand.by, place)
        self.titles = {
            "service": service_titles(),
            "desk": {id_: desk.title for id_, desk in self.desks.items()},
        }

    def chunks(self) -> Iterator[bytes]:
        if self.action == XLSX:
            with made(partial(write_xlsx, title=german(SHEET), rows=self.rows(tells=True))) as file:
                while chunk := file.read(1 << 18):
                    yield chunk
            return
        yield from zipped(self.members())

    def rows(self, tells: bool = False) -> Iterator[list]:
        """The list, headings first."""
        columns: tuple[Column, ...] = COLUMNS
        yield [german(column.title) for column in columns]
        for number, reference in enumerate(self.errand.cases.references, 1):
            row = self.place.cases.row(reference)
            if row is not None:
                yield plain(row, columns, self.titles, german)
            if tells:
                self.tell(number)

    def members(self) -> Iterator[Member]:
        """An index of two kinds, then a folder for each case with what may be opened of it."""
        write = partial(write_xlsx, title=german(SHEET), rows=self.rows())
        yield Member("index.xlsx", lambda: made(write), is_packed=True)
        yield Member("index.csv", lambda: BufferedReader(Chunks(csv_rows(self.rows()))))
        for number, reference in enumerate(self.errand.cases.references, 1):
            (case,), _gone = cases_of(self.place, [reference])
            files = sources(case)
            title = self.titles["service"].get(case.service, case.service)
            value = record(case, files, title)
            yield Member(f"{reference}/vorgang.json", partial(as_json, value))
            for file in placed(files):
                yield Member(f"{reference}/{file.path}", file.open, is_packed=True)
            self.tell(number)

    def tell(self, number: int) -> None:
        """Record what was read since, say how far it is, and let go of what was loaded."""
        if number % STEP and number != self.errand.total:
            return
        first = (number - 1) // STEP * STEP
        read, who = self.errand.cases.references[first:number], self.errand.by
        why = f"{self.action} {self.errand.id}"

        def write_down(site) -> None:
            for reference in read:
                privacy.record("case.exported", reference, why, who=who, site=site)

        errands.tell_progress(self.site, self.errand.id, number, renew=True, also=write_down)
        self.site._p_jar.cacheMinimize()  # nothing here was changed


def _gone(place, errand: Errand) -> list[Obstacle]:
    """The cases that the person may not read (any more)."""
    desks = set(desks_of(errand.by, place))
    return [
        Obstacle(reference, GONE)
        for reference in errand.cases.references
        if (place.cases.path(reference) or "").rpartition("/")[0] not in desks
    ]


def _finish(errand_id: str, action: str, gone: list[Obstacle], file, site) -> None:
    errand = kept(office(site)).errands.get(errand_id)
    if errand is None:
        return
    if gone:
        errand.end(STOPPED, gone)
        return
    file.seek(0)
    errand.keep(f"vorgaenge-{clock.today()}.{action}", file)
    errand.end(DONE)


def _fail(site, payload: dict) -> None:
    errand = Payload.of(payload).find(office(site))
    if errand is not None and not errand.is_over:
        errand.end(FAILED)
