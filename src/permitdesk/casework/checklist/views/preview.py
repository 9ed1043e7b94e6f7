"""The document beside the checklist: a page as a picture, and what one can say of it."""

from dataclasses import dataclass
from functools import cached_property

from permitdesk.casework.application import Document
from permitdesk.casework.checklist.entries import said
from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.forms import ChecklistForms
from permitdesk.casework.checklist.states import RECEIVED, DocumentState, document_states
from permitdesk.casework.checklist.views.checklist import state_badge
from permitdesk.casework.download import CLOSED
from permitdesk.casework.papers import may_be_opened, scan_of
from permitdesk.casework.reading import requirement_of, title_of
from permitdesk.casework.states import is_open
from permitdesk.casework.views.page import day
from permitdesk.casework.views.part import CasePart
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Badge, Link, PageTemplate


@dataclass(frozen=True)
class Chosen:
    """Which document of a case is shown, and which page; no document where there is none."""

    document: Document | None = None
    page: int = 1
    state: DocumentState | None = None

    @property
    def id(self) -> str:
        return self.document.id if self.document is not None else ""


def choose(case, form) -> Chosen:
    """What the address or the form asks for; else the first that nobody has looked at."""
    states = {each.id: each for each in document_states(facts_of(case), clock.today())}
    documents = {each.id: each for each in case.documents}
    id_, page = form.get("document"), form.get("page")
    if not isinstance(id_, str) or id_ not in documents:
        unchecked = [each for each in states.values() if each.state == RECEIVED]
        open_ = [each.id for each in unchecked if may_be_opened(case, documents[each.id])]
        id_, page = next(iter((*open_, *documents)), ""), None
    if not id_:
        return Chosen()
    pages = documents[id_].pages or 1
    number = int(page) if isinstance(page, str) and page.isascii() and page.isdecimal() else 1
    return Chosen(documents[id_], min(max(number, 1), pages), states[id_])


class Preview(CasePart):
    index = PageTemplate("preview.pt")

    @property
    def forms(self) -> ChecklistForms:
        return self.page.checklist

    @property
    def answer_day(self) -> str:
        """By when another document would come that is asked for at once."""
        return day(self.forms.answer_day.isoformat())

    @property
    def is_open(self) -> bool:
        """Whether something can still be said and asked; a case that has ended only shows."""
        return is_open(self.context)

    @cached_property
    def chosen(self) -> Chosen:
        return self.page.preview

    @property
    def document(self) -> Document | None:
        return self.chosen.document

    @property
    def heading(self) -> str:
        german = requirement_of(self.revision, self.document.requirement)
        return title_of(self.context, self.document, german)

    @property
    def badge(self) -> Badge:
        return state_badge(self, self.chosen.state.state)

    @property
    def closed(self) -> str:
        """Why nobody may look at it; empty where one may."""
        if may_be_opened(self.context, self.document):
            return ""
        return str(self.translate(CLOSED[scan_of(self.context, self.document)]))

    @property
    def pages(self) -> int:
        return self.document.pages or 1

    @property
    def picture(self) -> str:
        return f"{self.context.absolute_url()}/document-page/{self.chosen.id}/{self.chosen.page}"

    @property
    def download(self) -> str:
        return f"{self.context.absolute_url()}/document/{self.chosen.id}"

    @property
    def before(self) -> Link | None:
        """The page before; of the first one the document before."""
        if self.chosen.page > 1:
            return self._page(self.chosen.page - 1)
        return None

    @property
    def after(self) -> Link | None:
        return self._page(self.chosen.page + 1) if self.chosen.page < self.pages else None

    def _page(self, number: int) -> Link:
        address = f"{self.context.absolute_url()}?document={self.chosen.id}&page={number}#papers"
        return Link(str(number), address)

    @property
    def others(self) -> list[Link]:
        """All documents, to choose another one."""
        address = self.context.absolute_url()
        return [
            Link(each.filename, f"{address}?document={each.id}#papers", each.id == self.chosen.id)
            for each in self.context.documents
        ]

    @property
    def until(self) -> str:
        until = self.chosen.state.until
        return day(until) if until else ""

    @property
    def reason(self) -> str:
        entry = self.chosen.state.reason
        if entry is None:
            return ""
        return " ".join(each for each in (str(said(entry, SOURCE)), entry.note) if each)
