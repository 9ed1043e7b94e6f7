"""``received.pdf``: that and when something was received. No name: see docs/decisions/0025."""

from zope.i18nmessageid import Message

from permitdesk.casework import applicant
from permitdesk.core import _, in_words, messages
from permitdesk.core.languages import SOURCE, is_reviewed
from permitdesk.core.texts import Text, plain
from permitdesk.district import office
from permitdesk.theme import render_pdf
from permitdesk.tracking.views.base import StatusView

TITLE = _("tracking_paper_title", default="Bestätigung: Eingegangen")
REFERENCE = _("tracking_reference", default="Vorgangsnummer")
RECEIVED = _("tracking_paper_received", default="Bei uns eingegangen am ${moment}")
MEANING_TITLE = _("tracking_paper_meaning_title", default="Was diese Bestätigung bedeutet")
MEANING = _(
    "tracking_paper_meaning",
    default="Sie sagt nur, dass und wann etwas mit dieser Vorgangsnummer bei uns eingegangen ist."
    " Sie nennt zum Schutz der Person keinen Namen. Sie ist keine Fiktionsbescheinigung"
    " (§ 81 Abs. 5 AufenthG) und kein Aufenthaltstitel. Sie sagt nichts darüber, wie wir"
    " entscheiden.",
)
NOT_REVIEWED = _(
    "theme_not_reviewed",
    default="Diese Übersetzung hat noch keine Person mit dieser Muttersprache geprüft.",
)


class ReceivedPdf(StatusView):
    path = "received.pdf"

    def show(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        name = f'attachment; filename="{self.case.reference}-eingang.pdf"'
        response.setHeader("Content-Disposition", name)
        return render_pdf("letter", self.paper(), self.language)

    def paper(self) -> dict[str, object]:
        received, site = self.case.application.received_at, self.site
        service = applicant.service_title(self.case, self.language)
        german_service = str(applicant.service_title(self.case, SOURCE))
        return {
            "title": self.said(TITLE),
            "german_title": self.beside(TITLE),
            "district": site.title,
            "office": office().name.removeprefix(f"{site.title}, "),
            "address": office().address.splitlines(),
            "footer": self.case.reference,
            "remark": "" if is_reviewed(self.language) else self.said(NOT_REVIEWED),
            "blocks": [
                {
                    "kind": "paragraph",
                    "text": service,
                    "german": "" if self.german or isinstance(service, Text) else german_service,
                },
                {
                    "kind": "reference",
                    "label": self.said(REFERENCE),
                    "german": self.beside(REFERENCE),
                    "value": self.case.reference,
                },
                {
                    "kind": "paragraph",
                    "text": self.said(RECEIVED, moment=in_words.moment(received, self.language)),
                    "german": self.beside(RECEIVED, moment=in_words.moment(received, SOURCE)),
                },
                {
                    "kind": "notice",
                    "title": self.said(MEANING_TITLE),
                    "text": self.said(MEANING),
                    "german": self.beside(MEANING),
                },
            ],
        }

    def said(self, message: Message, **values: str) -> str:
        return plain(Message(message, mapping=values), self.language)

    def beside(self, message: Message, **values: str) -> str:
        """The German, where the paper is in another language."""
        if self.german or messages.is_gap(message, self.language):
            return ""
        return plain(Message(message, mapping=values), SOURCE)
