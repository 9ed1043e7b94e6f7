"""Pages of a language as a file: to take along, and what a file that comes back would change."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import urlencode

from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, Language
from permitdesk.guidance.editors import COVERAGE
from permitdesk.guidance.translating import exchange
from permitdesk.guidance.translating.coverage import Page, Sought, found, pages
from permitdesk.guidance.translating.translations import TRANSLATED_INTO
from permitdesk.guidance.translating.views.coverage import sought_by
from permitdesk.theme import Cell, Link, PageTemplate, PostedPage, Table
from permitdesk.translation import Entry, Plan, UnreadableFileError, waiting

NO_FILE = _("guidance_file_needed", default="Wählen Sie eine Datei aus.")
UNREADABLE = _("guidance_file_unreadable", default="Die Datei lässt sich nicht einlesen. ${reason}")
TAKEN = _("guidance_file_taken", default="Eingelesen: ${number}")
MOST_ROWS = 500


class CoverageFilePage(PostedPage):
    """``?to=`` names the language; ``?page=`` one page, else as the grid is narrowed. A file that
    is sent is shown with all that it would do, and taken by a second button; then what fits is
    decided anew."""

    title = _("guidance_file_title", default="Übersetzungen als Datei")
    index = PageTemplate("file.pt")
    plan: Plan | None = None
    known: Mapping[str, Entry]
    message = ""

    def __call__(self):
        if self.sent("to") not in TRANSLATED_INTO:
            raise NotFound(self.sent("to"))
        if not self.is_posted and self.sent("download"):
            return self._download()
        return super().__call__()

    def _download(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", exchange.MEDIA_TYPE)
        name = exchange.filename(self.tag)
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return exchange.export([page.uid for page in self.pages], self.tag)

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
    def has_something(self) -> bool:
        return self.plan is not None and bool(self.plan.taken)

    @property
    def is_taken(self) -> bool:
        return bool(self.message)

    def done(self) -> str | None:
        takes = "take" in self.request.form
        data = waiting.waiting(self.site, self.tag) if takes else self._sent_file()
        if data is None:
            self.complain(NO_FILE, "f-file")
        elif not self._planned(data):
            return None
        elif takes:
            exchange.take(self.tag, self.plan.taken)
            waiting.forget(self.site)
            number = {"number": len(self.plan.taken)}
            self.message = self.translate(Message(TAKEN, mapping=number))
        else:
            waiting.wait(self.site, self.tag, data)
        return None

    def _planned(self, data: bytes) -> bool:
        try:
            self.plan, self.known = exchange.planned(self.tag, data)
        except UnreadableFileError as error:
            self.complain(Message(UNREADABLE, mapping={"reason": error.message}), "f-file")
            return False
        return True

    def _sent_file(self) -> bytes | None:
        file = self.request.form.get("file")
        if not getattr(file, "filename", ""):
            return None
        return file.read(exchange.MOST_BYTES + 1)

    @property
    def taken_table(self) -> Table:
        return self._table(
            _("guidance_file_taken_title", default="Das wird übernommen"),
            (
                _("guidance_file_where", default="Wo"),
                _("guidance_file_now", default="Bisher"),
                _("guidance_file_then", default="Aus der Datei"),
            ),
            [
                (each.place, self.known[each.key].text, each.text)
                for each in self.plan.taken[:MOST_ROWS]
            ],
        )

    @property
    def refused_table(self) -> Table:
        """What is not taken, with the words of the file, so that nothing is lost."""
        return self._table(
            _("guidance_file_refused_title", default="Das geht nicht"),
            (
                _("guidance_file_german", default="Deutsch in der Datei"),
                _("guidance_file_then", default="Aus der Datei"),
                _("guidance_file_reason", default="Grund"),
            ),
            [
                (
                    each.entry.source,
                    each.entry.text,
                    " ".join(str(self.translate(reason)) for reason in each.reasons),
                )
                for each in self.plan.refused[:MOST_ROWS]
            ],
        )

    def _table(self, caption, columns, rows: Sequence[Sequence[str]]) -> Table:
        return Table(
            str(self.translate(caption)),
            [str(self.translate(each)) for each in columns],
            [[Cell(text[:300], isolate=True) for text in row] for row in rows],
        )
