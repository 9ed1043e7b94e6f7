"""All rules that were ever in force in a unit: when, by whom, why, and how they read."""

from functools import cached_property

from zExceptions import NotFound

from permitdesk.access import full_name
from permitdesk.casework.routing.book import Version
from permitdesk.casework.routing.views.unit import UnitPage
from permitdesk.casework.routing.words import say
from permitdesk.core import _
from permitdesk.core.in_words import moment
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Cell, PageTemplate, Table

COLUMNS = (
    _("casework_route_column_number", default="Nr."),
    _("casework_route_column_since", default="In Kraft seit"),
    _("casework_route_column_by", default="Von"),
    _("casework_route_column_reason", default="Grund"),
)
CAPTION = _("casework_route_versions_caption", default="Regeln dieses Sachgebiets")
NUMBERED = _("casework_route_numbered", default="Regeln Nr. ${number}")


class VersionsPage(UnitPage):
    """``?number=`` shows one of them in full."""

    name = "routing-versions"
    index = PageTemplate("versions.pt")
    title = _("casework_route_versions", default="Frühere Regeln")

    @cached_property
    def chosen(self) -> Version | None:
        number = self.sent("number", 6)
        if not number:
            return None
        found = [each for each in self.book.versions() if str(each.number) == number]
        if not found:
            raise NotFound(number)
        return found[0]

    def heading(self) -> str:
        return say(NUMBERED, number=self.chosen.number)

    def table(self) -> Table | None:
        versions = self.book.versions()
        if not versions:
            return None
        return Table(
            say(CAPTION),
            [say(column) for column in COLUMNS],
            [
                (
                    Cell(str(each.number), f"{self.here}?number={each.number}"),
                    Cell(moment(each.at, SOURCE)),
                    Cell(full_name(each.by), isolate=True),
                    Cell(each.reason, isolate=True),
                )
                for each in reversed(versions)
            ],
        )
