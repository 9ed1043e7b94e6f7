"""What the frame of a page shows and a higher room knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zope.interface import Interface

from permitdesk.core.texts import Shown


@dataclass(frozen=True)
class Link:
    """A link of the frame. ``language`` is that of the page behind a link of the switcher;
    ``count`` how many things wait behind it, as it reads, ``count_of`` what is counted."""

    title: Shown
    address: str
    current: bool = False
    language: str = ""
    count: Shown = ""
    count_of: Shown = ""


@dataclass(frozen=True)
class Announcement:
    """What stands above a page for a while. ``kind`` as of a ``Notice``; ``address`` where there
    is more to read, or empty. Texts that are not in the page's language say so themselves."""

    kind: str
    title: Shown
    text: Shown = ""
    address: str = ""

    @property
    def is_foreign(self) -> bool:
        return not isinstance(self.title, str)


class IAnnouncements(Interface):
    """Adapter on (context, request, view): what visitors have to know on this page."""

    def shown() -> Sequence[Announcement]:
        """The few that stand in the frame, the most urgent first."""

    def others() -> str:
        """Where those are that have no room here; empty for none."""


class IShownUntil(Interface):
    """Adapter on the site: when what its pages show changes although nobody changes anything."""

    def seconds() -> float | None:
        """From now on; None for never."""


class IDrawnPage(Interface):
    """Marks a request that is answered with one of our pages."""


class IElsewhere(Interface):
    """Adapter on (site, request): what is meant by an address at which there is nothing."""

    def address() -> str | None:
        """Where the visitor is led, absolute; None for nowhere."""


class ILanguageAlternates(Interface):
    """Adapter on (context, request, view), or on (context, request): the same page elsewhere."""

    def addresses() -> Mapping[str, str]:
        """Absolute address by language tag, for the languages in which this page exists."""


class IStructuredData(Interface):
    """Adapter on (context, request, view): what a page tells search engines."""

    def data() -> Mapping[str, object] | None:
        """JSON-able, in the words of schema.org; None where there is nothing to tell."""


class IFeedback(Interface):
    """Adapter on (site, request): where visitors say whether a page has helped."""

    def address() -> str:
        """What takes ``page`` (the path below the site) and ``helped`` (``yes``, ``no``) by
        POST, in the request's language."""


class INavigation(Interface):
    """Adapter on (site, request): the few entries of the main navigation."""

    def entries() -> Sequence[Link]:
        """In the order shown, titles in the request's language."""


class IStaffNavigation(Interface):
    """Adapter on (place of work, request): the main navigation of who works there."""

    def entries(context) -> Sequence[Link]:
        """In the order shown, titles in German; ``context`` is what the page is about."""


class IFooterLinks(Interface):
    """Adapter on (site, request): imprint, privacy, accessibility statement, contact."""

    def links() -> Sequence[Link]:
        """In the order shown, titles in the request's language."""
