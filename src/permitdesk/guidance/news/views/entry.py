"""A piece of news on its page."""

from functools import cached_property

from permitdesk.core import in_words
from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.news.entries import NewsItem, item_of
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


class NewsEntryView(GuidanceView):
    """``view`` of a NewsEntry."""

    index = PageTemplate("entry.pt")
    as_of = ""

    @cached_property
    def item(self) -> NewsItem:
        return item_of(self.context)

    @property
    def day(self) -> str:
        """In words."""
        return in_words.day(self.item.day.isoformat(), self.language)

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height as sent, for the room that the picture needs."""
        return self.context.picture.getImageSize()

    @property
    def markup(self) -> str:
        return cleaned(self.context.text.raw if self.context.text else "")
