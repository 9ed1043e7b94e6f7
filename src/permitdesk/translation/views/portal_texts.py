"""What the portal itself says in an added language: how much is there, taken along and read in."""

from functools import cached_property

from zExceptions import NotFound

from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, Language
from permitdesk.theme import Cell, Link, PageTemplate, Table
from permitdesk.translation import catalogue
from permitdesk.translation.entry import Entry
from permitdesk.translation.exchange import Plan
from permitdesk.translation.file_page import FilePage
from permitdesk.translation.portal_texts import PARTS

_COUNTED = (
    _("translation_portal_part", default="Wo"),
    _("translation_portal_there", default="Vorhanden"),
    _("translation_portal_total", default="Texte"),
)
_BY_PART = _("translation_portal_counts", default="So viele Texte sind da")


class PortalTextsPage(FilePage):
    """``?to=`` names the language, without it stand all of them; ``?kind=`` downloads it."""

    title = _("translation_portal_title", default="Texte des Portals")
    index = PageTemplate("portal_texts.pt")
    COLUMNS = (
        _("translation_portal_german", default="Deutsch"),
        _("translation_portal_text", default="Übersetzung"),
    )

    def __call__(self):
        kind = self.sent("kind")
        if self.other is None and (kind or self.is_posted or self.sent("to")):
            raise NotFound(self.sent("to"))
        if not self.is_posted and kind:
            if kind not in catalogue.MEDIA_TYPES:
                raise NotFound(kind)
            data = catalogue.export(self.tag, kind)
            name = catalogue.filename(self.tag, kind)
            return self.send(data, catalogue.MEDIA_TYPES[kind], name)
        return super().__call__()

    @property
    def tag(self) -> str:
        return self.sent("to")

    @cached_property
    def other(self) -> Language | None:
        return LANGUAGES[self.tag] if self.tag in catalogue.added_languages() else None

    @property
    def added(self) -> list[Link]:
        """Every language for which no texts are shipped."""
        return [
            Link(LANGUAGES[tag].native_name, f"{self._page}?to={tag}", language=tag)
            for tag in catalogue.added_languages()
        ]

    @property
    def _page(self) -> str:
        return f"{self.site_address}/@@portal-texts"

    @property
    def here(self) -> str:
        return f"{self._page}?to={self.tag}"

    @property
    def counted(self) -> Table:
        """How many of the portal's texts are there, by part."""
        titles = {part.name: str(self.translate(part.title)) for part in PARTS}
        rows = [
            [Cell(titles[name]), Cell(self._number(there)), Cell(self._number(total))]
            for name, total, there in catalogue.by_part(catalogue.entries(self.tag))
        ]
        columns = [str(self.translate(each)) for each in _COUNTED]
        return Table(str(self.translate(_BY_PART)), columns, rows)

    def _number(self, count: int) -> str:
        return in_words.number(count, self.language)

    @property
    def waits_at(self):
        return catalogue.catalogues(self.site)

    def planned(self, data: bytes) -> Plan:
        return catalogue.planned(self.tag, data)

    def take(self, plan: Plan) -> None:
        catalogue.take(self.tag, plan.taken)

    def taken_row(self, entry: Entry) -> tuple[str, str]:
        return entry.source, entry.text
