"""New contact data. What is known is never shown here: others may look at the screen."""

from functools import cached_property

from permitdesk.casework import applicant
from permitdesk.core import _, in_words
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Rule
from permitdesk.theme import ErrorLink, PageTemplate, Widget
from permitdesk.tracking.views.base import StatusView
from permitdesk.tracking.views.documents import FULL

ADDRESS = ("street", "postal_code", "city")
TITLES = {
    "phone": _("tracking_contact_phone", default="Neue Telefonnummer"),
    "email": _("tracking_contact_email", default="Neue E-Mail-Adresse"),
    "street": _("tracking_contact_street", default="Neue Anschrift: Straße und Hausnummer"),
    "postal_code": _("tracking_contact_postal_code", default="Neue Anschrift: Postleitzahl"),
    "city": _("tracking_contact_city", default="Neue Anschrift: Ort"),
    "language": _(
        "tracking_contact_language", default="In welcher Sprache sollen wir mit Ihnen sprechen?"
    ),
}
NAMES = {
    "phone": _("tracking_name_phone", default="Telefonnummer"),
    "email": _("tracking_name_email", default="E-Mail-Adresse"),
    "address": _("tracking_name_address", default="Anschrift"),
    "language": _("tracking_name_language", default="Sprache"),
}
NOTHING = _("tracking_contact_nothing", default="Füllen Sie aus, was sich geändert hat.")
WHOLE_ADDRESS = _(
    "tracking_contact_whole_address",
    default="Schreiben Sie die ganze Anschrift: Straße und Hausnummer, Postleitzahl, Ort.",
)
POSTAL_CODE = _("tracking_contact_five_digits", default="Die Postleitzahl hat 5 Ziffern.")


class ContactPage(StatusView):
    index = PageTemplate("contact.pt")
    path = "contact"
    title = _("tracking_contact", default="Telefon, E-Mail oder Anschrift ändern")
    keeps = (*TITLES, "language.search")

    def take(self) -> str:
        if not applicant.is_open(self.case):
            return self.go()
        answers = self.questions.answers
        self.questions.check()
        given = [name for name in ADDRESS if answers.get(name)]
        if given and len(given) < len(ADDRESS):
            missing = next(name for name in ADDRESS if name not in given)
            self.questions.complain(missing, WHOLE_ADDRESS)
        elif not answers:
            self.questions.complain("phone", NOTHING)
        if self.questions.said or self.is_searching:
            return self.show()
        values = {name: str(answers[name]) for name in NAMES if answers.get(name)}
        if given:
            values["address"] = f"{answers['street']}\n{answers['postal_code']} {answers['city']}"
        try:
            applicant.correct(self.case, values)
        except applicant.Full:
            self.questions.complain("phone", FULL)
            return self.show()
        return self.go(self.path)

    @property
    def is_searching(self) -> bool:
        """Whether a language was searched for and none is chosen yet."""
        form = self.request.form
        return "language.find" in form or bool(self.questions.typed.get("language.search"))

    def corrected(self) -> list[tuple[str, str]]:
        """What was changed before, without the data, and when."""
        return [
            (
                ", ".join(self.translate(NAMES[name]) for name in names),
                in_words.moment(at, self.language),
            )
            for names, at in applicant.corrected(self.case)
        ]

    @cached_property
    def questions(self) -> Questions:
        wrong = self.translate(POSTAL_CODE)
        of_type = {"phone": "phone", "email": "email", "language": "code-list"}
        fields = [
            Field(
                name,
                of_type.get(name, "text"),
                self.translate(title),
                code_list="languages" if name == "language" else "",
                rules=(
                    (Rule("pattern", "@postal-code", message=wrong),)
                    if name == "postal_code"
                    else (Rule("max_length", 120),)
                    if name in ADDRESS
                    else ()
                ),
            )
            for name, title in TITLES.items()
        ]
        # Who signed in late brings along only what was filled in.
        form = self.request.form if self.posted else {}
        typed = form if any(name in form for name in self.keeps) else None
        return Questions(fields, self.language, typed)

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return super().errors or (self.questions.errors if self.case is not None else [])
