"""One state of a service to read, and the button that makes it the working state again."""

from permitdesk.core import _, clock
from permitdesk.core.texts import Shown
from permitdesk.designer.views.states import WORK, StatesPage
from permitdesk.services import FrozenRevision, review, take_back, told
from permitdesk.theme import PageTemplate


class RevisionPage(StatesPage):
    """``?state=`` is the key of a state. Taking it back publishes nothing."""

    name = "revision"
    index = PageTemplate("revision.pt")

    @property
    def key(self) -> str:
        key = self.sent("state")
        return key if key in self.keys else WORK

    @property
    def title(self) -> Shown:
        return self.state_title(self.key)

    @property
    def told(self) -> list | None:
        state = self.state(self.key)
        return None if state is None else told(state, self.language, clock.today())

    @property
    def frozen(self) -> FrozenRevision | None:
        """What can be taken back; None for what is worked on."""
        if self.key.isdigit():
            return self.context.revisions[int(self.key)]
        return {"asked": review.asked_state(self.context), "aside": self.context.set_aside}.get(
            self.key
        )

    def done(self) -> str | None:
        frozen = self.frozen
        if frozen is None or self.is_overtaken():
            return None
        take_back(self.context, frozen)
        self.changed("revision")
        review.note(self.context, review.RESTORED, number=frozen.number or None)
        return f"{self.address}/@@revisions"

    @property
    def taking_back(self) -> Shown:
        return self.translate(_("designer_take_back", default="Zum Arbeitsstand machen"))
