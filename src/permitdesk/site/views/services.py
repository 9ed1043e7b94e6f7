"""All online services, each in the one sentence that says for whom and what."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from plone import api

from permitdesk.core import _, languages
from permitdesk.guidance import service_links
from permitdesk.site.addresses import services_address
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Card, Link, PageTemplate


class Services(SitePage):
    """``dienste`` / ``services`` on a language's root folder."""

    index = PageTemplate("services.pt")

    title = _("site_services", default="Online-Dienste")
    abstract = _(
        "site_services_lead",
        default="Sie brauchen kein Konto. Sie können jederzeit aufhören und später weitermachen.",
    )
    editing = ()

    @property
    def breadcrumb(self) -> Sequence[Link]:
        return [Link(self.translate(_("site_home", default="Startseite")), self.home)]

    def alternates(self) -> Mapping[str, str]:
        site = api.portal.get()
        return {tag: services_address(site, tag) for tag in languages.LANGUAGES}

    @cached_property
    def cards(self) -> Sequence[Card]:
        return self._cards(online=True)

    @cached_property
    def paper_cards(self) -> Sequence[Card]:
        """Further titles, for which there is only a form on paper."""
        return self._cards(online=False)

    def _cards(self, online: bool) -> Sequence[Card]:
        return [
            Card(link.title, link.address, link.brief or link.who)
            for link in service_links(self.language)
            if link.online == online
        ]
