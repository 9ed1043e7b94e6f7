"""Mails that there is news: allowed or ended here. The address is never shown, others may look."""

from functools import cached_property

from permitdesk.casework import applicant, by_mail
from permitdesk.core import _, in_words
from permitdesk.intake import consent_evidence, consent_words
from permitdesk.theme import Notice, PageTemplate
from permitdesk.tracking.views.base import StatusView
from permitdesk.tracking.views.documents import FULL

NOT_ARRIVED = _("tracking_mail_failed", default="Unsere letzte E-Mail an Sie kam nicht an.")
CORRECT = _(
    "tracking_mail_failed_todo",
    default="Ist Ihre E-Mail-Adresse noch richtig? Hier können Sie sie ändern.",
)


class MailsPage(StatusView):
    index = PageTemplate("mails.pt")
    path = "mails"
    title = _("tracking_mails", default="E-Mail, wenn es etwas Neues gibt")
    keeps = ("choice",)

    def take(self) -> str:
        choice = self.request.form.get("choice")
        if choice == "end":
            applicant.end_mails(self.case, "status page")
        elif choice == "allow" and self.can_allow:
            try:
                applicant.allow_mails(self.case, consent_evidence(self.language))
            except applicant.Full:
                self.message = FULL
                return self.show()
        return self.go(self.path)

    @property
    def words(self) -> str:
        """What one agrees to; kept as it was read here."""
        return consent_words(self.language)

    @cached_property
    def since(self) -> str:
        """Since when mails are allowed; empty where they are not."""
        said = by_mail.consent(self.case)
        return in_words.moment(said.at, self.language) if said and said.given else ""

    @property
    def is_open(self) -> bool:
        return applicant.is_open(self.case)

    @cached_property
    def knows_address(self) -> bool:
        return bool(by_mail.address_known(self.case))

    @property
    def can_allow(self) -> bool:
        return self.is_open and self.knows_address and not self.since

    @property
    def failure(self) -> Notice | None:
        return failure_of(self)


def failure_of(page: StatusView) -> Notice | None:
    """Says that a mail did not arrive, where one did not and nothing has mended it."""
    if by_mail.unreached(page.case) is None:
        return None
    links = [(page.translate(CORRECT), f"{page.start}/contact")]
    is_open = applicant.is_open(page.case)
    return Notice("warning", page.translate(NOT_ARRIVED), links=links if is_open else ())
