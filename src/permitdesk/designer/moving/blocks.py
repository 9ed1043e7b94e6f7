"""The blocks of a service: put in, made of a step, and taken over anew when one has changed."""

from dataclasses import dataclass
from functools import cached_property

from permitdesk.core import _, clock
from permitdesk.core.texts import Shown
from permitdesk.designer.moving.blocks_of import BlocksOf, UnfitBlockError, standing
from permitdesk.designer.moving.folder_page import Choice
from permitdesk.designer.moving.states import badge_of
from permitdesk.designer.views.compare import Told, said
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import own_blocks, unfinished
from permitdesk.services.blocks import Item, updated
from permitdesk.services.comparison import compare
from permitdesk.services.sheet import Sheet
from permitdesk.services.taking import revision_of
from permitdesk.theme import Badge, PageTemplate

# Where on the page stands what is wrong.
_PLACES = {"block": "f-new", "step": "f-step", "title": "f-title", "parts": "parts"}


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
    def blocks(self) -> BlocksOf:
        return BlocksOf(self.context)

    @property
    def blocks_here(self) -> list[Used]:
        found = []
        for id_ in self.blocks.used:
            items = self.blocks.items(id_)
            address = f"{self.here}?block={id_}" if items else ""
            found.append(Used(id_, self.blocks.title(id_), self._badge(items), address))
        return found

    def _badge(self, items: tuple[Item, ...] | None) -> Badge:
        _state, (kind, title) = standing(items)
        return Badge(kind, str(self.translate(title)))

    # One block

    @cached_property
    def chosen(self) -> str:
        """The block that is looked at."""
        id_ = self.sent("block")
        return id_ if id_ in self.blocks.used and self.blocks.now(id_) else ""

    @property
    def chosen_title(self) -> str:
        return self.blocks.title(self.chosen)

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
        files = self.blocks.files
        keys = [each.key for each in self.blocks.items(self.chosen)]
        after = updated(files, self.blocks.now(self.chosen).files, keys)
        if unfinished(self.context)[0] is None:
            return []
        pair = revision_of(files), revision_of(after)
        return [said(self, each) for each in compare(*pair, self.language, clock.today())]

    @property
    def choices(self) -> list[Choice]:
        ticked = set(self.ticked)
        return [
            Choice(
                each.key,
                each.title,
                badge_of(self, each.state),
                each.key in ticked if self.is_posted else each.is_safe,
            )
            for each in self.blocks.items(self.chosen)
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
        return [*self.blocks.others.items()]

    @property
    def steps(self):
        return Sheet(self.blocks.files.fields_model).steps

    # What is done

    def done(self) -> str | None:
        do = self.sent("do")
        if do not in ("insert", "make", "take", "renew"):
            return self.here
        # A block made of a step leaves the service as it is.
        if do != "make" and self.is_overtaken():
            return None
        try:
            return getattr(self, f"_{do}")()
        except UnfitBlockError as error:
            for part, message in error.said.items():
                self.complain(message, _PLACES[part])
            return None

    def _insert(self) -> str:
        self.changed("step", self.blocks.insert(self.sent("new")))
        return f"{self.address}/@@design"

    def _make(self) -> str:
        self.blocks.make(self.sent("step"), self.sent("title"))
        return self.here

    def _take(self) -> str:
        self.changed("step", self.blocks.take(self.chosen, self.ticked))
        return f"{self.address}/@@design"

    def _renew(self) -> str:
        self.blocks.renew(self.chosen)
        return self.here
