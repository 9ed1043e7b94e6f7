"""``/de/antrag/<slug>/…`` and ``/uk/apply/<slug>/…``: finds the service and the page."""

from Products.Five.browser import BrowserView
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse, NotFound

from permitdesk.core import languages
from permitdesk.intake.views.check import CheckPage
from permitdesk.intake.views.receipt import ReceiptPage, ReceiptPdf
from permitdesk.intake.views.resume import ResumePage
from permitdesk.intake.views.save import SavePage
from permitdesk.intake.views.start import StartPage
from permitdesk.intake.views.step import StepPage
from permitdesk.services import published, service_by_slug

PAGES = {
    (): StartPage,
    ("check",): CheckPage,
    ("receipt",): ReceiptPage,
    ("receipt.pdf",): ReceiptPdf,
    ("resume",): ResumePage,
    ("save",): SavePage,
}
DEEPEST = 3


@implementer(IPublishTraverse)
class ServicePages(BrowserView):
    """On the root folder of a language: the rest of the address names service and page."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        if len(self.path) >= DEEPEST or name.startswith(("_", "@", "+")):
            raise NotFound(self, name, request)
        self.path.append(name)
        return self

    def __call__(self):
        tag = self.context.getId()
        if tag not in languages.LANGUAGES or not self.path:
            raise NotFound(self.context, self.__name__, self.request)
        languages.fix(self.request, tag)
        slug, *rest = self.path
        service = service_by_slug(getSite(), tag, slug)
        if service is None or published(service) is None:
            raise NotFound(self.context, slug, self.request)
        if len(rest) == 2 and rest[0] == "step":
            return StepPage(self.context, self.request, service, rest[1])()
        page = PAGES.get(tuple(rest))
        if page is None:
            raise NotFound(self.context, "/".join(rest), self.request)
        return page(self.context, self.request, service)()
