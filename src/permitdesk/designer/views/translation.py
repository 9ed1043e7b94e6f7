"""One text: a picture of its place, its German of before, the agreed words, its translations."""

from zExceptions import NotFound

from permitdesk.core import _, languages
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO
from permitdesk.designer.picture import picture
from permitdesk.designer.views.translations import TranslationsPage
from permitdesk.services import translations
from permitdesk.theme import PageTemplate
from permitdesk.translation import Entry


class TranslationPage(TranslationsPage):
    """``?to=`` and ``?key=`` name the text."""

    name = "translation"
    title = _("designer_single_text_title", default="Ein Text")
    index = PageTemplate("translation.pt")
    _picture = PageTemplate("picture.pt")

    def __call__(self):
        if self.language_of_table is None or self.text_key not in self.places:
            raise NotFound(self.text_key)
        return super().__call__()

    @property
    def text_key(self) -> str:
        return self.sent("key", 300) or self.sent("key.0", 300)

    def found(self) -> list[Entry]:
        return [each for each in self.entries if each.key == self.text_key]

    @property
    def draw_picture(self) -> str:
        """The question as the applicant sees it, drawn in that language."""
        place = self.places[self.text_key]
        definition = translations.definition_now(self.context)
        shown = picture(definition, self.entries, self.text_key, place, self.tag)
        mine = self.language
        languages.fix(self.request, self.tag)
        try:
            return self._picture(picture=shown)
        finally:
            languages.fix(self.request, mine)

    @property
    def others(self) -> list[tuple[str, str, str, str]]:
        """The same text in the other languages: tag, name, direction, translation."""
        return [
            (tag, LANGUAGES[tag].native_name, LANGUAGES[tag].direction, each.text)
            for tag in TRANSLATED_INTO
            if tag != self.tag
            for each in translations.entries(self.context, tag)
            if each.key == self.text_key and each.text
        ]

    def after(self, before, saved: int) -> str:
        if not self.sent("next"):
            return f"{self.rows_address}&saved={saved}"
        # On to the next open text of the whole table, on a page like this one.
        order = translations.entries(self.context, self.tag)
        keys = [each.key for each in order]
        place = keys.index(self.text_key) + 1
        wanted = next((e.key for e in (*order[place:], *order[:place]) if e.is_open), "")
        return self.address_of(wanted) if wanted else self.table_address(self.tag)

    @property
    def rows_address(self) -> str:
        return self.address_of(self.text_key)

    @property
    def back_address(self) -> str:
        return self.table_address(self.tag)
