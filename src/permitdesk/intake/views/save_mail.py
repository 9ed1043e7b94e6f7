"""A mail on wish: the code now, or a reminder before the draft is deleted."""

from permitdesk.core import _, gate
from permitdesk.core.mail import is_address
from permitdesk.intake import code_mail, reminder
from permitdesk.intake.views.base import AGAIN
from permitdesk.intake.views.save import SavePage
from permitdesk.theme import ErrorLink, Notice, PageTemplate, Widget

ADDRESS = "mail_address"
_DONE = {
    "code": _("intake_mail_code_done", default="Die Mail mit dem Code ist unterwegs."),
    "reminder": _("intake_mail_reminder_done", default="Wir erinnern Sie ein Mal per E-Mail."),
    "forget": _(
        "intake_mail_reminder_gone", default="Die Adresse ist gelöscht. Wir erinnern Sie nicht."
    ),
    "withdraw": _(
        "intake_mail_code_gone", default="Der Code aus der Mail öffnet jetzt nichts mehr."
    ),
}


class SaveMailPage(SavePage):
    """One address, two buttons; what was done before can be taken back."""

    index = PageTemplate("save_mail.pt")
    path = "save/mail"
    title = _("intake_mail_title", default="Code per E-Mail, Erinnerung")

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        return self.take() if self.posted else self.show()

    def take(self) -> str:
        """Do what the pressed button says."""
        form = self.request.form
        if not self.is_trusted:
            return self.refuse(AGAIN)
        if "forget" in form:
            reminder.forget(self.draft.draft)
            return self.done("forget")
        if "withdraw" in form:
            code_mail.withdraw(self.site, self.draft)
            return self.done("withdraw")
        if not is_address(self.typed):
            return self.refuse(
                _(
                    "intake_mail_wrong",
                    default="Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.",
                )
            )
        if "reminder" in form:
            reminder.ask(self.draft.draft, self.typed, self.language)
            return self.done("reminder")
        if not code_mail.may_send(self.draft):
            self.request.response.setStatus(429)
            return self.refuse(
                _(
                    "intake_mail_too_many",
                    default="Mehr Mails können wir jetzt nicht schicken. Bitte schreiben Sie den"
                    " Code auf oder drucken Sie ihn aus.",
                )
            )
        if not self.may(gate.MAIL):
            return self.show()
        code_mail.send(self.site, self.draft, self.typed, self.language)
        return self.done("code")

    def done(self, what: str) -> str:
        # A word, never an address: what stands in an address is logged.
        return self.go(f"/{self.path}?done={what}")

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @property
    def typed(self) -> str:
        value = self.request.form.get(ADDRESS) if self.posted else ""
        return value.strip()[:200] if isinstance(value, str) else ""

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink(f"f-{ADDRESS}", self.message)] if self.message else []

    @property
    def notice(self) -> Notice | None:
        return self.just_done(_DONE)

    @property
    def widgets(self) -> list[Widget]:
        return [
            Widget(
                "email",
                ADDRESS,
                self.translate(_("intake_mail_address", default="Ihre E-Mail-Adresse")),
                required=True,
                value=self.typed,
                error=self.message,
                autocomplete="email",
                max_length=200,
            )
        ]

    @property
    def reminder_address(self) -> str:
        return reminder.address_of(self.draft.draft)

    @property
    def has_mailed(self) -> bool:
        """Whether a code that went out by mail still opens this draft."""
        return bool(code_mail.mailed(self.draft))
