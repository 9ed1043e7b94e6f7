"""What happened to a case, in German, all of it or one kind of it."""

from dataclasses import dataclass
from functools import cached_property

from permitdesk.access import full_name
from permitdesk.casework import history as told
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.theme import PageTemplate

FIRST = 30  # so many are shown at once; the rest is a link away


@dataclass(frozen=True)
class Way:
    """A kind of event that one can look at alone."""

    title: str
    address: str
    count: int
    current: bool


class History(CasePart):
    """``?history=`` is a kind, or ``all``: no personal data, so it may stand in an address."""

    index = PageTemplate("history.pt")

    @cached_property
    def chosen(self) -> str:
        kind = self.request.form.get("history", "")
        return kind if isinstance(kind, str) and kind in {*told.KINDS, "all"} else ""

    @cached_property
    def everything(self) -> list[told.Event]:
        return told.history(self.context)

    def events(self) -> list[told.Event]:
        if self.chosen in told.KINDS:
            return [each for each in self.everything if each.kind == self.chosen]
        return self.everything if self.chosen else self.everything[:FIRST]

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return 0 if self.chosen else max(len(self.everything) - FIRST, 0)

    @property
    def all_address(self) -> str:
        return self._address("all")

    def ways(self) -> list[Way]:
        """The kinds that there is something of, as links."""
        counts = {kind: sum(each.kind == kind for each in self.everything) for kind in told.KINDS}
        every = self.translate(_("casework_dossier_kind_all", default="Alles"))
        return [
            Way(every, self.all_address, len(self.everything), self.chosen not in told.KINDS),
            *(
                Way(self.translate(title), self._address(kind), counts[kind], self.chosen == kind)
                for kind, title in told.KINDS.items()
                if counts[kind]
            ),
        ]

    @staticmethod
    def when(event: told.Event) -> str:
        return moment(event.at)

    @staticmethod
    def who(event: told.Event) -> str:
        return full_name(event.who)

    def _address(self, kind: str) -> str:
        return f"{self.context.absolute_url()}?history={kind}#history"
