"""What the catalogue knows of news."""

from plone.indexer import indexer

from permitdesk.guidance.markup import plain
from permitdesk.guidance.news.interfaces import INewsEntry


@indexer(INewsEntry)
def news_words(entry) -> str:
    text = plain(entry.text.raw) if entry.text else ""
    return " ".join(filter(None, (entry.title, entry.description, text, entry.picture_words)))
