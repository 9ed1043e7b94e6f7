"""The part of the case page by which a case is given away."""

from permitdesk.casework.handover.authority import Given, given, may_be_given
from permitdesk.casework.handover.views.deliver import shown
from permitdesk.casework.views.part import CasePart
from permitdesk.theme import PageTemplate


class HandingOn(CasePart):
    index = PageTemplate("part.pt")

    @property
    def may_be_given(self) -> bool:
        return may_be_given(self.context)

    @property
    def given(self) -> Given | None:
        return given(self.context)

    def deliveries(self) -> list[dict]:
        return shown(self.context, self.page)
