"""A page that is not shown: taken back, over, or not yet published."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from AccessControl import Unauthorized, getSecurityManager
from DateTime import DateTime
from plone.app.multilingual.interfaces import ITG
from zExceptions import NotFound

from permitdesk.access import is_visitor
from permitdesk.core import _, languages
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.texts import Text
from permitdesk.guidance.published import translations
from permitdesk.theme import Link, PageTemplate, PublicPage


def is_visible(page) -> bool:
    """Whether the current user sees a page; visitors within its dates only.

    Raises ``Unauthorized`` for somebody signed in who may not.
    """
    allowed = bool(getSecurityManager().checkPermission("View", page))
    if not is_visitor():
        if not allowed:
            raise Unauthorized
        return True
    return allowed and _is_in_its_dates(page)


def topic_of(page):
    """The topic in which a page lies; None where there is none that the current user sees."""
    topic = page.aq_parent
    if topic.portal_type != "Topic" or not getSecurityManager().checkPermission("View", topic):
        return None
    return topic if not is_visitor() or _is_in_its_dates(topic) else None


def _is_in_its_dates(page) -> bool:
    now = DateTime()
    return page.effective() <= now and not page.expires() <= now


def not_here(page, request) -> str:
    """What visitors are told in place of a page: gone for good if it was public once, else nothing
    at all. Raises ``NotFound``."""
    if not (was_public(page) and page.effective() <= DateTime()):
        raise NotFound(page.getId())
    return Gone(page, request)()


def was_public(page) -> bool:
    """Whether it was published at some time."""
    steps = (step for chain in page.workflow_history.values() for step in chain)
    return any(step.get("review_state") == "published" for step in steps)


class Gone(PublicPage):
    """Says that a page is gone, and where to go on. Not a word of what stood there."""

    title = _("guidance_gone_title", default="Diese Seite gibt es nicht mehr")
    index = PageTemplate("gone.pt")
    index_page = False

    def prepare_response(self) -> None:
        super().prepare_response()
        self.request.response.setStatus(HTTPStatus.GONE, lock=True)

    @property
    def language(self) -> str:
        tag = self.context.language
        return tag if tag in LANGUAGES else languages.of(self.request)

    def alternates(self) -> Mapping[str, str]:
        return {}

    @property
    def others(self) -> Sequence[tuple[Link, Text]]:
        """The page in the languages in which it is still there."""
        group = ITG(self.context, None)
        known = translations(group) if group else {}
        return [
            (Link(entry.native_name, known[tag].address, language=tag),
             Text(str(known[tag].title), tag))
            for tag, entry in LANGUAGES.items()
            if tag in known
        ]  # fmt: skip

    @property
    def above(self) -> Link | None:
        """The topic in which it stood."""
        topic = topic_of(self.context)
        return None if topic is None else Link(topic.title, topic.absolute_url())
