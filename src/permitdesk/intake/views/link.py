"""A code for somebody else, who hands in one document with it and sees nothing else."""

from collections.abc import Iterator
from functools import cached_property

from zope.interface import implementer
from zope.publisher.interfaces import NotFound
from ZPublisher.Iterators import IStreamIterator

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown
from permitdesk.documents import scanner
from permitdesk.intake import inboxes
from permitdesk.intake.draft import KeptDocument
from permitdesk.intake.fingerprint import grouped
from permitdesk.intake.inbox import Link
from permitdesk.intake.views.base import AGAIN, IntakePage
from permitdesk.services.definition import Requirement
from permitdesk.theme import ErrorLink, PageTemplate


class LinkPage(IntakePage):
    """Shows the code of one document, and what came with it; makes it and ends it by POST."""

    index = PageTemplate("link.pt")
    title = _("intake_link_title", default="Jemand anderes lädt das hoch")
    again = False

    def __init__(self, context, request, service, requirement: str) -> None:
        super().__init__(context, request, service)
        self.name = requirement
        self.path = f"link/{requirement}"

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        if self.requirement is None:
            raise NotFound(self.service, self.name, self.request)
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            self.again = True
            return self.show()
        if "withdraw" in self.request.form:
            inboxes.withdraw(self.draft, self.name)
        elif "make" in self.request.form and self.link is None:
            inboxes.issue(self.site, self.draft, self.name)
        return self.go(f"/{self.path}")

    @cached_property
    def requirement(self) -> Requirement | None:
        """The document, if it is called for and somebody else may hand it in."""
        asked = self.form.requirements()
        return next((r for r in asked if r.id == self.name and r.third_party), None)

    @property
    def document_title(self) -> Shown:
        return self.text(self.requirement.key("title")) or self.requirement.title

    @property
    def link(self) -> Link | None:
        """The code as it was made; None where there is none that still leads anywhere."""
        return inboxes.link_of(self.draft, self.name)

    def _inbox(self, link: Link) -> inboxes.Inbox:
        return self.draft.draft.inboxes[link.id]

    @property
    def until(self) -> str:
        day = clock.day_of(self._inbox(self.link).expires).isoformat()
        return in_words.day(day, self.language)

    @property
    def hand_in_address(self) -> str:
        """In German: an employer or a landlord opens it. All languages stand at its top."""
        return inboxes.address(self.site, SOURCE)

    @property
    def arrived(self) -> KeptDocument | None:
        """What came with the code."""
        link = self.link
        documents = self.draft.documents if link is not None else ()
        return next((each for each in documents if each.id == link.id), None)

    @property
    def arrived_size(self) -> str:
        return in_words.size(self.arrived.size, self.language)

    @property
    def may_be_opened(self) -> bool:
        """Whether somebody has looked for viruses, where anybody does."""
        return self.arrived.scan != scanner.UNSCANNED

    @property
    def fingerprint(self) -> str:
        return grouped(self.arrived.sha256)

    @property
    def step_address(self) -> str:
        return f"{self.address}/step/{self.requirement.step}#f-documents-{self.name}"

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("link", self.translate(AGAIN))] if self.again else []


class LinkFile(LinkPage):
    """What came with the code, always as a download."""

    def show(self):
        document = self.arrived
        if document is None or not self.may_be_opened:
            raise NotFound(self.service, self.name, self.request)
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", document.content_type)
        kind = document.content_type.rpartition("/")[2]
        response.setHeader("Content-Disposition", f'attachment; filename="{self.name}.{kind}"')
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        size = document.kept_size or document.size
        response.setHeader("Content-Length", str(size))
        chunks = self._inbox(self.link).read_file(bytes.fromhex(self.link.private), "c")
        return Streamed(chunks, size)


@implementer(IStreamIterator)
class Streamed:
    """Bytes decrypted as they are sent: a chunk in memory, nothing in the clear on disk."""

    def __init__(self, chunks: Iterator[bytes], size: int) -> None:
        self._chunks, self._size = chunks, size

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def __len__(self) -> int:
        return self._size
