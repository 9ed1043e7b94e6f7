"""Pages of a language as a file: to take along, and what a file that comes back would change."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode

from zExceptions import NotFound

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO, Language
from permitdesk.guidance.editors import COVERAGE
from permitdesk.guidance.translating import exchange
from permitdesk.guidance.translating.coverage import Page, Sought, found, pages
from permitdesk.guidance.translating.views.coverage import sought_by
from permitdesk.theme import Link, PageTemplate
from permitdesk.translation import Entry, FilePage, Plan


class CoverageFilePage(FilePage):
    """``?to=`` names the language; ``?page=`` one page, else as the grid is narrowed."""

    title = _("guidance_file_title", default="Übersetzungen als Datei")
    index = PageTemplate("file.pt")
    most_bytes = exchange.MOST_BYTES
    COLUMNS = (
        _("guidance_file_now", default="Bisher"),
        _("guidance_file_then", default="Aus der Datei"),
    )
    known: Mapping[str, Entry]

    def __call__(self):
        if self.sent("to") not in TRANSLATED_INTO:
            raise NotFound(self.sent("to"))
        if not self.is_posted and self.sent("download"):
            data = exchange.export([page.uid for page in self.pages], self.tag)
            return self.send(data, exchange.MEDIA_TYPE, exchange.filename(self.tag))
        return super().__call__()

    @property
    def tag(self) -> str:
        return self.sent("to")

    @property
    def other(self) -> Language:
        return LANGUAGES[self.tag]

    @cached_property
    def sought(self) -> Sought:
        return sought_by(self.sent)

    @cached_property
    def pages(self) -> list[Page]:
        """The German pages that the file is about."""
        every, one = pages(self.site), self.sent("page")
        if one:
            return [page for page in every if page.uid == one]
        return found(every, self.sought, clock.today())

    @property
    def number(self) -> str:
        return in_words.number(len(self.pages), self.language)

    @property
    def query(self) -> dict[str, str]:
        names = ("to", "page", "state", "mine", "due")
        return {name: self.sent(name) for name in names if self.sent(name)}

    @property
    def here(self) -> str:
        return f"{self.site_address}/@@coverage-file?{urlencode(self.query)}"

    @property
    def breadcrumb(self) -> list[Link]:
        address = f"{self.site_address}/@@coverage?{urlencode({'to': self.tag})}"
        return [
            Link(str(self.translate(COVERAGE)), address),
            Link(str(self.translate(self.title)), ""),
        ]

    @property
    def waits_at(self):
        return self.site

    def planned(self, data: bytes) -> Plan:
        plan, self.known = exchange.planned(self.tag, data)
        return plan

    def take(self, plan: Plan) -> None:
        exchange.take(self.tag, plan.taken)

    def taken_row(self, entry: Entry) -> tuple[str, str]:
        return self.known[entry.key].text, entry.text
