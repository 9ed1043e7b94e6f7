"""The blocks of a service: put in, made of a step, and taken over anew when one has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.texts import Shown
from permitdesk.designer.moving.folder_page import NONE_CHOSEN, Choice
from permitdesk.designer.views.compare import Told, said
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import blocks as block_parts
from permitdesk.services import own_blocks, unfinished
from permitdesk.services.blocks import (
    BOTH,
    GONE,
    NEW,
    NEWER,
    OURS_ONLY,
    Block,
    Item,
    NamesTakenError,
    field_names,
    inserted,
    offered,
    updated,
)
from permitdesk.services.comparison import compare
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.sheet import Sheet
from permitdesk.services.taking import files_of, put, revision_of
from permitdesk.theme import Badge, PageTemplate
from permitdesk.translation import unwritable

STATES = {
    NEW: ("info", _("designer_moving_new", default="Neu")),
    NEWER: ("info", _("designer_moving_newer", default="Neuer als hier")),
    OURS_ONLY: ("success", _("designer_moving_ours", default="Nur hier geändert")),
    BOTH: ("warning", _("designer_moving_both", default="Hier und dort geändert")),
    GONE: ("warning", _("designer_blocks_gone", default="Im Baustein nicht mehr da")),
}
UP_TO_DATE = _("designer_blocks_same", default="Gleich wie der Baustein")
NO_BLOCK = _("designer_blocks_no_block", default="Den Baustein gibt es nicht mehr")
_GRAVEST = (BOTH, GONE, NEWER, NEW, OURS_ONLY)
NAMES_TAKEN = _(
    "designer_blocks_taken",
    default="Das geht nicht, denn der Dienst hat schon: ${names}. Löschen Sie das zuerst im"
    " Formular.",
)
CHOOSE_BLOCK = _("designer_blocks_choose", default="Wählen Sie einen Baustein aus.")
CHOOSE_STEP = _("designer_blocks_choose_step", default="Wählen Sie einen Abschnitt aus.")
NO_TITLE = _("designer_blocks_no_title", default="Geben Sie dem Baustein einen Namen.")


def standing(items: tuple[Item, ...] | None) -> tuple[str, Message]:
    """How a whole block stands in a service: the gravest of what differs, as a badge says it."""
    if items is None:
        return "info", NO_BLOCK
    states = {each.state for each in items}
    gravest = next((state for state in _GRAVEST if state in states), None)
    return STATES[gravest] if gravest else ("success", UP_TO_DATE)


@dataclass(frozen=True)
class Used:
    """A block that the service has."""

    id: str
    title: Shown
    badge: Badge
    address: str


class BlocksPage(DesignerPage):
    """``?block=`` shows one block of the service with what is newer. ``do`` of what is sent is
    ``insert`` (``new``), ``make`` (``step``, ``title``), ``take`` (``part``) or ``renew``."""

    name = "blocks"
    tab = "design"
    title = _("designer_blocks", default="Bausteine")
    index = PageTemplate("blocks.pt")
    _preview = PageTemplate("preview.pt")
    _differences = PageTemplate("differences.pt")

    @cached_property
    def files(self) -> ServiceFiles:
        return files_of(self.context)

    @cached_property
    def known(self) -> set[str]:
        return field_names(self.files)

    @cached_property
    def used(self) -> dict[str, ServiceFiles]:
        return dict(own_blocks.used(self.context))

    def now(self, id_: str) -> Block | None:
        return own_blocks.block(getSite(), id_, self.known)

    def items_of(self, id_: str) -> tuple[Item, ...] | None:
        """What differs between a block and this service; None for a block that is gone."""
        now = self.now(id_)
        return None if now is None else offered(self.files, self.used[id_], now.files)

    @property
    def blocks_here(self) -> list[Used]:
        found = []
        for id_ in self.used:
            now, items = self.now(id_), self.items_of(id_)
            title = now.title if now else id_.removeprefix(own_blocks.OWN)
            address = f"{self.here}?block={id_}" if items else ""
            found.append(Used(id_, title, self._badge(items), address))
        return found

    def _badge(self, items: tuple[Item, ...] | None) -> Badge:
        kind, title = standing(items)
        return Badge(kind, str(self.translate(title)))

    # One block

    @cached_property
    def chosen(self) -> str:
        """The block that is looked at."""
        id_ = self.sent("block")
        return id_ if id_ in self.used and self.now(id_) else ""

    @property
    def chosen_title(self) -> str:
        return self.now(self.chosen).title

    @property
    def is_own(self) -> bool:
        return self.chosen.startswith(own_blocks.OWN)

    @property
    def preview(self):
        return self._preview.macros["parts"]

    @property
    def differences(self):
        return self._differences.macros["differences"]

    @property
    def changes(self) -> list[Told]:
        """What would be different if all of it were taken."""
        keys = [each.key for each in self.items_of(self.chosen)]
        after = updated(self.files, self.now(self.chosen).files, keys)
        if unfinished(self.context)[0] is None:
            return []
        pair = revision_of(self.files), revision_of(after)
        return [said(self, each) for each in compare(*pair, self.language, clock.today())]

    @property
    def choices(self) -> list[Choice]:
        ticked = set(self.ticked)
        return [
            Choice(
                each.key,
                each.title,
                Badge(STATES[each.state][0], str(self.translate(STATES[each.state][1]))),
                each.key in ticked if self.is_posted else each.is_safe,
            )
            for each in self.items_of(self.chosen)
        ]

    @property
    def ticked(self) -> list[str]:
        value = self.request.form.get("part", [])
        found = value if isinstance(value, list) else [value]
        return [each for each in found if isinstance(each, str)]

    # What can be put in, and of what a block can be made

    @property
    def others(self) -> list[tuple[str, str]]:
        """Id and title of what is not in the service yet."""
        return [pair for pair in own_blocks.titles(getSite()).items() if pair[0] not in self.used]

    @property
    def steps(self):
        return Sheet(self.files.fields_model).steps

    # What is done

    def done(self) -> str | None:
        match self.sent("do"):
            case "insert":
                return self._insert()
            case "make":
                return self._make()
            case "take" if self.chosen:
                return self._take()
            case "renew" if self.chosen and self.is_own:
                return self._renew()
        return self.here

    def _insert(self) -> str | None:
        now = self.now(self.sent("new"))
        if now is None or now.id in self.used:
            self.complain(CHOOSE_BLOCK, "f-new")
            return None
        try:
            files = inserted(self.files, now.files)
        except NamesTakenError as error:
            titles = self._titles(error.names)
            self.complain(Message(NAMES_TAKEN, mapping={"names": titles}), "f-new")
            return None
        if self.is_overtaken():
            return None
        self._put(files, now.title)
        own_blocks.note_used(self.context, now.id, now.files)
        return f"{self.address}/@@design"

    def _titles(self, names: Sequence[str]) -> str:
        sheet = Sheet(self.files.fields_model)
        there = sheet.names()
        titles = [sheet.item(name).title if name in there else name for name in names]
        return ", ".join(f"„{title}“" for title in dict.fromkeys(titles))

    def _make(self) -> str | None:
        step, title = self.sent("step"), " ".join(self.sent("title").split())
        if step not in {each.name for each in self.steps}:
            self.complain(CHOOSE_STEP, "f-step")
        if not title:
            self.complain(NO_TITLE, "f-title")
        for message in unwritable(title):
            self.complain(message, "f-title")
        if self.problems:
            return None
        made = block_parts.block_of(self.files, step, "", title)
        id_ = own_blocks.keep_block(getSite(), title, made.files)
        own_blocks.note_used(self.context, id_, made.files)
        return self.here

    def _take(self) -> str | None:
        offers = {each.key for each in self.items_of(self.chosen)}
        keys = [key for key in self.ticked if key in offers]
        if not keys:
            self.complain(NONE_CHOSEN, "parts")
            return None
        if self.is_overtaken():
            return None
        now = self.now(self.chosen)
        self._put(updated(self.files, now.files, keys), now.title)
        own_blocks.note_taken(self.context, self.chosen, now.files, keys)
        return f"{self.address}/@@design"

    def _renew(self) -> str | None:
        """Make the block what this service has of it; the others then see that it is newer."""
        if self.is_overtaken():
            return None
        now = self.now(self.chosen)
        files = block_parts.block_again(self.files, now.files)
        own_blocks.keep_block(getSite(), now.title, files, self.chosen)
        own_blocks.note_used(self.context, self.chosen, files)
        return self.here

    def _put(self, files: ServiceFiles, title: str) -> None:
        put(self.context, files)
        self.changed("step", title)
