"""The root of the portal: leads to a language, tells search engines what is public."""

import gzip

from plone import api
from plone.app.multilingual.interfaces import ILanguageRootFolder
from Products.Five.browser import BrowserView

from permitdesk.core import languages
from permitdesk.site.doors import sitemap


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
    """``sitemap.xml``, and with ``.gz`` at its end compressed."""

    compressed = False

    def __call__(self) -> str | bytes:
        response = self.request.response
        response.setHeader("Cache-Control", "public, max-age=3600")
        text = sitemap.drawn(sitemap.places())
        if self.compressed:
            response.setHeader("Content-Type", "application/gzip")
            return gzip.compress(text.encode(), mtime=0)
        response.setHeader("Content-Type", "application/xml; charset=utf-8")
        return text


class CompressedSitemap(Sitemap):
    """``sitemap.xml.gz``."""

    compressed = True
