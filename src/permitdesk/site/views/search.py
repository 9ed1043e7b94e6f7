"""The page of search results; works with GET alone, and nobody keeps what was searched."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from plone import api

from permitdesk.core import _
from permitdesk.site.addresses import in_each_language
from permitdesk.site.search import search
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Card, PageTemplate, private_no_store


class Search(SitePage):
    """``suche`` / ``search`` on a language's root folder; ``?q=``."""

    index = PageTemplate("search.pt")

    title = _("site_search", default="Suche")
    index_page = False
    editing = ()

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    def alternates(self) -> Mapping[str, str]:
        return in_each_language(api.portal.get(), "search")

    @property
    def query(self) -> str:
        # Plone's own search field is called SearchableText.
        asked = self.request.form.get("q") or self.request.form.get("SearchableText") or ""
        return asked[:200] if isinstance(asked, str) else ""

    @cached_property
    def cards(self) -> Sequence[Card]:
        return [
            Card(link.title, link.address, link.summary)
            for link in search(self.query, self.language)
        ]
