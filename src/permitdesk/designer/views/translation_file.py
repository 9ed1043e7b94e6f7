"""A language as a file: to take along, and what a file that comes back would change."""

from functools import cached_property

from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, Language
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import exchange, translations
from permitdesk.theme import Cell, PageTemplate, Table
from permitdesk.translation import MOST_BYTES, Plan, UnreadableFileError, waiting

NO_FILE = _("designer_file_needed", default="Wählen Sie eine Datei aus.")
UNREADABLE = _("designer_file_unreadable", default="Die Datei lässt sich nicht einlesen. ${reason}")
TAKEN = _("designer_file_taken", default="Eingelesen: ${number}")
MOST_ROWS = 500


class TranslationFilePage(DesignerPage):
    """``?to=`` names the language; ``?kind=`` downloads it. A file that is sent is shown with all
    that it would do, and taken by a second button; then the table may have moved on, so what fits
    is decided anew."""

    name, tab = "translation-file", "translations"
    title = _("designer_file_title", default="Übersetzungen als Datei")
    index = PageTemplate("translation_file.pt")
    plan: Plan | None = None
    message = ""

    def __call__(self):
        if self.language_of_table is None:
            raise NotFound(self.sent("to"))
        kind = self.sent("kind")
        if not self.is_posted and kind:
            return self.download(kind)
        return super().__call__()

    def download(self, kind: str) -> bytes:
        if kind not in exchange.MEDIA_TYPES:
            raise NotFound(kind)
        self.prepare_response()
        name = exchange.filename(self.context, self.tag, kind)
        response = self.request.response
        response.setHeader("Content-Type", exchange.MEDIA_TYPES[kind])
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return exchange.export(self.context, self.tag, kind)

    @cached_property
    def language_of_table(self) -> Language | None:
        tag = self.sent("to")
        return LANGUAGES[tag] if tag in translations.TRANSLATED_INTO else None

    @property
    def tag(self) -> str:
        return self.language_of_table.tag

    @property
    def rows_address(self) -> str:
        return f"{self.address}/@@{self.name}?to={self.tag}"

    @property
    def table_address(self) -> str:
        return f"{self.address}/@@translations?to={self.tag}"

    @property
    def has_something(self) -> bool:
        return self.plan is not None and bool(self.plan.taken)

    def done(self) -> str | None:
        if "take" in self.request.form:
            return self._take()
        data = self._sent_file()
        if data is None:
            self.complain(NO_FILE, "f-file")
            return None
        if self._planned(data):
            waiting.wait(self.context, self.tag, data)
        return None

    def _take(self) -> str | None:
        data = waiting.waiting(self.context, self.tag)
        if data is None:
            self.complain(NO_FILE, "f-file")
            return None
        if not self._planned(data):
            return None
        exchange.take(self.context, self.tag, self.plan)
        waiting.forget(self.context)
        number = {"number": len(self.plan.taken)}
        self.message = self.translate(Message(TAKEN, mapping=number))
        return None

    @property
    def is_taken(self) -> bool:
        return bool(self.message)

    def _planned(self, data: bytes) -> bool:
        try:
            self.plan = exchange.planned(self.context, self.tag, data)
        except UnreadableFileError as error:
            self.complain(Message(UNREADABLE, mapping={"reason": error.message}), "f-file")
            return False
        return True

    def _sent_file(self) -> bytes | None:
        file = self.request.form.get("file")
        if not getattr(file, "filename", ""):
            return None
        return file.read(MOST_BYTES + 1)

    @property
    def taken_table(self) -> Table:
        return Table(
            str(self.translate(_("designer_file_taken_title", default="Das wird übernommen"))),
            [
                str(self.translate(each))
                for each in (
                    _("designer_texts_where", default="Wo"),
                    _("designer_text_translation", default="Übersetzung"),
                )
            ],
            [
                (Cell(each.place, isolate=True), Cell(each.text[:300], isolate=True))
                for each in self.plan.taken[:MOST_ROWS]
            ],
        )

    @property
    def refused_table(self) -> Table:
        """What is not taken, with the words of the file, so that nothing is lost."""
        return Table(
            str(self.translate(_("designer_file_refused_title", default="Das geht nicht"))),
            [
                str(self.translate(each))
                for each in (
                    _("designer_file_german", default="Deutsch in der Datei"),
                    _("designer_text_translation", default="Übersetzung"),
                    _("designer_file_reason", default="Grund"),
                )
            ],
            [
                (
                    Cell(each.entry.source[:200], isolate=True),
                    Cell(each.entry.text[:300], isolate=True),
                    Cell(" ".join(str(self.translate(reason)) for reason in each.reasons)),
                )
                for each in self.plan.refused[:MOST_ROWS]
            ],
        )
