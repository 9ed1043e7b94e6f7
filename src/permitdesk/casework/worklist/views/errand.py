"""How far an errand is, what came of it, and its file: for who asked, and nobody else."""

from collections.abc import Iterator
from functools import cached_property

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import IUnboundStreamIterator

from permitdesk import privacy
from permitdesk.casework.download import disposition
from permitdesk.casework.handover.assigning import desk_at, title_of
from permitdesk.casework.views.page import OfficePage, moment
from permitdesk.casework.worklist.errand import (
    DONE,
    FAILED,
    STOPPED,
    WAITING,
    WORKING,
    Errand,
    find,
    may_have_file,
)
from permitdesk.casework.worklist.orders import ASSIGN, SHARE
from permitdesk.casework.worklist.words import ACTION_TITLES
from permitdesk.core import _
from permitdesk.theme import Fact, Notice, PageTemplate

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
SAID = {
    WAITING: ("info", _("casework_errand_waiting", default="Der Auftrag beginnt gleich.")),
    WORKING: ("info", _("casework_errand_working", default="Der Auftrag läuft.")),
    DONE: ("success", _("casework_errand_done", default="Erledigt.")),
    STOPPED: ("stop", _("casework_errand_stopped", default="Es ist nichts geschehen.")),
    FAILED: (
        "stop",
        _("casework_errand_failed", default="Der Auftrag ist gescheitert. Es ist nichts geändert."),
    ),
}
FILE = "file"


@implementer(IPublishTraverse)
class ErrandPage(OfficePage):
    """``@@errand/{id}`` and ``@@errand/{id}/file``. Without JavaScript it looks again by itself."""

    index = PageTemplate("errand.pt")
    id_ = wanted = ""

    def publishTraverse(self, request, name):
        if not self.id_:
            self.id_ = name
        elif name == FILE and not self.wanted:
            self.wanted = name
        else:
            raise NotFound(name)
        return self

    def __call__(self):
        if self.wanted:
            return file_of(self.office, self.errand, self.user, self.request.response)
        return super().__call__()

    @cached_property
    def errand(self) -> Errand:
        found = find(self.office, self.id_, self.user)
        if found is None:
            raise NotFound(self.id_)
        return found

    @property
    def title(self) -> str:
        return self.translate(ACTION_TITLES[self.errand.action])

    @property
    def breadcrumb(self):
        return self.place(self.title)

    @property
    def notice(self) -> Notice:
        kind, title = SAID[self.errand.status]
        return Notice(kind, self.translate(title), self.translate(self._counted()))

    @property
    def facts(self) -> list[Fact]:
        """To which desks the cases go."""
        order = self.errand.order
        places = order.desk.split() if order is not None and order.action in (ASSIGN, SHARE) else []
        desks = [desk for each in places if (desk := desk_at(self.office, each)) is not None]
        term = self.translate(_("casework_errand_to", default="An"))
        return [Fact(term, title_of(desk)) for desk in desks]

    def _counted(self):
        errand = self.errand
        values = {"done": errand.done, "total": errand.total, "count": errand.obstacle_count}
        if errand.status == STOPPED:
            return _(
                "casework_errand_in_the_way",
                default="${count} von ${total} Vorgängen standen im Weg. Lassen Sie diese weg, oder"
                " ändern Sie sie zuerst. Dann gilt der Auftrag wieder für alle.",
                mapping=values,
            )
        if errand.status == DONE:
            return _("casework_errand_all", default="Vorgänge: ${total}", mapping=values)
        return _("casework_errand_so_far", default="${done} von ${total} Vorgängen", mapping=values)

    @property
    def looks_again(self) -> bool:
        return not self.errand.is_over

    def obstacles(self) -> list[tuple[str, str]]:
        return [(each.reference, self.translate(each.why)) for each in self.errand.obstacles]

    @property
    def more_obstacles(self) -> int:
        return self.errand.obstacle_count - len(self.errand.obstacles)

    @property
    def has_file(self) -> bool:
        return may_have_file(self.office, self.errand, self.user)

    @property
    def file_address(self) -> str:
        return f"{self.workplace_address}/@@errand/{self.errand.id}/{FILE}"

    @property
    def until(self) -> str:
        return moment(self.errand.until)


@implementer(IUnboundStreamIterator)
class Stream:
    """Chunks as a response; ``None`` of them is in memory before it is sent."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)


def file_of(office, errand: Errand, user: str, response) -> Stream:
    """The file, with headers under which no browser shows or guesses anything. Raises ``NotFound``
    for who may not have it (any more)."""
    if not may_have_file(office, errand, user):
        raise NotFound(FILE)
    privacy.record("cases.file-read", errand.id, str(errand.total))
    response.setHeader("Content-Type", TYPES[errand.action])
    response.setHeader("Content-Disposition", disposition(errand.filename))
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("Referrer-Policy", "no-referrer")
    return Stream(errand.chunks())
