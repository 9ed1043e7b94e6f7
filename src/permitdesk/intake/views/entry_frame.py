"""What all pages of an entry by staff have in common: German, the workplace in sight, a token."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.component import getMultiAdapter

from permitdesk.core import _, languages
from permitdesk.intake.views import csrf
from permitdesk.theme import Link, StaffPage
from permitdesk.theme.interfaces import IStaffNavigation


class EntryFrame(StaffPage):
    """On the office."""

    referrer_policy = "no-referrer"
    language = languages.SOURCE
    language_links = ()

    @property
    def entry_address(self) -> str:
        """Where an entry begins."""
        return f"{self.context.absolute_url()}/entry"

    def alternates(self) -> Mapping[str, str]:
        return {}

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """The menu of who works here."""
        menu = getMultiAdapter((self.context, self.request), IStaffNavigation)
        return tuple(menu.entries(self.context))

    @property
    def breadcrumb(self) -> Sequence[Link]:
        """The way back to the work."""
        title = _("intake_entry_workplace", default="Arbeitsplatz")
        return [
            Link(self.translate(title), self.context.absolute_url()),
            Link(self.last_crumb, ""),
        ]

    @property
    def last_crumb(self) -> str:
        """What the page is called in the breadcrumb."""
        return self.translate(self.title)

    @property
    def token(self) -> str:
        return csrf.token()

    @property
    def is_trusted(self) -> bool:
        return csrf.has_token(self.context, self.request)
