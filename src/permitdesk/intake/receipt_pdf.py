"""The receipt on paper, in the person's language with the German beside it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words, messages
from permitdesk.core.languages import SOURCE, is_reviewed
from permitdesk.core.texts import Shown, Text, plain
from permitdesk.district import office
from permitdesk.intake import sealed_pdf
from permitdesk.intake.assistance_words import told
from permitdesk.intake.entry import ONLINE
from permitdesk.intake.evidence import shown_fees
from permitdesk.intake.fingerprint import grouped, short
from permitdesk.intake.fingerprint_address import fingerprint_address
from permitdesk.intake.paper_texts import NOT_REVIEWED
from permitdesk.intake.submission import Receipt
from permitdesk.services import Line, announced_in_words, requirement_titles, sections
from permitdesk.services.definition import Revision
from permitdesk.theme import qr, render_pdf

TITLE = _("intake_pdf_title", default="Eingangsbestätigung")
REFERENCE = _("intake_pdf_reference", default="Vorgangsnummer")
ACCESS_CODE = _("intake_pdf_access_code", default="Zugangscode (nur für Sie)")
RECEIVED = _("intake_pdf_received", default="Eingegangen am ${moment}")
STATUS = _(
    "intake_pdf_status",
    default="Den Stand sehen Sie mit Vorgangsnummer und Zugangscode hier: ${address}",
)
NEXT = _("intake_receipt_next", default="Wie es weitergeht")
LEGAL_TITLE = _("intake_pdf_legal_title", default="Was diese Bestätigung bedeutet")
LEGAL = _(
    "intake_receipt_legal",
    default="Das ist eine Eingangsbestätigung. Sie ist keine Fiktionsbescheinigung (§ 81 Abs. 5"
    " AufenthG). Ob Ihr bisheriger Titel bis zur Entscheidung weiter gilt, ergibt sich allein aus"
    " dem Gesetz (§ 81 Abs. 4 AufenthG). Das prüfen wir in Ihrem Fall.",
)
FEES = _("theme_fees", default="Was es voraussichtlich kostet")
FEE = _("intake_pdf_fee", default="Gebühr")
AMOUNT = _("intake_pdf_amount", default="Betrag")
HELP = _("intake_help_section", default="Hilfe beim Ausfüllen")
SENT = _("intake_receipt_sent", default="Das haben Sie gesendet")
DOCUMENTS = _("intake_check_documents", default="Ihre Unterlagen")
QUESTION = _("intake_pdf_question", default="Frage")
ANSWER = _("intake_pdf_answer", default="Antwort")
DOCUMENT = _("intake_pdf_document", default="Unterlage")
FILE = _("intake_pdf_file", default="Datei, Größe, SHA-256")
KEPT = _("intake_receipt_kept", default="Aufbewahrt ohne Ort und Gerätedaten:")
LATER = _("intake_later_title", default="Das reichen Sie später nach")
WHY_LATER = _("intake_pdf_why_later", default="Warum und bis wann")
NOTHING = _("intake_pdf_nothing", default="Keine Angabe")
FINGERPRINT = _(
    "intake_receipt_fingerprint",
    default="Fingerabdruck dessen, was Sie gesendet haben (SHA-256):",
)
FINGERPRINT_TITLE = _("intake_receipt_fingerprint_title", default="Fingerabdruck")
SHORT = _("intake_receipt_short", default="In kurzer Form:")
CONFIRM = _(
    "intake_pdf_confirm",
    default="Wem Sie diese Bestätigung zeigen, der kann hier prüfen, ob und wann wir das bekommen"
    " haben: ${address}",
)
PICTURE = _(
    "intake_pdf_picture", default="QR-Code: führt zur Seite, die den Fingerabdruck bestätigt"
)


def receipt_pdf(
    revision: Revision,
    receipt: Receipt,
    language: str,
    status_address: str,
    brief: bool = False,
    code: bool = True,
) -> bytes:
    """A tagged PDF of everything that was sent, with the fingerprint that names it, and sealed so
    that this portal knows it again; a ``brief`` one has no answers: reference, access code and
    what happens next. One without the access ``code`` is for showing to others."""
    paper = _Paper(revision, receipt, language, code)
    drawn = render_pdf("letter", paper.data(status_address, brief), language)
    return drawn if brief else sealed_pdf.sealed(drawn, receipt.fingerprint)


def received_in_words(receipt: Receipt, language: str) -> str:
    """When it was received; of paper only the day is known."""
    if receipt.channel == ONLINE:
        return in_words.moment(receipt.received_at, language)
    return in_words.day(clock.day_of(receipt.received_at).isoformat(), language)


class _Paper:
    def __init__(
        self, revision: Revision, receipt: Receipt, language: str, code: bool = True
    ) -> None:
        self.revision, self.receipt, self.language, self.code = revision, receipt, language, code
        self.day = clock.day_of(receipt.received_at)

    def data(self, status_address: str, brief: bool = False) -> dict[str, object]:
        address = {"address": status_address}
        return {
            "title": self.said(TITLE),
            "german_title": self.german(TITLE),
            "district": getSite().title,
            # An office often bears the district's name in its own.
            "office": office().name.removeprefix(f"{getSite().title}, "),
            "address": office().address.splitlines(),
            "footer": self.receipt.reference,
            "remark": "" if is_reviewed(self.language) else self.said(NOT_REVIEWED),
            "blocks": [
                self.service_paragraph("service.title"),
                self.number(REFERENCE, self.receipt.reference),
                *([self.number(ACCESS_CODE, self.receipt.access_code)] if self.code else []),
                {
                    "kind": "paragraph",
                    "text": self.said(RECEIVED, moment=self.moment(self.language)),
                    "german": self.german(RECEIVED, moment=self.moment("de")),
                },
                self.legal(),
                self.heading(NEXT),
                self.service_paragraph("service.next"),
                *([self.line(STATUS, **address)] if self.code else []),
                *([] if brief else self.sent()),
            ],
        }

    def sent(self) -> list[dict[str, object]]:
        """Everything that was sent, and the fingerprint over it."""
        return [
            *self.fees(),
            *self.helped(),
            self.heading(SENT),
            *self.answers(),
            *self.documents(),
            *self.later(),
            *self.fingerprint(),
        ]

    def fingerprint(self) -> list[dict[str, object]]:
        """The fingerprint whole and short, and the picture that leads to who confirms it."""
        whole, site = self.receipt.fingerprint, getSite()
        address = fingerprint_address(site, self.language)
        picture = qr(fingerprint_address(site, self.language, whole))
        return [
            self.heading(FINGERPRINT_TITLE),
            {
                "kind": "picture",
                "picture": picture.svg,
                "alt": self.said(PICTURE),
                "blocks": [
                    self.line(FINGERPRINT),
                    {"kind": "digest", "value": grouped(whole)},
                    self.line(SHORT),
                    {"kind": "digest", "value": short(whole)},
                    self.line(CONFIRM, address=address),
                ],
            },
        ]

    def line(self, text: Message, **values: str) -> dict[str, object]:
        return {
            "kind": "paragraph",
            "text": self.said(text, **values),
            "german": self.german(text, **values),
        }

    def helped(self) -> list[dict[str, object]]:
        """Who helped, on what mandate, and what the applicant said to it."""
        lines = told(self.receipt.assistance, self.language)
        if not lines:
            return []
        abroad = self.language != SOURCE
        rows = [
            {
                "term": term,
                "german": german_term if abroad else "",
                "values": [value],
                "german_value": german_value if abroad else "",
            }
            for (term, value), (german_term, german_value) in zip(
                lines, told(self.receipt.assistance, SOURCE), strict=True
            )
        ]
        columns = [self.said(QUESTION), self.said(ANSWER)]
        return [self.heading(HELP), {"kind": "table", "columns": columns, "rows": rows}]

    def legal(self) -> dict[str, object]:
        """What the law says: by the service's own words, else by ours."""
        key = "service.receipt"
        own = key in self.revision.sources
        text = self.revision.shown(key, self.language) if own else self.said(LEGAL)
        german = self.german_of(text, self.revision.sources[key]) if own else self.german(LEGAL)
        return {
            "kind": "notice",
            "title": self.said(LEGAL_TITLE),
            "text": text,
            "german": german,
        }

    def fees(self) -> list[dict[str, object]]:
        """The estimate as it was shown before sending, with the German beside it."""
        told = shown_fees(self.receipt.fees, self.language)
        german = self.receipt.fees.get("de")
        if not told or not german:
            return []
        rows = [
            {
                "term": here["title"],
                "german": self.german_of(here["title"], home["title"]),
                "values": [here["amount"], here["basis"], *here["reasons"]],
                "german_value": self.german_of(here["amount"], home["amount"]),
            }
            for here, home in zip(told["lines"], german["lines"], strict=True)
        ]
        columns = [self.said(FEE), self.said(AMOUNT)]
        return [
            self.heading(FEES),
            self.beside(told["summary"], german["summary"]),
            *([{"kind": "table", "columns": columns, "rows": rows}] if rows else []),
            *map(self.beside, told["notes"], german["notes"]),
        ]

    def beside(self, text: Shown, german: str) -> dict[str, object]:
        return {"kind": "paragraph", "text": text, "german": self.german_of(text, german)}

    def german_of(self, text: Shown, german: str) -> str:
        """The German to stand beside a text; none beside what is German itself."""
        is_german = self.language == SOURCE or isinstance(text, Text) or str(text) == german
        return "" if is_german else german

    def answers(self) -> list[dict[str, object]]:
        blocks: list[dict[str, object]] = []
        for section in sections(self.revision, self.receipt.answers, self.language, self.day):
            blocks.append({"kind": "heading", "text": section.title, "german": section.german})
            blocks.extend(self.tables(section.lines))
        return blocks

    def tables(self, lines: Sequence[Line]) -> Iterator[dict[str, object]]:
        """The lines as tables; each row of a group is a table of its own with its heading."""
        for has_rows, some in groupby(lines, key=lambda line: bool(line.rows)):
            if not has_rows:
                yield self.table(some)
                continue
            for row in (row for line in some for row in line.rows):
                yield {"kind": "subheading", "text": row.title, "german": row.german}
                yield self.table(row.lines)

    def table(self, lines: Iterable[Line]) -> dict[str, object]:
        columns = [self.said(QUESTION), self.said(ANSWER)]
        return {"kind": "table", "columns": columns, "rows": [self.row(line) for line in lines]}

    def row(self, line: Line) -> dict[str, object]:
        differs = line.german_values != tuple(map(str, line.values))
        return {
            "term": line.question,
            "german": line.german,
            "values": list(line.values) or [self.said(NOTHING)],
            "german_value": ", ".join(line.german_values) if differs else "",
        }

    def documents(self) -> list[dict[str, object]]:
        if not self.receipt.documents:
            return []
        titles = requirement_titles(self.revision, self.receipt.answers, self.language, self.day)
        rows = []
        for each in self.receipt.documents:
            title, german = titles.get(each.requirement, (each.requirement, ""))
            size = in_words.size(each.size, self.language)
            values = [each.filename, size, grouped(each.sha256)]
            if each.is_changed:
                kept = in_words.size(each.kept_size, self.language)
                values += [f"{self.said(KEPT)} {kept}", grouped(each.kept_sha256)]
            rows.append({"term": title, "german": german, "values": values, "german_value": ""})
        columns = [self.said(DOCUMENT), self.said(FILE)]
        return [self.heading(DOCUMENTS), {"kind": "table", "columns": columns, "rows": rows}]

    def later(self) -> list[dict[str, object]]:
        """What the person hands in later, with why and until when."""
        if not self.receipt.announced:
            return []
        titles = requirement_titles(self.revision, self.receipt.answers, self.language, self.day)
        rows = []
        for each in self.receipt.announced:
            title, german = titles.get(each.requirement, (each.requirement, ""))
            why, reason = announced_in_words(each, self.language), announced_in_words(each, SOURCE)
            german_why = "" if self.language == SOURCE else reason
            rows.append(
                {"term": title, "german": german, "values": [why], "german_value": german_why}
            )
        columns = [self.said(DOCUMENT), self.said(WHY_LATER)]
        return [self.heading(LATER), {"kind": "table", "columns": columns, "rows": rows}]

    def number(self, label: Message, value: str) -> dict[str, str]:
        return {
            "kind": "reference",
            "label": self.said(label),
            "german": self.german(label),
            "value": value,
        }

    def heading(self, text: Message) -> dict[str, str]:
        return {"kind": "heading", "text": self.said(text), "german": self.german(text)}

    def service_paragraph(self, key: str) -> dict[str, object]:
        text = self.revision.shown(key, self.language)
        return self.beside(text, self.revision.sources.get(key, ""))

    def moment(self, language: str) -> str:
        return received_in_words(self.receipt, language)

    def said(self, message: Message, **values: str) -> str:
        return plain(Message(message, mapping=values), self.language)

    def german(self, message: Message, **values: str) -> str:
        """The German text, where the paper is in another language."""
        if self.language == "de":
            return ""
        if messages.is_gap(message, self.language):
            return ""  # it stands there already
        return plain(Message(message, mapping=values), "de")
