"""All blocks, and which services have each, as of when."""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.moving.blocks import standing
from permitdesk.designer.moving.folder_page import FolderPage
from permitdesk.services import own_blocks
from permitdesk.services.blocks import field_names, offered
from permitdesk.services.taking import files_of
from permitdesk.theme import Badge, PageTemplate


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


class AllBlocksPage(FolderPage):
    """A list; an own block that no service has may be deleted (``delete``)."""

    name = "blocks"
    title = _("designer_blocks", default="Bausteine")
    index = PageTemplate("all_blocks.pt")

    @property
    def blocks(self) -> list[ShownBlock]:
        return [
            ShownBlock(id_, title, id_.startswith(own_blocks.OWN), self._users(id_))
            for id_, title in own_blocks.titles(self.site).items()
        ]

    def _users(self, id_: str) -> list[User]:
        found = []
        for service in own_blocks.users_of(self.site, id_):
            files = files_of(service)
            now = own_blocks.block(self.site, id_, field_names(files))
            kind, title = standing(offered(files, own_blocks.used(service)[id_], now.files))
            address = f"{service.absolute_url()}/@@blocks?block={id_}"
            badge = Badge(kind, str(self.translate(title)))
            found.append(User(service.Title() or service.getId(), address, badge))
        return found

    def done(self) -> str:
        id_ = self.sent("delete")
        if id_.startswith(own_blocks.OWN) and not own_blocks.users_of(self.site, id_):
            own_blocks.forget_block(self.site, id_)
        return self.here
