"""Sent applications on a changed service, for the head of a unit: counts and references only."""

from collections.abc import Sequence
from functools import cached_property

from Acquisition import aq_inner, aq_parent
from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.designer.trying.replay import KINDS, USUAL, Replay, replay
from permitdesk.designer.trying.views.try_out import BROKEN
from permitdesk.services import UnpublishableError, all_services
from permitdesk.theme import Cell, ErrorLink, Link, Notice, PageTemplate, StaffPage, Table
from permitdesk.theme.interfaces import IStaffNavigation

MOST = 500
KIND_TITLES = {
    "questions": _("designer_replay_questions", default="Fragen mehr"),
    "open": _("designer_replay_open", default="Antworten, die fehlen oder nicht gehen"),
    "documents": _("designer_replay_documents", default="Unterlagen mehr"),
    "fee": _("designer_replay_fee", default="Andere Gebühr"),
    "desk": _("designer_replay_desk", default="Anderer Ordner"),
    "stopped": _("designer_replay_stopped", default="Senden möglich oder nicht: anders"),
}
REFERENCE = _("casework_column_reference", default="Nummer")
CAPTION = _("designer_replay_caption", default="Anträge, die anders ausgingen")
SUMMARY = _(
    "designer_replay_summary",
    default="Verglichene Anträge: ${count}. Anders gingen aus: ${otherwise}.",
)
NONE = _("designer_replay_none", default="Zu diesem Dienst hat das Sachgebiet keine Anträge.")
YES = _("designer_replay_yes", default="ja")
CHOOSE = _("designer_replay_choose", default="Wählen Sie einen Dienst.")


class ReplayPage(StaffPage):
    """Read by POST: what is read is recorded, and nobody reads by following a link. No answer
    stands here."""

    language = SOURCE
    title = _("designer_replay_title", default="Anträge mit einem geänderten Dienst vergleichen")
    index = PageTemplate("replay_page.pt")
    problems: Sequence[ErrorLink] = ()
    result: Replay | None = None

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.compare()
        return super().__call__()

    def compare(self) -> None:
        service = self.services.get(self.chosen)
        if service is None:
            self.problems = [ErrorLink("f-service", self.translate(CHOOSE))]
            return
        try:
            self.result = replay(self.context, service, self.last)
        except UnpublishableError:
            self.problems = [ErrorLink("f-service", self.translate(BROKEN))]

    @property
    def errors(self) -> Sequence[ErrorLink]:
        return self.problems

    @cached_property
    def services(self) -> dict[str, object]:
        """The services of the unit, by id."""
        mine = set(self.context.services or ())
        found = all_services(getSite(), drafts=True)
        return {each.getId(): each for each in found if each.getId() in mine}

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(id_, each.Title()) for id_, each in self.services.items()]

    @property
    def chosen(self) -> str:
        return self._sent("service")

    @property
    def last(self) -> int:
        number = self._sent("last")
        return min(max(int(number), 1), MOST) if number.isdecimal() and len(number) < 6 else USUAL

    def _sent(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return whole(value[:100]) if isinstance(value, str) else ""

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@@service-replay"

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """What the workplace says: the head comes from there."""
        office = aq_parent(aq_inner(self.context))
        menu = getMultiAdapter((office, self.request), IStaffNavigation)
        return tuple(menu.entries(self.context))

    @property
    def breadcrumb(self) -> list[Link]:
        unit = self.context
        return [
            Link(unit.title, f"{unit.absolute_url()}/@@unit"),
            Link(str(self.translate(self.title)), ""),
        ]

    @property
    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @property
    def summary(self) -> Notice | None:
        if self.result is None:
            return None
        mapping = {"count": self.result.count, "otherwise": len(self.result.items)}
        text = Message(SUMMARY, mapping=mapping) if self.result.count else NONE
        return Notice("info", say(text, SOURCE))

    @property
    def totals(self) -> list[str]:
        """How many applications each kind of difference concerns."""
        if self.result is None:
            return []
        return [
            f"{self.translate(KIND_TITLES[kind])}: {self.result.totals[kind]}"
            for kind in KINDS
            if self.result.totals.get(kind)
        ]

    @property
    def table(self) -> Table | None:
        if self.result is None or not self.result.items:
            return None
        kinds = [kind for kind in KINDS if self.result.totals.get(kind)]
        columns = [REFERENCE, *(KIND_TITLES[kind] for kind in kinds)]
        rows = [
            [
                Cell(each.reference, each.address, isolate=True),
                *(Cell(self._count(kind, each.counts.get(kind, 0))) for kind in kinds),
            ]
            for each in self.result.items
        ]
        return Table(self.translate(CAPTION), [str(self.translate(c)) for c in columns], rows)

    def _count(self, kind: str, number: int) -> str:
        if not number:
            return ""
        is_number = kind in ("questions", "open", "documents")
        return str(number) if is_number else str(self.translate(YES))
