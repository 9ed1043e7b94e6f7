"""What the pages on which editors compare two states of a content share."""

from collections.abc import Sequence
from functools import cached_property

from permitdesk.core import languages
from permitdesk.guidance.editors import COVERAGE
from permitdesk.theme import Link, PageTemplate, PostedPage


class ComparingPage(PostedPage):
    """A page for editors on one content; it speaks their language, whatever the content's is."""

    _changes = PageTemplate("changes.pt")

    @property
    def changes(self):
        """What draws ``changes``, contents of before beside those of after."""
        return self._changes.macros["changes"]

    @property
    def page_name(self) -> str:
        return self.context.title or self.context.getId()

    @property
    def page_language(self) -> str:
        return self.context.language

    @property
    def page_direction(self) -> str:
        return languages.direction(self.context.language)

    @cached_property
    def language(self) -> str:
        return languages.wanted(self.request)

    @property
    def last_links(self) -> Sequence[Link]:
        """The end of the breadcrumb, below the content."""
        return [Link(str(self.translate(self.title)), "")]

    @property
    def breadcrumb(self) -> list[Link]:
        return [
            Link(str(self.translate(COVERAGE)), f"{self.site_address}/@@coverage"),
            Link(self.page_name, self.context.absolute_url()),
            *self.last_links,
        ]
