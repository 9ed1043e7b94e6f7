"""A small card with the code of a draft, to print: as a page and as PDF.

Its picture leads to the page that asks for the code; the code stands beneath it in letters and is
in no address. docs/decisions/0027 has the reasons.
"""

from functools import cached_property

from permitdesk.core import _
from permitdesk.intake.views.save import SavePage
from permitdesk.theme import PageTemplate, Qr, qr, render_pdf

PICTURE = _("intake_card_picture", default="QR-Code: führt zur Seite, die nach dem Code fragt")
HOW = _(
    "intake_card_how",
    default="Scannen Sie das Bild mit dem Handy oder öffnen Sie die Adresse. Geben Sie dann den"
    " Code ein.",
)


class CardPage(SavePage):
    """Shows the card; changes nothing."""

    index = PageTemplate("card.pt")
    path = "save/card"
    title = _("intake_save_code", default="Ihr Code zum Weitermachen")

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        return self.show()

    @cached_property
    def picture(self) -> Qr:
        return qr(self.resume_address)

    @property
    def picture_text(self) -> str:
        return self.translate(PICTURE)

    @property
    def lines(self) -> list[str]:
        """What to do with the card, a paragraph each."""
        state = _("intake_card_state", default="Gespeichert, noch nicht gesendet.")
        until = _(
            "intake_card_until",
            default="Wir löschen die Angaben am ${day}, wenn Sie vorher nichts ändern.",
            mapping={"day": self.expires},
        )
        secret = _(
            "intake_card_secret",
            default="Wer den Code hat, kann alles lesen und ändern.",
        )
        return [self.translate(each) for each in (HOW, state, until, secret)]


class CardPdf(CardPage):
    """The card on paper: tagged PDF, without a name and without the service's."""

    path = "save/card.pdf"

    def show(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", 'attachment; filename="Code.pdf"')
        data = {
            "title": self.translate(self.title),
            "district": self.district_name,
            "code": self.resume_code,
            "address": self.resume_address,
            "lines": self.lines,
            "picture": self.picture.svg,
            "alt": self.picture_text,
        }
        return render_pdf("card", data, self.language)
