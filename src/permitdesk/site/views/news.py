"""The news of a language, the newest first."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from plone import api
from zExceptions import NotFound

from permitdesk.core import _, in_words, languages
from permitdesk.guidance import NewsItem, latest_news
from permitdesk.site.addresses import FEED, news_address
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Link, Pages, PageTemplate

SIZE = 10


class News(SitePage):
    """``aktuelles``, ``news`` … on a language's root folder; ``?page=2`` goes on."""

    index = PageTemplate("news.pt")

    title = _("site_news", default="Aktuelles")
    editing = ()

    def __call__(self):
        if self.number > max(1, self._last):
            raise NotFound(str(self.number))
        return super().__call__()

    @property
    def breadcrumb(self) -> Sequence[Link]:
        return [Link(self.translate(_("site_home", default="Startseite")), self.home)]

    def alternates(self) -> Mapping[str, str]:
        site = api.portal.get()
        return {tag: news_address(site, tag) for tag in languages.LANGUAGES}

    @property
    def feed_address(self) -> str:
        return f"{self.home}/{FEED}"

    @cached_property
    def number(self) -> int:
        """Of the page of the list, from 1 on."""
        asked = self.request.form.get("page", "1")
        known = isinstance(asked, str) and asked.isascii() and asked.isdecimal()
        return max(1, int(asked[:6])) if known else 1

    @property
    def items(self) -> Sequence[tuple[NewsItem, str]]:
        """Each with its day in words."""
        first = (self.number - 1) * SIZE
        return [
            (each, in_words.day(each.day.isoformat(), self.language))
            for each in latest_news(self.language)[first : first + SIZE]
        ]

    @property
    def pages(self) -> Pages | None:
        """The way to older and newer ones; None where one page has all."""
        if self._last < 2:
            return None
        here = news_address(api.portal.get(), self.language)
        number, last = self.number, self._last
        position = _(
            "site_news_position",
            default="Seite ${number} von ${count}",
            mapping={"number": number, "count": last},
        )
        return Pages(
            str(self.translate(position)),
            f"{here}?page={number - 1}" if number > 1 else "",
            f"{here}?page={number + 1}" if number < last else "",
        )

    @property
    def _last(self) -> int:
        return -(-len(latest_news(self.language)) // SIZE)
