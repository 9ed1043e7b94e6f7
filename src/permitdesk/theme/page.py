"""The frame of every public page: header, languages, footer. No viewlets, no portlets."""

from Products.Five.browser import BrowserView

from permitdesk.core import languages


class PublicPage(BrowserView):
    """Base of the views of public pages; its template fills the slots of ``@@page-frame``."""

    title = ""

    def __call__(self):
        return self.index()

    @property
    def language(self) -> str:
        return languages.of(self.request)

    @property
    def direction(self) -> str:
        return languages.direction(self.language)
