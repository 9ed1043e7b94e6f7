"""What stands in Plone's frame in place of its logo, search, menus and footer."""

from collections.abc import Sequence

from plone.app.layout.viewlets import ViewletBase
from zope.component.hooks import getSite

from permitdesk.core import languages
from permitdesk.guidance import editors_entry
from permitdesk.privacy import audit_entry
from permitdesk.services import studio_entry
from permitdesk.theme import Link, PageTemplate, asset_address, identity


class Nothing(ViewletBase):
    """In place of what our frame does not have."""

    def update(self) -> None: ...

    def render(self) -> str:
        return ""


class Header(ViewletBase):
    """Arms and name of the district, and the ways back to where one works."""

    index = PageTemplate("header.pt")

    def update(self) -> None:
        self.site_address = getSite().absolute_url()
        self.language = languages.SOURCE
        self.identity = identity.identity()
        self.arms_address = identity.arms_address(self.site_address, self.identity)

    @property
    def name(self) -> str:
        return identity.district_name()

    @property
    def arms_width(self) -> int:
        return self.identity.arms.width_at(44)

    @property
    def links(self) -> Sequence[Link]:
        ways = (editors_entry, studio_entry, audit_entry)
        entries = (entry(self.request, self.language) for entry in ways)
        return list(filter(None, entries))


class Styles(ViewletBase):
    """Our styles behind Plone's, and the arms in the tab."""

    def update(self) -> None: ...

    def render(self) -> str:
        site_address, own = getSite().absolute_url(), identity.identity()
        styles = (
            asset_address(site_address, "editing.css"),
            identity.sheet_address(site_address, own),
        )
        icon = identity.arms_address(site_address, own) or asset_address(site_address, "icon.svg")
        return "\n".join(
            f'<link rel="{kind}" href="{address}"/>'
            for kind, address in (*(("stylesheet", each) for each in styles), ("icon", icon))
            if address
        )
