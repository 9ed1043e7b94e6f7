"""The receipt: reference and access code, what was sent, what happens next; the same as PDF."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from permitdesk.core import _, clock, in_words
from permitdesk.core.texts import Text
from permitdesk.intake import receipts
from permitdesk.intake.receipt_pdf import receipt_pdf
from permitdesk.intake.status import status_address
from permitdesk.intake.submission import Receipt
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import Line, announced_in_words, requirement_titles, revision, sections
from permitdesk.theme import Answer, AnswerRow
from permitdesk.theme.template import PageTemplate


class ReceiptPage(IntakePage):
    """Opens with the cookie of the draft that was sent, for a day; reload shows it again."""

    index = PageTemplate("receipt.pt")
    path = "receipt"

    def __call__(self) -> str:
        if self.posted and self.is_trusted:
            cookies.forget_all(self.request, self.cookie)
            return self.go_out()
        if self.receipt is None:
            return self.go("/check" if self.draft is not None else "/resume")
        return self.show()

    @cached_property
    def receipt(self) -> Receipt | None:
        sent = self.draft.sent if self.draft is not None else None
        return receipts.find(self.site, sent["reference"], sent["access_code"]) if sent else None

    @cached_property
    def revision(self):
        if self.receipt is None:
            return super().revision
        return revision(self.service, self.receipt.revision)

    @property
    def title(self) -> str:
        return (
            _("intake_receipt_title_message", default="Ihre Nachricht ist da.")
            if self.is_message
            else _("intake_receipt_title", default="Ihr Antrag ist da.")
        )

    @property
    def received_at(self) -> str:
        return in_words.moment(self.receipt.received_at, self.language)

    @property
    def status_address(self) -> str:
        return status_address(self.site, self.language)

    @property
    def day(self) -> date:
        return clock.day_of(self.receipt.received_at)

    @property
    def fees(self) -> Mapping[str, object] | None:
        """The estimate as it was shown before sending, in this page's language or as it was."""
        fees = self.receipt.fees
        return fees.get(self.language) or fees.get(self.receipt.language)

    @property
    def sections(self) -> list[tuple[str | Text, list[Answer]]]:
        found = sections(self.revision, self.receipt.answers, self.language, self.day)
        return [(section.title, [_answer(line) for line in section.lines]) for section in found]

    @property
    def documents(self) -> list[Answer]:
        titles = requirement_titles(self.revision, self.receipt.answers, self.language, self.day)
        return [
            Answer(
                titles.get(each.requirement, (each.requirement, ""))[0],
                (
                    f"{in_words.isolated(each.filename)}"
                    f" · {in_words.size(each.size, self.language)}",
                ),
                isolate=False,
            )
            for each in self.receipt.documents
        ]

    @property
    def later(self) -> list[Answer]:
        """What the person hands in later, with why and until when."""
        titles = requirement_titles(self.revision, self.receipt.answers, self.language, self.day)
        return [
            Answer(
                titles.get(each.requirement, (each.requirement, ""))[0],
                (announced_in_words(each, self.language),),
                isolate=False,
            )
            for each in self.receipt.later
        ]


def _answer(line: Line) -> Answer:
    rows = tuple(AnswerRow(row.title, tuple(map(_answer, row.lines))) for row in line.rows)
    return Answer(line.question, line.values, isolate=line.typed, rows=rows)


class ReceiptPdf(ReceiptPage):
    """The receipt on paper: tagged PDF in the person's language, the German beside it."""

    path = "receipt.pdf"

    def show(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        name = f'attachment; filename="{self.receipt.reference}.pdf"'
        response.setHeader("Content-Disposition", name)
        return receipt_pdf(
            self.site,
            self.revision,
            self.receipt,
            self.paper_language,
            status_address(self.site, self.paper_language),
            brief=self.is_entry,
        )

    @property
    def paper_language(self) -> str:
        return self.language
