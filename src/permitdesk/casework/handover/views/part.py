"""The part of the case page by which a case is given away."""

from permitdesk.casework.handover.views.deliver import shown
from permitdesk.casework.views.case.part import CasePart
from permitdesk.theme import PageTemplate


class HandingOn(CasePart):
    index = PageTemplate("part.pt")

    def deliveries(self) -> list[dict]:
        return shown(self.context, self.page)
