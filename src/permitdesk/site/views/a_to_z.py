"""All services and titles from A to Z, in the letters of the language."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from plone import api

from permitdesk.core import _
from permitdesk.site.a_to_z import Letter, a_to_z
from permitdesk.site.addresses import A_TO_Z, in_each_language, services_address
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Link, PageTemplate


class AToZ(SitePage):
    """``a-z`` on a language's root folder."""

    index = PageTemplate("a_to_z.pt")

    title = _("site_a_to_z", default="Alle Anliegen von A bis Z")
    abstract = _(
        "site_a_to_z_abstract",
        default="Alle Online-Dienste und alle Aufenthaltstitel, nach dem Alphabet.",
    )
    editing = ()

    @property
    def breadcrumb(self) -> Sequence[Link]:
        services = services_address(api.portal.get(), self.language)
        return [
            Link(self.translate(_("site_home", default="Startseite")), self.home),
            Link(self.translate(_("site_services", default="Online-Dienste")), services),
        ]

    def alternates(self) -> Mapping[str, str]:
        return in_each_language(api.portal.get(), A_TO_Z)

    @cached_property
    def letters(self) -> Sequence[Letter]:
        return a_to_z(self.language)
