"""A language's notices and news as a feed, the office's hours as a calendar."""

from datetime import date
from urllib.parse import urlsplit

from plone import api
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.texts import say
from permitdesk.district import closures, office, openings
from permitdesk.site.addresses import CALENDAR, FEED
from permitdesk.site.doors.calendar import calendar
from permitdesk.site.doors.feed import feed, items
from permitdesk.theme import public_cache

CACHE_SECONDS = 900
NOTICES = _("site_feed_all_title", default="Hinweise und Meldungen: ${office}")
OPEN = _("site_calendar_open", default="Geöffnet: ${office}")
CLOSED = _("site_calendar_closed", default="Geschlossen: ${office}")


class Door(BrowserView):
    """What stands on a language's root folder and is no page."""

    media_type = ""

    def __call__(self) -> bytes:
        response = self.request.response
        body = self.body()
        response.setHeader("Content-Type", f"{self.media_type}; charset=utf-8")
        response.setHeader("Content-Language", self.language)
        response.setHeader("X-Content-Type-Options", "nosniff")
        public_cache(response, CACHE_SECONDS)
        return body

    def body(self) -> bytes:
        raise NotImplementedError

    @property
    def language(self) -> str:
        return self.context.getId()

    @property
    def home(self) -> str:
        return f"{api.portal.get().absolute_url()}/{self.language}"

    def said(self, message: Message) -> str:
        """A message about the office."""
        name = office().name or api.portal.get().title
        return str(
            say(_(message, default=message.default, mapping={"office": name}), self.language)
        )


class Feed(Door):
    """``rss.xml``: the notices in force and the news."""

    media_type = "application/rss+xml"

    def body(self) -> bytes:
        address = f"{self.home}/{FEED}"
        return feed(items(self.language), self.said(NOTICES), self.home, address, self.language)


class Hours(Door):
    """``opening-hours.ics``: this year and the next; there is none until the office says when it
    is open."""

    media_type = "text/calendar"

    def body(self) -> bytes:
        spans, year = openings(), clock.today().year
        if not spans:
            raise NotFound(CALENDAR)
        first, last = date(year, 1, 1), date(year + 1, 12, 31)
        shut = self.said(CLOSED)
        return calendar(
            spans,
            closures(first, last),
            first,
            last,
            host=urlsplit(self.home).hostname or "localhost",
            open_=self.said(OPEN),
            closed=lambda reason: f"{shut} ({reason})" if reason else shut,
            place=office().address.replace("\n", ", "),
        )
