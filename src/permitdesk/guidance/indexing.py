"""What the catalogue knows of guidance: columns for lists, words for the search."""

from plone.indexer import indexer
from Products.CMFCore.utils import getToolByName

from permitdesk.guidance.interfaces import IGuidancePage, INotice, ITopic
from permitdesk.guidance.markup import plain
from permitdesk.guidance.titles import SECTIONS
from permitdesk.guidance.translating import translated_types


@indexer(IGuidancePage)
def guidance_role(page) -> str:
    return page.role or ""


@indexer(IGuidancePage)
def guidance_service(page) -> str:
    return page.service or ""


@indexer(IGuidancePage)
def guidance_occasions(page) -> tuple[str, ...]:
    return tuple(sorted(page.occasions or ()))


@indexer(IGuidancePage)
def page_sort(page) -> int:
    return page.sort or 0


@indexer(ITopic)
def topic_sort(topic) -> int:
    return topic.sort or 0


@indexer(IGuidancePage)
def page_words(page) -> str:
    sections = (getattr(page, name) for name in ("text", *SECTIONS))
    texts = [page.title, page.description, page.answer]
    texts += [plain(section.raw) for section in sections if section]
    return " ".join(filter(None, texts))


@indexer(INotice)
def notice_words(notice) -> str:
    return f"{notice.title} {notice.text}"


def index_again(site) -> None:
    """Fill the catalogue's columns for what was there before they were: they go and come with the
    profile."""
    catalog = getToolByName(site, "portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=translated_types()):
        brain._unrestrictedGetObject().reindexObject()
