"""A language as a file: to take along, and what a file that comes back would change."""

from functools import cached_property

from zExceptions import NotFound

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO, Language
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import exchange
from permitdesk.theme import PageTemplate
from permitdesk.translation import Entry, FilePage, Plan


class TranslationFilePage(FilePage, DesignerPage):
    """``?to=`` names the language; ``?kind=`` downloads it."""

    name, tab = "translation-file", "translations"
    title = _("designer_file_title", default="Übersetzungen als Datei")
    index = PageTemplate("translation_file.pt")
    COLUMNS = (_("designer_text_translation", default="Übersetzung"),)

    def __call__(self):
        if self.language_of_table is None:
            raise NotFound(self.sent("to"))
        kind = self.sent("kind")
        if not self.is_posted and kind:
            if kind not in exchange.MEDIA_TYPES:
                raise NotFound(kind)
            name = exchange.filename(self.context, self.tag, kind)
            data = exchange.export(self.context, self.tag, kind)
            return self.send(data, exchange.MEDIA_TYPES[kind], name)
        return super().__call__()

    @cached_property
    def language_of_table(self) -> Language | None:
        tag = self.sent("to")
        return LANGUAGES[tag] if tag in TRANSLATED_INTO else None

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
    def waits_at(self):
        return self.context

    def planned(self, data: bytes) -> Plan:
        return exchange.planned(self.context, self.tag, data)

    def take(self, plan: Plan) -> None:
        exchange.take(self.context, self.tag, plan)

    def taken_row(self, entry: Entry) -> tuple[str]:
        return (entry.text,)
