"""What was handed in, and what the application left open."""

from permitdesk.casework.download import CLOSED
from permitdesk.casework.later import LaterDocument
from permitdesk.casework.papers import may_be_opened, readable, scan_of
from permitdesk.casework.reading import missing_of, requirement_of, title_of
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import in_words
from permitdesk.core.languages import SOURCE
from permitdesk.theme import PageTemplate


class LeftOpen(CasePart):
    """Of an application that staff entered: what it did not say."""

    index = PageTemplate("missing.pt")

    def missing(self) -> list[str]:
        """The titles of what the application left open when it was entered."""
        return [missing_of(self.revision, name) for name in self.application.missing]


class Documents(CasePart):
    index = PageTemplate("documents.pt")

    def documents(self) -> list[dict[str, str]]:
        return [
            {
                "title": title_of(
                    self.context, document, requirement_of(self.revision, document.requirement)
                ),
                "later": moment(document.at) if isinstance(document, LaterDocument) else "",
                "address": f"{self.context.absolute_url()}/document/{document.id}",
                "filename": document.filename,
                "size": in_words.size(document.given_size, SOURCE),
                "pages": document.pages,
                "by_link": document.by_link,
                "closed": self._closed(document),
            }
            for document in self.context.documents
        ]

    def _closed(self, document) -> str:
        """Why nobody may open a document; empty for one that may be opened."""
        if may_be_opened(self.context, document):
            return ""
        return self.translate(CLOSED[scan_of(self.context, document)])

    def readable(self) -> list[dict[str, str]]:
        """What was made for reading: photos upright, several as one PDF."""
        return [
            {
                "title": title_of(
                    self.context, made, requirement_of(self.revision, made.requirement)
                ),
                "address": f"{self.context.absolute_url()}/document/{made.id}",
                "filename": made.filename,
                "size": in_words.size(made.given_size, SOURCE),
            }
            for made in readable(self.context)
        ]
