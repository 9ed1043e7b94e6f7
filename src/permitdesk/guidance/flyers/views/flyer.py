"""A flyer as a page: the answer, what holds for what one has chosen, the steps."""

from collections.abc import Sequence
from functools import cached_property

from permitdesk.core import clock
from permitdesk.core.interfaces import Code
from permitdesk.district import licence_parts
from permitdesk.guidance.flyers import licence
from permitdesk.guidance.flyers.interfaces import LICENCE
from permitdesk.guidance.flyers.sheet import lines
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


class FlyerView(GuidanceView):
    """``view`` of a Flyer. ``?country=JPN``, ``?country=USA&part=US-TX``: what holds there.

    A state that does not exist is as none chosen.
    """

    index = PageTemplate("flyer.pt")

    @property
    def tells_review(self) -> bool:
        return True

    @property
    def title(self) -> str:
        return f"{self.chosen_title} – {self.context.title}" if self.outcome else self.context.title

    @property
    def steps(self) -> Sequence[str]:
        return lines(self.context.steps)

    @property
    def notes(self) -> Sequence[str]:
        return lines(self.context.notes)

    @property
    def responsible(self) -> Sequence[str]:
        return lines(self.context.responsible)

    @property
    def asks_licence(self) -> bool:
        return self.context.picker == LICENCE

    @cached_property
    def states(self) -> Sequence[Code]:
        return licence.states(self.language)

    @cached_property
    def state(self) -> str:
        asked = self._asked("country")
        known = {each.value for each in self.states} if self.asks_licence else ()
        return asked if asked in known else ""

    @cached_property
    def part(self) -> str:
        asked = self._asked("part")
        return asked if self.asks_part and asked in licence_parts() else ""

    @property
    def asks_part(self) -> bool:
        return licence.asks_for_part(self.state)

    @property
    def parts_of_state(self) -> Sequence[tuple[str, str]]:
        return tuple(licence_parts().items())

    @cached_property
    def outcome(self) -> licence.Outcome | None:
        if not self.state:
            return None
        return licence.outcome(self.state, self.part, self.language, clock.today())

    @property
    def chosen_title(self) -> str:
        return licence.title(self.state, self.part, self.language)

    @property
    def print_address(self) -> str:
        return f"{self.context.absolute_url()}/@@print"

    def _asked(self, name: str) -> str:
        asked = self.request.form.get(name, "")
        return asked if isinstance(asked, str) else ""
