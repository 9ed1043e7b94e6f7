"""The menu of the workplace, with how much waits behind each entry."""

from collections.abc import Iterator

from zope.component import adapter
from zope.interface import Interface, implementer

from permitdesk.access import staff_id
from permitdesk.casework.dossier.todo import count_due
from permitdesk.casework.interfaces import IOffice
from permitdesk.casework.responsibility import desks_of, units_of
from permitdesk.casework.worklist.listing import ENTRANCES, Filter
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.guidance import editors_entry
from permitdesk.privacy import audit_entry
from permitdesk.services import studio_entry
from permitdesk.theme import Link
from permitdesk.theme.interfaces import IStaffNavigation

TODAY = _("casework_menu_today", default="heute zu tun")
DUE = _("casework_menu_due", default="fällig")


@implementer(IStaffNavigation)
@adapter(IOffice, Interface)
class WorkMenu:
    """The work, what is to do, the units one belongs to, and for who configures services,
    edits guidance or reads the audit trail the way there; the pages for visitors are behind
    the district's name."""

    def __init__(self, office, request):
        self.office, self.request, self.user = office, request, staff_id()

    def entries(self, context) -> tuple[Link, ...]:
        ways = (studio_entry, editors_entry, audit_entry)
        others = (entry(self.request, SOURCE) for entry in ways)
        return (*self._work(), *self._units(context), *filter(None, others))

    def _work(self) -> Iterator[Link]:
        here = self.request.get("ACTUAL_URL", "").rstrip("/").replace("/@@", "/")
        address = self.office.absolute_url()
        title = _("casework_workplace_title", default="Arbeitsplatz")
        yield Link(
            say(title, SOURCE),
            address,
            current=here == address,
            count=_counted(self._urgent()),
            count_of=say(TODAY, SOURCE),
        )
        title = _("casework_tasks_title", default="Aufgaben")
        yield Link(
            say(title, SOURCE),
            f"{address}/@@tasks",
            current=here == f"{address}/tasks",
            count=_counted(self._due()),
            count_of=say(DUE, SOURCE),
        )

    def _urgent(self) -> int:
        query = Filter(**ENTRANCES["urgent"]).query(clock.today())
        return self.office.cases.count(set(desks_of(self.user, self.office)), query)

    def _due(self) -> int:
        return count_due(self.user, self.office, clock.today())

    def _units(self, context) -> Iterator[Link]:
        """Every page about a unit is one of the unit's."""
        place = context.absolute_url()
        for unit in units_of(self.user, self.office):
            address = unit.absolute_url()
            yield Link(unit.title, f"{address}/@@unit", current=place == address)


def _counted(number: int) -> str:
    """Nothing is said where nothing waits."""
    return in_words.number(number, SOURCE) if number else ""
