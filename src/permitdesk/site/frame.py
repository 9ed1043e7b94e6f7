"""What the frame of every page shows from here: main navigation and footer."""

from collections.abc import Sequence

from zope.i18n import translate
from zope.interface import implementer

from permitdesk.core import _, languages
from permitdesk.core.texts import Text
from permitdesk.guidance import ROLES, editors_entry, latest_news, pages_by_role, topics
from permitdesk.privacy import audit_entry
from permitdesk.services import studio_entry
from permitdesk.site.addresses import news_address, services_address
from permitdesk.theme import Link
from permitdesk.theme.interfaces import IFeedback, IFooterLinks, INavigation

NEWS = _("site_news", default="Aktuelles")


class _Frame:
    def __init__(self, site, request):
        self.site, self.request = site, request
        self.language = languages.of(request)
        self.home = f"{site.absolute_url()}/{self.language}"


@implementer(INavigation)
class Navigation(_Frame):
    """Services, the topics of this language, my application; for who configures services, edits
    guidance or reads the audit trail the way there."""

    def entries(self) -> Sequence[Link]:
        here = self.request.get("ACTUAL_URL", "")
        services = translate(_("site_services", default="Online-Dienste"), context=self.request)
        mine = translate(_("site_my_application", default="Mein Antrag"), context=self.request)
        entries = [
            (services, services_address(self.site, self.language)),
            *((topic.title, topic.address) for topic in topics(self.language)),
            (mine, f"{self.home}/status"),
        ]
        links = [Link(title, address, current=here == address) for title, address in entries]
        ways = (studio_entry, editors_entry, audit_entry)
        staff = (entry(self.request, self.language) for entry in ways)
        return [*links, *filter(None, staff)]


@implementer(IFeedback)
class Helped(_Frame):
    """The page of this language that takes what visitors say."""

    def address(self) -> str:
        return f"{self.home}/feedback"


@implementer(IFooterLinks)
class Footer(_Frame):
    """News where there are any; the obligatory pages: in this language, else the German one."""

    def links(self) -> Sequence[Link]:
        own = pages_by_role(self.language)
        german = pages_by_role(languages.SOURCE) if ROLES.keys() - own.keys() else {}
        found = []
        if latest_news(self.language):
            title = translate(NEWS, context=self.request)
            found.append(Link(title, news_address(self.site, self.language)))
        for role in ROLES:
            if page := own.get(role):
                found.append(Link(page.title, page.address))
            elif page := german.get(role):
                title = Text(page.title, languages.SOURCE)
                found.append(Link(title, page.address))
        return found
