"""The states of a service that one can read or compare: revisions, and what is worked on."""

from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import (
    UnpublishableError,
    review,
    revision,
    thawed,
    working_revision,
)
from permitdesk.services.definition import Revision
from permitdesk.theme import Choice

WORK, ASKED, ASIDE = "work", "asked", "aside"
TITLES = {
    WORK: _("designer_state_work", default="Arbeitsstand"),
    ASKED: _("designer_state_asked", default="Stand bei der Bitte um Prüfung"),
    ASIDE: _("designer_state_aside", default="Stand vor dem Zurückholen"),
}
NUMBERED = _("designer_state_revision", default="Fassung ${number}")


def state_of(service, key: str) -> Revision | None:
    """A state by its key: a number, or one of TITLES; None for one that is not there.

    Raises ``UnpublishableError`` for one that cannot be read.
    """
    if key == WORK:
        return working_revision(service)
    if key == ASKED:
        asked = review.asked_state(service)
        return thawed(service.getId(), asked) if asked else None
    if key == ASIDE:
        return thawed(service.getId(), service.set_aside) if service.set_aside else None
    known = {str(number): number for number in service.revisions}
    return revision(service, known[key]) if key in known else None


class StatesPage(DesignerPage):
    """A page that shows states of the service."""

    tab = "revisions"
    unreadable = False

    def state(self, key: str) -> Revision | None:
        try:
            return state_of(self.context, key)
        except UnpublishableError:
            self.unreadable = True
            return None

    def state_title(self, key: str) -> Shown:
        if key in TITLES:
            return self.translate(TITLES[key])
        return self.translate(Message(NUMBERED, mapping={"number": key}))

    @cached_property
    def keys(self) -> list[str]:
        """The states there are, the newest first."""
        kept = [WORK]
        kept += [ASKED] if review.asked_state(self.context) else []
        kept += [ASIDE] if self.context.set_aside else []
        return [*kept, *map(str, sorted(self.context.revisions, reverse=True))]

    def choices(self, chosen: str) -> list[Choice]:
        return [Choice(key, str(self.state_title(key)), key == chosen) for key in self.keys]

    def when(self, moment: str) -> str:
        """A moment of a record in words; empty where there is none."""
        return in_words.moment(review.at(moment), self.language) if moment else ""
