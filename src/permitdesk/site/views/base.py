"""What the pages on a language's root folder share."""

from collections.abc import Sequence
from functools import cached_property

from permitdesk.district import hours_in_words, openings
from permitdesk.guidance import GuidanceView
from permitdesk.site.finding import Explained
from permitdesk.theme import PageTemplate

# What a paper looks like, for those who know it by sight before they know its name.
PICTURES = {
    "Aktenzeichen": "picture-letter",
    "Aufenthaltstitel": "picture-card",
    "Fiktionsbescheinigung": "picture-certificate",
    "Visum": "picture-visa",
    "Zusatzblatt": "picture-sheet",
}


class SitePage(GuidanceView):
    """Its language is that of the folder; ``site_parts`` are the macros of ``parts.pt``."""

    breadcrumb = ()
    _site_parts = PageTemplate("parts.pt")

    @property
    def site_parts(self):
        return self._site_parts.macros

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return "، " if self.direction == "rtl" else ", "

    def picture_of(self, term: Explained) -> str:
        """The part that draws what this word names, or empty."""
        return PICTURES.get(term.german, "")

    @cached_property
    def hours(self) -> Sequence[tuple[str, str]]:
        """When the office is open, in this language: days and times; empty where it is not said
        as values."""
        return hours_in_words(openings(), self.language)

    @property
    def language(self) -> str:
        return self.context.getId()
