"""What anybody may see, in each language, for search engines (sitemaps.org, with hreflang)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from plone import api

from permitdesk.core import languages
from permitdesk.guidance import in_force, latest_news, remembered, service_links
from permitdesk.site.addresses import (
    A_TO_Z,
    RESPONSIBLE,
    WORDS,
    in_each_language,
    news_address,
    services_address,
)
from permitdesk.site.finding.published import TYPES


@dataclass(frozen=True)
class Place:
    """A page: its address in each language that it has, and the day of its last change in each."""

    addresses: tuple[tuple[str, str], ...]
    changed: tuple[str, ...] = ()


@remembered
def places() -> tuple[Place, ...]:
    """Home, lists, services and published content."""
    site = api.portal.get()
    root = site.absolute_url()
    fixed = [
        {**in_each_language(site), "x-default": root},
        {tag: services_address(site, tag) for tag in languages.LANGUAGES},
        in_each_language(site, A_TO_Z),
        in_each_language(site, RESPONSIBLE),
        in_each_language(site, WORDS),
        {tag: news_address(site, tag) for tag in languages.LANGUAGES if latest_news(tag)},
    ]
    services: dict[str, dict[str, str]] = defaultdict(dict)
    for tag in languages.LANGUAGES:
        for link in service_links(tag):
            services[link.id][tag] = link.address
    fixed = [each for each in fixed if each]
    return (*map(_place, (*fixed, *services.values())), *_content(site))


def drawn(found: Iterable[Place]) -> str:
    """As XML: each language's page by itself, with all the others beside it."""
    entries = (entry for place in found for entry in _entries(place))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "".join(entries) + "</urlset>\n"
    )


def _entries(place: Place) -> Iterable[str]:
    beside = ""
    if len(place.addresses) > 1:
        beside = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(address)}/>'
            for tag, address in place.addresses
        )
    own = [address for tag, address in place.addresses if tag != "x-default"]
    for number, address in enumerate(own):
        changed = f"<lastmod>{place.changed[number]}</lastmod>" if place.changed else ""
        yield f"<url><loc>{escape(address)}</loc>{changed}{beside}</url>\n"


def _place(addresses: Mapping[str, str]) -> Place:
    return Place(tuple(addresses.items()))


def _content(site) -> Iterable[Place]:
    root = "/".join(site.getPhysicalPath())
    paths = [f"{root}/{tag}" for tag in languages.LANGUAGES]
    brains = in_force(portal_type=TYPES, path=paths, sort_on="path")
    groups: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for brain in brains:
        told = (brain.getURL(), brain.modified.asdatetime().date().isoformat())
        groups[brain.TranslationGroup or brain.UID][brain.Language] = told
    for group in groups.values():
        addresses = tuple((tag, address) for tag, (address, _changed) in group.items())
        yield Place(addresses, tuple(changed for _address, changed in group.values()))
