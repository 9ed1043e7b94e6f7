"""The blocks of a service: how each stands, and putting in, making, taking over, changing one.

What the page and the API ask for alike. Who calls looks first whether the service was changed
meanwhile, and notes the change afterwards (``edition.changed``).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.designer.moving.states import NONE_CHOSEN, STATES
from permitdesk.services import blocks as block_parts
from permitdesk.services import own_blocks
from permitdesk.services.blocks import Block, Item, NamesTakenError, inserted, offered, updated
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.sheet import Sheet
from permitdesk.services.taking import BOTH, NEW, NEWER, OURS, files_of, put
from permitdesk.translation import unwritable

UP_TO_DATE = _("designer_blocks_same", default="Gleich wie der Baustein")
NO_BLOCK = _("designer_blocks_no_block", default="Den Baustein gibt es nicht mehr")
_GRAVEST = (BOTH, block_parts.GONE, NEWER, NEW, OURS)
NAMES_TAKEN = _(
    "designer_blocks_taken",
    default="Das geht nicht, denn der Dienst hat schon: ${names}. Löschen Sie das zuerst im"
    " Formular.",
)
CHOOSE_BLOCK = _("designer_blocks_choose", default="Wählen Sie einen Baustein aus.")
CHOOSE_STEP = _("designer_blocks_choose_step", default="Wählen Sie einen Abschnitt aus.")
NO_TITLE = _("designer_blocks_no_title", default="Geben Sie dem Baustein einen Namen.")


class UnfitBlockError(ValueError):
    """It cannot be done; ``said`` tells why, by what is wrong: ``block``, ``step``, ``title``,
    ``parts``. Nothing was changed."""

    def __init__(self, said: Mapping[str, Message]) -> None:
        self.said = said
        super().__init__(", ".join(said))


def standing(items: tuple[Item, ...] | None) -> tuple[str, tuple[str, Message]]:
    """How a whole block stands in a service: the gravest of what differs, its state and the kind
    and words of a badge. ``items`` is None for a block that is gone."""
    if items is None:
        return "no-block", ("info", NO_BLOCK)
    states = {each.state for each in items}
    gravest = next((state for state in _GRAVEST if state in states), None)
    return (gravest, STATES[gravest]) if gravest else ("same", ("success", UP_TO_DATE))


class BlocksOf:
    """Read once; after a change it is about what was before."""

    def __init__(self, service) -> None:
        self.service, self.site = service, getSite()

    @cached_property
    def files(self) -> ServiceFiles:
        return files_of(self.service)

    @cached_property
    def known(self) -> set[str]:
        return block_parts.field_names(self.files)

    @cached_property
    def used(self) -> Mapping[str, ServiceFiles]:
        """The blocks that the service has, as they were when they were put in."""
        return own_blocks.used(self.service)

    def now(self, id_: str) -> Block | None:
        """A block as it is now for this service; None for one that is gone."""
        return own_blocks.block(self.site, id_, self.known)

    def title(self, id_: str) -> str:
        now = self.now(id_)
        return now.title if now else id_.removeprefix(own_blocks.OWN)

    def items(self, id_: str) -> tuple[Item, ...] | None:
        """What differs between a block and this service; None for a block that is gone."""
        now = self.now(id_)
        return None if now is None else offered(self.files, self.used[id_], now.files)

    @property
    def others(self) -> dict[str, str]:
        """The titles of those that are not in the service yet, by id."""
        every = own_blocks.titles(self.site)
        return {id_: title for id_, title in every.items() if id_ not in self.used}

    # Each of these changes something, or raises ``UnfitBlockError``.

    def insert(self, id_: str) -> str:
        """Put a block at the end of the form; returns its title."""
        now = self.now(id_)
        if now is None or id_ in self.used:
            raise UnfitBlockError({"block": CHOOSE_BLOCK})
        try:
            files = inserted(self.files, now.files)
        except NamesTakenError as error:
            names = {"names": self._titles(error.names)}
            raise UnfitBlockError({"block": Message(NAMES_TAKEN, mapping=names)}) from error
        put(self.service, files)
        own_blocks.note_used(self.service, id_, now.files)
        return now.title

    def make(self, step: str, title: str) -> str:
        """Make a block of a step; returns its id. The service stays as it is."""
        title = " ".join(title.split())
        said = {}
        if step not in {each.name for each in Sheet(self.files.fields_model).steps}:
            said["step"] = CHOOSE_STEP
        if not title:
            said["title"] = NO_TITLE
        elif found := unwritable(title):
            said["title"] = found[0]
        if said:
            raise UnfitBlockError(said)
        made = block_parts.block_of(self.files, step, "", title)
        id_ = own_blocks.keep_block(self.site, title, made.files)
        own_blocks.note_used(self.service, id_, made.files)
        return id_

    def take(self, id_: str, keys: Collection[str]) -> str:
        """Take items of a block over as they are there now; returns its title."""
        there = {each.key for each in self._items_there(id_)}
        keys = [key for key in keys if key in there]
        if not keys:
            raise UnfitBlockError({"parts": NONE_CHOSEN})
        now = self.now(id_)
        put(self.service, updated(self.files, now.files, keys))
        own_blocks.note_taken(self.service, id_, now.files, keys)
        return now.title

    def renew(self, id_: str) -> None:
        """Make one of the office's blocks what this service has of it; the others then see that it
        is newer."""
        self._items_there(id_)
        if not id_.startswith(own_blocks.OWN):
            raise UnfitBlockError({"block": CHOOSE_BLOCK})
        now = self.now(id_)
        files = block_parts.block_again(self.files, now.files)
        own_blocks.keep_block(self.site, now.title, files, id_)
        own_blocks.note_used(self.service, id_, files)

    def _items_there(self, id_: str) -> tuple[Item, ...]:
        found = self.items(id_) if id_ in self.used else None
        if found is None:
            raise UnfitBlockError({"block": CHOOSE_BLOCK})
        return found

    def _titles(self, names: Sequence[str]) -> str:
        sheet = Sheet(self.files.fields_model)
        there = sheet.names()
        titles = [sheet.item(name).title if name in there else name for name in names]
        return ", ".join(f"„{title}“" for title in dict.fromkeys(titles))
