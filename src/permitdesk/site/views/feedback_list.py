"""What visitors have said of pages, for editors."""

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlencode

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.interface import implementer

from permitdesk.core import _
from permitdesk.core.in_words import day
from permitdesk.core.languages import is_tag, known
from permitdesk.guidance import EditorsPage
from permitdesk.guidance.interfaces import IEditorsPage
from permitdesk.site.feedback import book, pages
from permitdesk.theme import Cell, Link, PageTemplate, Table

TITLE = _("site_feedback_list", default="Rückmeldungen zu Seiten")
COLUMNS = (
    _("site_feedback_page", default="Seite"),
    _("site_feedback_in", default="Sprache"),
    _("site_feedback_yes", default="Hat geholfen"),
    _("site_feedback_no", default="Hat nicht geholfen"),
    _("site_feedback_words", default="Mit Text"),
    _("site_feedback_newest", default="Neueste"),
)
SHOWN = 200


@implementer(IEditorsPage)
class WayToFeedback:
    """In the bar above the pages of editors."""

    title = TITLE
    permission = "permitdesk: Read feedback"

    def __init__(self, site, request):
        self.address = f"{site.absolute_url()}/@@feedback"


class FeedbackList(EditorsPage):
    """All pages of which something was said; ``?lang=`` is the page's own language, ``?of=``
    narrows to the pages of one language, ``?page=`` shows what was said of one page."""

    title = TITLE
    index = PageTemplate("feedback_list.pt")

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            book.remove(self._asked("remove"))
            self.prepare_response()
            where = f"{self.address}?{urlencode({'page': self.page})}"
            return self.request.response.redirect(where, status=303)
        return super().__call__()

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@feedback"

    @property
    def breadcrumb(self) -> Sequence[Link]:
        return [Link(self.translate(TITLE), self.address), Link(self.page, "")] if self.page else ()

    @property
    def page(self) -> str:
        return self._asked("page")

    @property
    def of(self) -> str:
        return self._asked("of") if is_tag(self._asked("of")) else ""

    @property
    def page_address(self) -> str:
        return f"{self.site_address}/{self.page}"

    @cached_property
    def languages(self) -> Sequence[Link]:
        """Each language of which something was said."""
        said = {each.language for _key, each in self._votes}
        return [
            Link(known(tag).native_name, f"{self.address}?of={tag}", tag == self.of, tag)
            for tag in sorted(said)
        ]

    @cached_property
    def table(self) -> Table:
        found = pages.summaries(
            each for _key, each in self._votes if not self.of or each.language == self.of
        )
        return Table(
            str(self.translate(TITLE)),
            [str(self.translate(column)) for column in COLUMNS],
            [self._row(each) for each in found],
        )

    @cached_property
    def said(self) -> Sequence[tuple[str, str, str, book.Vote]]:
        """Of one page, the newest first: key, day and reason in words, and all of it."""
        found = [(key, each) for key, each in self._votes if each.page == self.page]
        found.sort(key=lambda pair: (pair[1].day, pair[0]), reverse=True)
        return [
            (key, day(each.day, self.language), self._reason(each), each)
            for key, each in found[:SHOWN]
        ]

    @property
    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @cached_property
    def _votes(self) -> Sequence[tuple[str, book.Vote]]:
        return list(book.votes())

    def _row(self, each: pages.Summary) -> list[Cell]:
        return [
            Cell(each.page, f"{self.address}?{urlencode({'page': each.page})}", isolate=True),
            Cell(known(each.language).native_name, isolate=True),
            Cell(str(each.yes), numeric=True),
            Cell(str(each.no), numeric=True),
            Cell(str(each.words), numeric=True),
            Cell(day(each.newest, self.language)),
        ]

    def _reason(self, each: book.Vote) -> str:
        reason = book.REASONS.get(each.reason)
        return str(self.translate(reason)) if reason else ""

    def _asked(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value[:500] if isinstance(value, str) else ""
