"""What the pages on a language's root folder share."""

from permitdesk.guidance import GuidanceView
from permitdesk.theme import PageTemplate


class SitePage(GuidanceView):
    """Its language is that of the folder; ``site_parts`` are the macros of ``parts.pt``."""

    breadcrumb = ()
    _site_parts = PageTemplate("parts.pt")

    @property
    def site_parts(self):
        return self._site_parts.macros

    @property
    def language(self) -> str:
        return self.context.getId()
