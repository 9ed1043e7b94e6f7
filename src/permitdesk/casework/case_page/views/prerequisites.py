"""What the law asks for beside what was answered."""

from functools import cached_property

from permitdesk.casework.prerequisites import STATES, day_compared, prerequisites
from permitdesk.casework.views.page import day
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.core.texts import listed
from permitdesk.theme import Badge, Cell, PageTemplate, Table

COLUMNS = (
    _("casework_prerequisite", default="Voraussetzung"),
    _("casework_prerequisite_state", default="Stand"),
    _("casework_prerequisite_answers", default="Angaben"),
    _("casework_prerequisite_law", default="Das verlangt das Gesetz"),
)


class Prerequisites(CasePart):
    index = PageTemplate("prerequisites.pt")

    @cached_property
    def prerequisites(self) -> Table | None:
        """What the law asks for beside the answers; None where the service compares nothing."""
        found = prerequisites(self.revision, self.application)
        if not found:
            return None
        caption = _(
            "casework_prerequisites_caption",
            default="Verglichen mit dem Gesetz, wie es am ${day} galt",
            mapping={"day": day(day_compared(self.application).isoformat())},
        )
        return Table(
            self.translate(caption),
            [self.translate(column) for column in COLUMNS],
            [
                (
                    Cell(each.title),
                    Cell("", badge=self.prerequisite_badge(each.state)),
                    Cell(listed(each.answers)),
                    Cell(each.text),
                )
                for each in found
            ],
        )

    def prerequisite_badge(self, state: str) -> Badge:
        kind, title = STATES[state]
        return Badge(kind, self.translate(title))
