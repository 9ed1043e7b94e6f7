"""What the frame of a page shows of notices, and how long it may be kept."""

from collections.abc import Sequence
from functools import cached_property

from zope.component import adapter
from zope.interface import Interface, implementer

from permitdesk.core import _, clock
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.guidance.announcing.announced import (
    Announced,
    announced,
    next_change,
)
from permitdesk.guidance.announcing.places import places_of
from permitdesk.guidance.interfaces import EVERYWHERE, HOME
from permitdesk.theme import PublicPage
from permitdesk.theme.interfaces import Announcement, IAnnouncements, IShownUntil

GERMAN_ONLY = _(
    "theme_announcement_german",
    default="Das ist noch nicht übersetzt. Hier steht der deutsche Text.",
)
MOST = 2
SHORT = 240  # what is longer is read on the notice's own page
SHOWN_AS = {"disruption": "stop", "warning": "warning"}


@implementer(IAnnouncements)
@adapter(Interface, IPermitdeskLayer, PublicPage)
class Announcements:
    """At most two: those for everywhere, for the page's topic, for its service."""

    def __init__(self, context, request, view) -> None:
        self.context, self.view = context, view

    def shown(self) -> Sequence[Announcement]:
        return [drawn(each) for each in self._here[:MOST]]

    def others(self) -> str:
        return f"{self.view.home}#notices" if len(self._here) > MOST else ""

    @cached_property
    def _here(self) -> Sequence[Announced]:
        found = announced(self.view.language)
        if not found:
            return ()
        here = places_of(self.context, self.view)
        own = self.context.absolute_url() if hasattr(self.context, "absolute_url") else ""
        return [each for each in found if each.places & here and each.address != own]


def on_home(language: str) -> Sequence[Announced]:
    """What the home page shows besides what stands in its frame."""
    found = announced(language)
    above = [each for each in found if EVERYWHERE in each.places][:MOST]
    return [each for each in found if each.places & {HOME, EVERYWHERE} and each not in above]


def drawn(each: Announced) -> Announcement:
    """A notice as a page shows it: whole if it is short, else with the way to all of it."""
    is_short = len(str(each.text)) <= SHORT
    return Announcement(
        SHOWN_AS.get(each.kind, "info"),
        each.title,
        each.text if is_short else each.summary,
        "" if is_short else each.address,
    )


@implementer(IShownUntil)
class ShownUntil:
    """Until the next notice begins or ends."""

    def __init__(self, site) -> None:
        self.site = site

    def seconds(self) -> float | None:
        return next_change(clock.now().timestamp())
