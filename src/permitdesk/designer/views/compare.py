"""Two states of a service side by side, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from permitdesk.core import _, clock
from permitdesk.core.texts import Shown
from permitdesk.designer.views.states import WORK, StatesPage
from permitdesk.services.comparison import ADDED, CHANGED, REMOVED, Difference, Line, compare
from permitdesk.services.findings import place_in_words
from permitdesk.theme import Badge, PageTemplate

KINDS = {
    ADDED: ("success", _("designer_compare_added", default="Neu")),
    REMOVED: ("stop", _("designer_compare_removed", default="Entfernt")),
    CHANGED: ("info", _("designer_compare_changed", default="Geändert")),
}


@dataclass(frozen=True)
class Told:
    place: Shown
    badge: Badge
    lines: Sequence[Line]
    lang: str = ""


class ComparePage(StatesPage):
    """``?old=`` and ``?new=`` are keys of states; at first what is public and what is worked on."""

    name = "compare"
    title = _("designer_compare_title", default="Zwei Stände vergleichen")
    index = PageTemplate("compare.pt")

    @property
    def old(self) -> str:
        number = self.context.published_number or max(self.context.revisions, default=0)
        return self._key("old", str(number) if number else WORK)

    @property
    def new(self) -> str:
        return self._key("new", WORK)

    def _key(self, name: str, usual: str) -> str:
        key = self.sent(name)
        return key if key in self.keys else usual

    @cached_property
    def differences(self) -> list[Told] | None:
        """None where one of the two cannot be read."""
        old, new = self.state(self.old), self.state(self.new)
        if old is None or new is None:
            return None
        return [said(self, each) for each in compare(old, new, self.language, clock.today())]


def said(page, difference: Difference) -> Told:
    """A difference as a page shows it."""
    kind, word = KINDS[difference.kind]
    whole = page.translate(_("designer_findings_whole", default="Ganzer Dienst"))
    place = place_in_words(difference.place, page.language) or whole
    is_language = difference.place.kind == "language"
    return Told(
        place,
        Badge(kind, str(page.translate(word))),
        difference.lines,
        difference.place.name if is_language else "de",
    )
