"""Come back to a draft with its code; the code travels by POST, never in an address."""

import logging
from collections.abc import Mapping

from zope.publisher.interfaces import NotFound

from permitdesk.core import _, languages, reference, tries
from permitdesk.intake import drafts, renewal
from permitdesk.intake.form import form_of, place_of
from permitdesk.intake.resume import PATH, resume_address
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import address, published, revision, services_folder
from permitdesk.theme import ErrorLink, PageTemplate

logger = logging.getLogger("permitdesk.intake")


class ResumePage(IntakePage):
    """Takes a code, also of another service; a mistyped character is told as such, thanks to the
    check character."""

    index = PageTemplate("resume.pt")
    path = PATH
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
        draft = drafts.find(self.site, code)
        service = services_folder(self.site).get(draft.service) if draft is not None else None
        if service is None:
            tries.failed("resume", self.request)
            return self.refuse(
                _(
                    "intake_code_no_draft",
                    default="Zu diesem Code gibt es hier keinen Entwurf. Entwürfe löschen wir 30"
                    " Tage nach der letzten Änderung.",
                )
            )
        cookies.hold(self.request, draft.service, code)
        began, now = revision(service, draft.revision), published(service)
        place = place_of(form_of(began, draft, self.language), draft)
        if not draft.sent and (now is None or renewal.newer(draft, began, now) is not None):
            place = "/newer"
        return self.leave(f"{address(service, self.language)}{place}")

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-resume_code", self.message)] if self.message else []


class ComeBackPage(ResumePage):
    """The same at an address that names no service, for mails and printed cards."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request, None)

    def __call__(self) -> str:
        tag = self.context.getId()
        if tag not in languages.LANGUAGES:
            raise NotFound(self.context, PATH, self.request)
        languages.fix(self.request, tag)
        return super().__call__()

    @property
    def address(self) -> str:
        return self.home

    def alternates(self) -> Mapping[str, str]:
        return {tag: resume_address(self.site, tag) for tag in languages.LANGUAGES}
