"""Come back to a draft with its code; the code travels by POST, never in an address."""

import logging

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from permitdesk.core import _, reference, tries
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import IntakePage
from permitdesk.theme import ErrorLink

logger = logging.getLogger("permitdesk.intake")


class ResumePage(IntakePage):
    """Takes a code; a mistyped character is told as such, thanks to the check character."""

    index = ViewPageTemplateFile("resume.pt")
    path = "resume"
    title = _("intake_resume_title", default="Antrag fortsetzen")
    typed = ""
    message = ""

    def __call__(self) -> str:
        return self.take() if self.posted else self.show()

    def take(self) -> str:
        typed = self.request.form.get("resume_code")
        self.typed = typed[:60] if isinstance(typed, str) else ""
        if not self.is_trusted:
            return self.refuse(
                _("intake_resume_again", default="Bitte drücken Sie noch einmal auf „Fortsetzen“.")
            )
        if not self.typed.strip():
            return self.refuse(_("intake_code_missing", default="Geben Sie Ihren Code ein."))
        code = reference.parse_code(self.typed)
        if code is None:
            return self.refuse(
                _(
                    "intake_code_mistyped",
                    default="Im Code ist ein Zeichen falsch. Bitte vergleichen Sie ihn noch"
                    " einmal.",
                )
            )
        if not tries.may_try("resume", self.request):
            self.request.response.setStatus(429)
            return self.refuse(
                _(
                    "intake_too_many_tries",
                    default="Das waren zu viele Versuche. Bitte warten Sie zehn Minuten.",
                )
            )
        draft = self.opened(code)
        if draft is None:
            tries.failed("resume", self.request)
            return self.refuse(
                _(
                    "intake_code_no_draft",
                    default="Zu diesem Code gibt es hier keinen Entwurf. Entwürfe löschen wir 30"
                    " Tage nach der letzten Änderung.",
                )
            )
        cookies.hold(self.request, self.cookie, code)
        self.__dict__["draft"] = draft
        return self.go(self.place)

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-resume_code", self.message)] if self.message else []
