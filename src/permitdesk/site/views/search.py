"""The page of search results; works with GET alone, and nobody keeps what was searched."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

from plone import api

from permitdesk.core import _
from permitdesk.core.texts import Text, unmarked
from permitdesk.site.addresses import in_each_language
from permitdesk.site.finding import Explained, Found, Result, search, suggestions
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Card, PageTemplate, private_no_store

_PAGE = _("site_kind_page", default="Infoseite")
KINDS = {
    "service": _("site_kind_service", default="Online-Dienst"),
    "paper": _("site_kind_paper", default="Antrag auf Papier"),
    "Topic": _("site_kind_topic", default="Thema"),
    "Flyer": _("site_kind_flyer", default="Merkblatt"),
    "FrequentQuestion": _("site_kind_question", default="Häufige Frage"),
    "NewsEntry": _("site_kind_news", default="Meldung"),
    "Notice": _("site_kind_notice", default="Hinweis"),
}


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
    def result(self) -> Result:
        return search(self.query, self.language)

    @property
    def terms(self) -> Sequence[tuple[Text, Explained]]:
        """Official words, each with the German to show beside."""
        return [(Text(each.german, "de"), each) for each in self.result.terms]

    @cached_property
    def cards(self) -> Sequence[Card]:
        return [
            Card(found.title, found.address, found.summary, self.kind(found))
            for found in self.result.found
        ]

    def kind(self, found: Found):
        return self.translate(KINDS.get(found.kind, _PAGE))


class Suggestions(Search):
    """``suggest`` beside it: the first few as JSON, for the script at the search field."""

    def __call__(self) -> str:
        self.prepare_response()
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        items = [
            {
                "title": unmarked(found.title),
                "address": found.address,
                "kind": unmarked(self.kind(found)),
            }
            for found in suggestions(self.query, self.language)
        ]
        return json.dumps({"items": items})
