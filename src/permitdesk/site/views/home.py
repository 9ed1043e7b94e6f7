"""The home page of a language: what is it about?"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from AccessControl import getSecurityManager
from plone import api

from permitdesk.core import _
from permitdesk.core.texts import Shown, joined
from permitdesk.district import office
from permitdesk.guidance import GERMAN_ONLY, SHOWN_AS, on_home
from permitdesk.site.addresses import in_each_language
from permitdesk.site.entrances import Entrance, entrances
from permitdesk.site.views.base import SitePage
from permitdesk.site.views.feedback_list import TITLE as FEEDBACK
from permitdesk.theme import Link, Notice, PageTemplate

READ_FEEDBACK = "permitdesk: Read feedback"


class Home(SitePage):
    """Default view of a language's root folder."""

    index = PageTemplate("home.pt")

    title = _("site_home_title", default="Worum geht es?")
    abstract = _(
        "site_home_abstract",
        default="Aufenthalt, Arbeit, Familie, Studium: Was Sie brauchen, was es kostet, und wie Sie"
        " online einen Antrag stellen. In Ihrer Sprache, ohne Konto.",
    )

    def alternates(self) -> Mapping[str, str]:
        return in_each_language(api.portal.get())

    @property
    def editing(self) -> Sequence[Link]:
        """Also what visitors said of pages."""
        links = super().editing
        if not getSecurityManager().checkPermission(READ_FEEDBACK, api.portal.get()):
            return links
        return [*links, Link(self.translate(FEEDBACK), f"{self.site_address}/@@feedback")]

    @cached_property
    def entrances(self) -> Sequence[Entrance]:
        return entrances(self.language)

    @cached_property
    def notices(self) -> Sequence[Notice]:
        """What is not said above the page already. German where it is not translated."""
        return [
            Notice(SHOWN_AS.get(each.kind, "info"), each.title, self._whole(each.title, each.text))
            for each in on_home(self.language)
        ]

    def _whole(self, title: Shown, text: Shown) -> Shown:
        return text if isinstance(title, str) else joined(text, "\n", self.translate(GERMAN_ONLY))

    @cached_property
    def office(self):
        return office()
