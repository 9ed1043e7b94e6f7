"""The published news of a language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from permitdesk.guidance.published import in_force_in
from permitdesk.guidance.remembered import remembered


@dataclass(frozen=True)
class NewsItem:
    """``picture`` is an address, or empty."""

    id: str
    title: str
    lead: str
    address: str
    day: date
    picture: str
    picture_words: str


@remembered
def latest_news(language: str) -> Sequence[NewsItem]:
    """Those in force, the newest first."""
    found = (item_of(brain.getObject()) for brain in in_force_in(language, "NewsEntry"))
    return tuple(sorted(found, key=lambda each: (each.day, each.id), reverse=True))


def item_of(entry) -> NewsItem:
    """A piece of news as a list shows it."""
    address = entry.absolute_url()
    return NewsItem(
        entry.UID(),
        entry.title,
        entry.description or "",
        address,
        entry.day,
        f"{address}/@@images/picture/large" if entry.picture else "",
        entry.picture_words or "",
    )
