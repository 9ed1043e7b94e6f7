"""The public search: guidance of one language, and the services in it."""

import re
from collections.abc import Sequence

from plone import api

from permitdesk.guidance import PageLink, service_links

TYPES = ("GuidancePage", "Topic", "Document")
LIMIT = 30
_WORD = re.compile(r"[\w§]+")


def words(query: str) -> list[str]:
    """The words of a query, at most eight, without the catalogue's own signs."""
    return _WORD.findall(query[:200])[:8]


def search(query: str, language: str) -> Sequence[PageLink]:
    """What fits all words (each may be the beginning of one), services first."""
    wanted = words(query)
    if not wanted:
        return ()
    return [*_services(wanted, language), *_pages(wanted, language)][:LIMIT]


def _services(wanted: list[str], language: str) -> list[PageLink]:
    found = []
    for link in service_links(language):
        text = f"{link.title} {link.summary} {link.who}".casefold()
        if all(word.casefold() in text for word in wanted):
            found.append(PageLink(link.title, link.address, link.summary, link.id))
    return found


def _pages(wanted: list[str], language: str) -> list[PageLink]:
    brains = api.portal.get_tool("portal_catalog")(
        SearchableText=" AND ".join(f"{word}*" for word in wanted),
        portal_type=TYPES,
        path="/".join((*api.portal.get().getPhysicalPath(), language)),
        review_state="published",
        sort_limit=LIMIT,
    )
    return [PageLink(brain.Title, brain.getURL(), brain.Description) for brain in brains[:LIMIT]]
