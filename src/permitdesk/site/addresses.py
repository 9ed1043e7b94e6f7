"""Addresses of the pages that belong to the portal rather than to a content object."""

from collections.abc import Mapping

from permitdesk.core import languages

# The list of services, under the word of each language that writes it in Latin letters.
SERVICES = {"de": "dienste"}
NEWS = {"de": "aktuelles", "fr": "actualites", "tr": "haberler"}
A_TO_Z, RESPONSIBLE, WORDS = "a-z", "responsible", "words"
FEED, CALENDAR = "rss.xml", "opening-hours.ics"


def services_address(site, language: str) -> str:
    """The list of services in a language."""
    return f"{site.absolute_url()}/{language}/{SERVICES.get(language, 'services')}"


def news_address(site, language: str) -> str:
    """The list of news in a language."""
    return f"{site.absolute_url()}/{language}/{NEWS.get(language, 'news')}"


def in_each_language(site, page: str = "") -> Mapping[str, str]:
    """The address of a page of the language folders, in every language."""
    root = site.absolute_url()
    return {tag: f"{root}/{tag}" + (f"/{page}" if page else "") for tag in languages.LANGUAGES}
