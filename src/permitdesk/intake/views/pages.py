"""``/de/antrag/<slug>/…`` and ``/uk/apply/<slug>/…``: finds the service and the page."""

from zope.component.hooks import getSite
from zope.publisher.interfaces import NotFound

from permitdesk.core import clock, languages
from permitdesk.intake.views.another import AnotherPage
from permitdesk.intake.views.card import CardPage, CardPdf
from permitdesk.intake.views.check import CheckPage
from permitdesk.intake.views.confirm import ConfirmPage
from permitdesk.intake.views.handover import HandOverPage
from permitdesk.intake.views.help import HelpPage
from permitdesk.intake.views.link import LinkFile, LinkPage
from permitdesk.intake.views.newer import NewerPage
from permitdesk.intake.views.paper import OwnFormPage, PaperFormPage
from permitdesk.intake.views.receipt import ReceiptPage, ReceiptPdf, ReceiptPdfToShow, SentFile
from permitdesk.intake.views.rest import RestOfAddress
from permitdesk.intake.views.resume import ResumePage
from permitdesk.intake.views.save import SavePage
from permitdesk.intake.views.save_mail import SaveMailPage
from permitdesk.intake.views.start import BlockedLanguagePage, ClosedPage, NotOnlinePage, StartPage
from permitdesk.intake.views.step import StepPage
from permitdesk.services import (
    FORM,
    OWN_FORM,
    address,
    availability_of,
    latest,
    offered,
    service_by_slug,
    slug_of,
)
from permitdesk.theme import public_cache

PAGES = {
    (): StartPage,
    ("another",): AnotherPage,
    ("check",): CheckPage,
    ("confirm",): ConfirmPage,
    (FORM,): PaperFormPage,
    (OWN_FORM,): OwnFormPage,
    ("help",): HelpPage,
    ("help", "handover"): HandOverPage,
    ("newer",): NewerPage,
    ("receipt",): ReceiptPage,
    ("receipt.json",): SentFile,
    ("receipt.pdf",): ReceiptPdf,
    ("receipt-to-show.pdf",): ReceiptPdfToShow,
    ("resume",): ResumePage,
    ("save",): SavePage,
    ("save", "card"): CardPage,
    ("save", "card.pdf"): CardPdf,
    ("save", "mail"): SaveMailPage,
}
# Of one document, whose id follows.
OF_DOCUMENTS = {"link": LinkPage, "handed-in": LinkFile}
# What there is only of a service that takes applications online.
ONLINE = (StepPage, CheckPage, HelpPage, SavePage)
MOVED_SECONDS = 300


class ServicePages(RestOfAddress):
    """On the root folder of a language: the rest of the address names service and page."""

    def __call__(self):
        tag = self.context.getId()
        if not languages.is_known(tag) or not self.path:
            raise NotFound(self.context, self.__name__, self.request)
        languages.fix(self.request, tag)
        slug, *rest = self.path
        service = service_by_slug(getSite(), tag, slug)
        if service is None:
            return self.offline(service_by_slug(getSite(), tag, slug, offline=True), slug, rest)
        if slug != slug_of(service, tag) and self.request.method in ("GET", "HEAD"):
            return self.moved("/".join((address(service, tag), *rest)))
        return self.page(service, rest)()

    def offline(self, service, slug: str, rest: list[str]) -> str:
        """A service that was taken offline: only the drafts that were begun go on to their end."""
        if service is None or latest(service) is None:
            raise NotFound(self.context, slug, self.request)
        page = self.page(service, rest)
        if isinstance(page, ResumePage) or (page.posted and "had_draft" in self.request.form):
            return page()
        if page.draft is None or isinstance(page, PaperFormPage):
            raise NotFound(self.context, slug, self.request)
        return page.go("/newer") if isinstance(page, StartPage) else page()

    def moved(self, to: str) -> str:
        """An address that the service had once leads to the one it has. What is sent there is
        taken as it comes."""
        query = self.request.get("QUERY_STRING", "")
        # Not kept for long: a service may get its old name back.
        public_cache(self.request.response, MOVED_SECONDS)
        self.request.response.redirect(f"{to}?{query}" if query else to, status=301)
        return ""

    def page(self, service, rest: list[str]):
        """The page of a service at the rest of its address."""
        if len(rest) == 2 and rest[0] == "step":
            page = StepPage(self.context, self.request, service, rest[1])
        elif len(rest) == 2 and rest[0] in OF_DOCUMENTS:
            page = OF_DOCUMENTS[rest[0]](self.context, self.request, service, rest[1])
        elif tuple(rest) in PAGES:
            page = PAGES[tuple(rest)](self.context, self.request, service)
        else:
            raise NotFound(self.context, "/".join(rest), self.request)
        # A draft goes on with the revision that it began with, which was online then.
        if isinstance(page, ONLINE) and not page.revision.accepts_applications:
            return NotOnlinePage(self.context, self.request, service)
        if isinstance(page, ONLINE) and self.is_closed_for(page, service):
            return ClosedPage(self.context, self.request, service)
        # Who lost the cookie of a draft on the way is asked for its code, with all that was typed.
        begins = page.draft is None and "had_draft" not in self.request.form
        if isinstance(page, ONLINE) and begins and not offered(service, page.language):
            return BlockedLanguagePage(self.context, self.request, service)
        return page

    def is_closed_for(self, page, service) -> bool:
        """Whether the service is closed for this. A draft can be read and changed at any time and
        sent for a while. Who had the first step before their eyes when it closed, has begun."""
        found, today = availability_of(service), clock.today()
        if found.is_open(today):
            return False
        if page.draft is not None:
            sends = isinstance(page, CheckPage) and page.posted and not page.draft.sent
            return sends and not found.may_send(today)
        return not (page.posted and found.may_send(today))
