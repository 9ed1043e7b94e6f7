"""``/de/status/…``: finds the page that the rest of the address names."""

from zExceptions import NotFound

from permitdesk.core import languages
from permitdesk.intake import RestOfAddress
from permitdesk.tracking.address import NAME
from permitdesk.tracking.views.contact import ContactPage
from permitdesk.tracking.views.decision import DecisionLetter, DecisionPage, HearingLetter
from permitdesk.tracking.views.documents import DocumentsPage
from permitdesk.tracking.views.link import LinkPage
from permitdesk.tracking.views.mails import MailsPage
from permitdesk.tracking.views.messages import MessagesPage
from permitdesk.tracking.views.received import ReceivedPdf
from permitdesk.tracking.views.status import LeavePage, StatusPage
from permitdesk.tracking.views.stop import StopPage
from permitdesk.tracking.views.withdraw import ConfirmWithdrawal, WithdrawPage

PAGES = {
    each.path: each
    for each in (
        StatusPage,
        ContactPage,
        DecisionPage,
        DecisionLetter,
        HearingLetter,
        DocumentsPage,
        LeavePage,
        LinkPage,
        MailsPage,
        MessagesPage,
        ReceivedPdf,
        StopPage,
        WithdrawPage,
        ConfirmWithdrawal,
    )
}


class StatusPages(RestOfAddress):
    """On the root folder of a language."""

    def __call__(self) -> str:
        tag, path = self.context.getId(), "/".join(self.path)
        if not languages.is_known(tag) or path not in PAGES:
            raise NotFound(path or NAME)
        languages.fix(self.request, tag)
        return PAGES[path](self.context, self.request)()
