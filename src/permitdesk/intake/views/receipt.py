"""The receipt: reference and access code, what was sent, what happens next; the same as PDF."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from permitdesk.core import _, clock, in_words
from permitdesk.core.texts import Text
from permitdesk.intake import assistance_words
from permitdesk.intake.evidence import shown_fees
from permitdesk.intake.fingerprint import grouped, short, text_of
from permitdesk.intake.fingerprint_address import fingerprint_address
from permitdesk.intake.receipt_pdf import KEPT, receipt_pdf
from permitdesk.intake.status import status_address
from permitdesk.intake.submission import Listed
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import Line, announced_in_words, requirement_titles, revision, sections
from permitdesk.theme import Answer, AnswerRow, Notice, PageTemplate


class ReceiptPage(IntakePage):
    """Opens with the cookie of the draft that was sent, for a day; reload shows it again."""

    index = PageTemplate("receipt.pt")
    path = "receipt"

    def __call__(self) -> str:
        if self.posted and self.is_trusted:
            cookies.forget_all(self.request, self.cookie)
            return self.go_out()
        if self.receipt is None and self.draft is not None and self.draft.sent:
            return self.leave(self.status_address)  # closed: a new access code was given out
        if self.receipt is None:
            return self.go("/check" if self.draft is not None else "/resume")
        return self.show()

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
        return shown_fees(fees, self.language) or shown_fees(fees, self.receipt.language)

    @property
    def helped(self) -> list[Answer]:
        """Who helped, on what mandate, and what the applicant said to it."""
        lines = assistance_words.told(self.receipt.assistance, self.language)
        return [Answer(term, (value,), isolate=False) for term, value in lines]

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
                tuple(self.file_lines(each)),
                isolate=False,
            )
            for each in self.receipt.documents
        ]

    def file_lines(self, document: Listed) -> Iterator[str]:
        """Name, size and hash as received; where something was taken out, also as kept."""
        size = in_words.size(document.size, self.language)
        yield f"{in_words.isolated(document.filename)} · {in_words.isolated(size)}"
        yield in_words.isolated(f"SHA-256: {grouped(document.sha256)}")
        if document.is_changed:
            kept = in_words.size(document.kept_size, self.language)
            yield f"{self.translate(KEPT)} {in_words.isolated(kept)}"
            yield in_words.isolated(f"SHA-256: {grouped(document.kept_sha256)}")

    @property
    def late(self) -> Notice | None:
        """That something was changed when all had been sent: it is not among what was sent."""
        if "late" not in self.request.form:
            return None
        title = _("intake_late", default="Das war schon gesendet")
        text = _(
            "intake_late_text",
            default="Was Sie in einem anderen Fenster oder später geändert haben, ist nicht dabei."
            " Unten steht, was wir bekommen haben. Soll noch etwas dazu? Schreiben Sie der Behörde"
            " über die Seite mit dem Stand.",
        )
        return Notice("warning", self.translate(title), self.translate(text))

    @property
    def fingerprint(self) -> str:
        return grouped(self.receipt.fingerprint)

    @property
    def short_fingerprint(self) -> str:
        return short(self.receipt.fingerprint)

    @property
    def fingerprint_address(self) -> str:
        return fingerprint_address(self.site, self.language)

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
            for each in self.receipt.announced
        ]


def _answer(line: Line) -> Answer:
    rows = tuple(AnswerRow(row.title, tuple(map(_answer, row.lines))) for row in line.rows)
    return Answer(line.question, line.values, isolate=line.typed, rows=rows)


class ReceiptPdf(ReceiptPage):
    """The receipt on paper: tagged PDF in the person's language, the German beside it."""

    path = "receipt.pdf"
    has_code = True

    def show(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        name = f'attachment; filename="{self.receipt.reference}{self.ending}.pdf"'
        response.setHeader("Content-Disposition", name)
        return receipt_pdf(
            self.revision,
            self.receipt,
            self.paper_language,
            status_address(self.site, self.paper_language),
            brief=self.is_entry,
            code=self.has_code,
        )

    @property
    def paper_language(self) -> str:
        return self.language

    @property
    def ending(self) -> str:
        return "" if self.has_code else "-ohne-code"


class ReceiptPdfToShow(ReceiptPdf):
    """The same for showing to others: whoever gets it cannot open the status page with it."""

    path = "receipt-to-show.pdf"
    has_code = False


class SentFile(ReceiptPage):
    """What the fingerprint is computed from, byte by byte: docs/fingerprint.md."""

    path = "receipt.json"

    def show(self) -> bytes:
        if not self.receipt.shown:  # from before
            return self.go("/receipt")
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        name = f'attachment; filename="{self.receipt.reference}.json"'
        response.setHeader("Content-Disposition", name)
        return text_of(self.receipt)
