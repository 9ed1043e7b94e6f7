"""All blocks, and which services have each, as of when."""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.moving.blocks_of import BlocksOf, standing
from permitdesk.designer.moving.folder_page import FolderPage
from permitdesk.services import own_blocks
from permitdesk.theme import Badge, PageTemplate

OWN_BLOCKS = _("designer_all_blocks_own", default="Eigene Bausteine")
SHIPPED_BLOCKS = _("designer_all_blocks_with_portal", default="Kommen mit dem Portal")


@dataclass(frozen=True)
class User:
    """A service that has a block."""

    title: str
    address: str
    badge: Badge


@dataclass(frozen=True)
class ShownBlock:
    id: str
    title: Shown
    is_own: bool
    users: Sequence[User]


@dataclass(frozen=True)
class Group:
    title: Shown
    blocks: Sequence[ShownBlock]


class AllBlocksPage(FolderPage):
    """Two lists; an own block that no service has may be deleted (``delete``)."""

    name = "blocks"
    title = _("designer_blocks", default="Bausteine")
    index = PageTemplate("all_blocks.pt")

    @property
    def groups(self) -> list[Group]:
        """The office's own ones first, then what the portal brings."""
        titles = ((True, OWN_BLOCKS), (False, SHIPPED_BLOCKS))
        every = self.blocks
        found = [(title, [b for b in every if b.is_own == own]) for own, title in titles]
        return [Group(self.translate(title), blocks) for title, blocks in found if blocks]

    @property
    def blocks(self) -> list[ShownBlock]:
        return [
            ShownBlock(id_, title, id_.startswith(own_blocks.OWN), self._users(id_))
            for id_, title in own_blocks.titles(self.site).items()
        ]

    def _users(self, id_: str) -> list[User]:
        found = []
        for service in own_blocks.users_of(self.site, id_):
            _state, (kind, title) = standing(BlocksOf(service).items(id_))
            address = f"{service.absolute_url()}/@@blocks?block={id_}"
            badge = Badge(kind, str(self.translate(title)))
            found.append(User(service.Title() or service.getId(), address, badge))
        return found

    def done(self) -> str:
        own_blocks.forget_block(self.site, self.sent("delete"))
        return self.here
