"""Gives out a new access code after looking at the person's identity document.

Three pages at one address: the questions, a second confirmation, and the code, once. It is shown
in the answer to the second POST and nowhere else, and never mailed.
"""

from functools import cached_property

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.component.hooks import getSite

from permitdesk import privacy
from permitdesk.casework import caseworker
from permitdesk.casework.views.page import OfficePage, moment
from permitdesk.core import _, clock
from permitdesk.core.interfaces import IStatusAddress
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text, say
from permitdesk.intake import Questions, discretion
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import ErrorLink, Fact, Link, PageTemplate, Widget

GONE = _(
    "casework_code_gone",
    default="Der Zugangscode wurde inzwischen schon ausgegeben. Er wird nur einmal gezeigt.",
)


class AccessCode(OfficePage):
    title = _("casework_code_title", default="Neuen Zugangscode ausgeben")
    referrer_policy = "no-referrer"
    asking = PageTemplate("access_code.pt")
    handing_out = PageTemplate("access_code_new.pt")
    THE_REFERENCE = _("casework_fact_reference", default="Vorgangsnummer")
    THE_CODE = _(
        "intake_receipt_code",
        default="Ihr Zugangscode. Zeigen Sie ihn nur Menschen, die den Stand sehen dürfen:",
    )
    WHERE = _("casework_code_where", default="Den Stand sehen Sie hier:")
    confirming = False
    message = ""
    code = ""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        discretion.keep(request)

    def __call__(self) -> str:
        self.prepare_response()
        if self.request.method != "POST":
            privacy.record("case.read", self.context.reference, "access-code")
            return self.asking()
        CheckAuthenticator(self.request)
        if not self.questions.check():
            return self.asking()
        if "confirm" not in self.request.form:
            self.confirming = True
            return self.asking()
        return self.issue()

    def issue(self) -> str:
        answers = self.questions.answers
        try:
            self.code = caseworker.issue_code(
                self.context,
                str(answers["reason"]),
                str(answers["proof"]),
                str(self.request.form.get("mark")),
            )
        except caseworker.AlreadyIssuedError:
            self.message = self.translate(GONE)
            return self.asking()
        return self.handing_out()

    @cached_property
    def questions(self) -> Questions:
        fields = [
            self._choice(
                "reason",
                _("casework_code_reason", default="Warum braucht die Person einen neuen Code?"),
                caseworker.REASONS,
            ),
            self._choice(
                "proof",
                _(
                    "casework_code_proof",
                    default="Mit welchem Dokument hat sie sich ausgewiesen?",
                ),
                caseworker.PROOFS,
            ),
            Field(
                "checked",
                "yes-no",
                self.translate(
                    _(
                        "casework_code_checked",
                        default="Ich habe das Dokument im Original gesehen. Foto, Name und "
                        "Geburtsdatum passen zu der Person vor mir und zum Antrag.",
                    )
                ),
                required=True,
                rules=(Rule("true", True),),
            ),
        ]
        return Questions(
            fields, SOURCE, self.request.form if self.request.method == "POST" else None
        )

    def _choice(self, name: str, title, options) -> Field:
        found = tuple(Option(value, self.translate(text)) for value, text in options.items())
        return Field(name, "choice", self.translate(title), required=True, options=found)

    def facts(self) -> list[Fact]:
        """What is about to be recorded."""
        answers = self.questions.answers
        return [
            Fact(
                self.translate(_("casework_fact_reference", default="Vorgangsnummer")),
                self.context.reference,
                isolate=True,
            ),
            Fact(
                self.translate(_("casework_code_fact_reason", default="Grund")),
                self.translate(caseworker.REASONS[answers["reason"]]),
            ),
            Fact(
                self.translate(_("casework_code_fact_proof", default="Ausgewiesen mit")),
                self.translate(caseworker.PROOFS[answers["proof"]]),
            ),
        ]

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return self.questions.errors

    @property
    def mark(self) -> str:
        sent = self.request.form.get("mark") if self.request.method == "POST" else None
        return sent if isinstance(sent, str) else caseworker.code_mark(self.context)

    @property
    def now(self) -> str:
        return moment(clock.now())

    def in_both(self, words) -> list[Shown]:
        """Words of the sheet, and below them those in the language of who takes it home."""
        language = self.context.application.language
        german = self.translate(words)
        return [german] if language == SOURCE else [german, Text(say(words, language), language)]

    @property
    def status_address(self) -> str:
        found = IStatusAddress(getSite(), None)
        language = self.context.application.language
        return found(language) if found is not None else getSite().absolute_url()

    @property
    def breadcrumb(self) -> list[Link]:
        workplace, *_rest = self.place()
        return [
            workplace,
            Link(self.context.reference, self.context.absolute_url()),
            Link(self.translate(self.title), ""),
        ]

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()
