"""What the frame of every page shows from here: main navigation and footer."""

from collections.abc import Sequence

from zope.i18n import translate
from zope.interface import implementer

from permitdesk.core import _, languages
from permitdesk.guidance import ROLES, page_with_role, topics
from permitdesk.site.addresses import services_address
from permitdesk.theme import Link
from permitdesk.theme.interfaces import IFooterLinks, INavigation


class _Frame:
    def __init__(self, site, request):
        self.site, self.request = site, request
        self.language = languages.of(request)
        self.home = f"{site.absolute_url()}/{self.language}"


@implementer(INavigation)
class Navigation(_Frame):
    """Services, the topics of this language, my application."""

    def entries(self) -> Sequence[Link]:
        here = self.request.get("ACTUAL_URL", "")
        services = translate(_("site_services", default="Online-Dienste"), context=self.request)
        mine = translate(_("site_my_application", default="Mein Antrag"), context=self.request)
        entries = [
            (services, services_address(self.site, self.language)),
            *((topic.title, topic.address) for topic in topics(self.language)),
            (mine, f"{self.home}/status"),
        ]
        return [Link(title, address, current=here == address) for title, address in entries]


@implementer(IFooterLinks)
class Footer(_Frame):
    """The obligatory pages: in this language, else the German one."""

    def links(self) -> Sequence[Link]:
        found = []
        for role in ROLES:
            page = page_with_role(self.language, role)
            if page:
                found.append(Link(page.title, page.address))
            elif german := page_with_role(languages.SOURCE, role):
                found.append(Link(german.title, german.address, language=languages.SOURCE))
        return found
