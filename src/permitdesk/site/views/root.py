"""The root of the portal: leads to a language, tells search engines what is public."""

from xml.sax.saxutils import escape

from plone import api
from plone.app.multilingual.interfaces import ILanguageRootFolder
from Products.Five.browser import BrowserView

from permitdesk.core import languages
from permitdesk.guidance import service_links
from permitdesk.site.addresses import services_address
from permitdesk.site.finding.published import TYPES


class ToLanguage(BrowserView):
    """Default view of the site: to the visitor's language. No cookie; the address remembers."""

    page = ""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Vary", "Accept-Language")
        response.setHeader("Cache-Control", "public, max-age=300")
        address = f"{api.portal.get().absolute_url()}/{self.tag()}"
        return response.redirect(f"{address}/{self.page}" if self.page else address)

    def tag(self) -> str:
        """The language of the address, else that of the visitor."""
        for each in self.request.get("PARENTS", ()):
            if ILanguageRootFolder.providedBy(each):
                return each.getId()
        return languages.asked_for(None, self.request.get("HTTP_ACCEPT_LANGUAGE", ""))


class ToSearch(ToLanguage):
    """Plone's furniture pages at the root lead into the language folders."""

    page = "search"


class Sitemap(BrowserView):
    """``sitemap.xml``: what anybody may see, in each language."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/xml; charset=utf-8")
        response.setHeader("Cache-Control", "public, max-age=3600")
        entries = "".join(f"<url><loc>{escape(each)}</loc></url>\n" for each in self.addresses())
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{entries}</urlset>\n"
        )

    def addresses(self) -> list[str]:
        """Home, list of services, services and published content of each language."""
        site = api.portal.get()
        catalog = api.portal.get_tool("portal_catalog")
        found = []
        for tag in languages.LANGUAGES:
            found += [f"{site.absolute_url()}/{tag}", services_address(site, tag)]
            found += [link.address for link in service_links(tag)]
            path = "/".join((*site.getPhysicalPath(), tag))
            brains = catalog(path=path, portal_type=TYPES, review_state="published", sort_on="path")
            found += [brain.getURL() for brain in brains]
        return found
