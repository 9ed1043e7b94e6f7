"""The services that were shipped: which are here, what of them is newer, and taking it over."""

from dataclasses import dataclass
from functools import cached_property

from AccessControl import getSecurityManager

from permitdesk.core import _
from permitdesk.designer.moving.folder_page import Choice, FolderPage
from permitdesk.designer.moving.states import STATES
from permitdesk.designer.views.compare import Told
from permitdesk.services import CONFIGURE, edition_of
from permitdesk.services.compose import ServiceFiles, read_service, shipped_ids
from permitdesk.services.interfaces import IService
from permitdesk.services.taking import (
    BOTH,
    DIFFERENT,
    LIBRARY,
    NEWER,
    OURS,
    SAME,
    Offer,
    offers,
)
from permitdesk.theme import Badge, Cell, Fact, PageTemplate, Table

ABSENT = ("info", _("designer_library_absent", default="Nicht eingerichtet"))
# What is said of a whole service: the first of these that one of its parts is.
_GRAVEST = (BOTH, DIFFERENT, NEWER, OURS, SAME)


@dataclass(frozen=True)
class Shipped:
    """A shipped service against the one here."""

    files: ServiceFiles
    service: IService | None
    offers: tuple[Offer, ...]

    @property
    def state(self) -> str | None:
        """The gravest of its parts' states; None where there is no such service here."""
        if self.service is None:
            return None
        states = {each.state for each in self.offers}
        return next((state for state in _GRAVEST if state in states), SAME)


def shipped(folder, service_id: str) -> Shipped:
    """Raises ``OSError`` for one that was never shipped."""
    files = read_service(service_id)
    found = folder.get(service_id)
    service = found if found is not None and IService.providedBy(found) else None
    return Shipped(files, service, offers(service, files, LIBRARY))


class LibraryPage(FolderPage):
    """All of them in a table; ``?service=`` shows one with its parts."""

    name = "library"
    title = _("designer_library", default="Mitgelieferte Dienste")
    index = PageTemplate("library.pt")

    @cached_property
    def shipped(self) -> Shipped | None:
        """The one that is asked for."""
        name = self.sent("service")
        return shipped(self.context, name) if name in shipped_ids() else None

    @property
    def table(self) -> Table:
        columns = (
            _("services_folder_service", default="Dienst"),
            _("services_folder_state", default="Stand"),
        )
        return Table(
            str(self.translate(self.title)),
            [str(self.translate(each)) for each in columns],
            [self._row(shipped(self.context, each)) for each in shipped_ids()],
        )

    def _row(self, each: Shipped) -> list[Cell]:
        kind, title = ABSENT if each.state is None else STATES[each.state]
        return [
            Cell(each.files.title, f"{self.here}?service={each.files.id}"),
            Cell("", badge=Badge(kind, str(self.translate(title)))),
        ]

    @property
    def parts_to_choose(self) -> list[Choice]:
        return self.choices(self.shipped.offers)

    @property
    def has_something(self) -> bool:
        return any(each.is_open for each in self.shipped.offers)

    @property
    def changes(self) -> list[Told]:
        return self.changes_by(self.shipped.service, self.shipped.files, LIBRARY)

    @property
    def made_of(self) -> list[Fact]:
        return self.facts(self.shipped.files)

    @property
    def edition(self) -> str:
        return edition_of(self.shipped.service) if self.shipped.service is not None else ""

    def done(self) -> str | None:
        found = self.shipped
        if found is None:
            return self.here
        if found.service is None:
            if found.files.id in self.context.objectIds():
                return self.here
            return self.begin_service(found.files, LIBRARY)
        if not getSecurityManager().checkPermission(CONFIGURE, found.service):
            return self.here
        return self.take_ticked(found.service, found.files, LIBRARY)
