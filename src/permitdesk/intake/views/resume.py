"""Come back to a draft with its code; the code travels by POST, never in an address."""

import logging
from collections.abc import Mapping

from zope.publisher.interfaces import NotFound

from permitdesk.core import _, languages, reference, tries
from permitdesk.intake import drafts, handover, renewal
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.form import form_of, place_of
from permitdesk.intake.resume import PATH, TAKE_OVER, resume_address, take_over_address
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
    unknown = _(
        "intake_code_no_draft",
        default="Zu diesem Code gibt es hier keinen Entwurf. Entwürfe löschen wir 30"
        " Tage nach der letzten Änderung.",
    )
    typed = ""
    message = ""
    is_hand_over = False  # whether the page is made for who is handed a draft

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
        handed = handover.waiting(self.site, code)
        if handed is not None:
            return self.take_over(handed)
        draft = drafts.find(self.site, code)
        service = services_folder(self.site).get(draft.service) if draft is not None else None
        if service is None:
            return self.refuse_unknown()
        cookies.hold(self.request, draft.service, code)
        began, now = revision(service, draft.revision), published(service)
        place = place_of(form_of(began, draft, self.language), draft)
        bound = renewal.must_renew(draft, now, getattr(service, "binding_from", 0))
        if not draft.sent and (bound or now is None or renewal.newer(draft, began, now)):
            place = "/newer"
        return self.leave(f"{address(service, self.language)}{place}")

    def refuse_unknown(self) -> str:
        """The code opens nothing; who was wrong too often is told to wait."""
        if tries.wrong("resume", self.request):
            return self.refuse(self.unknown)
        self.request.response.setStatus(429)
        return self.refuse(tries.TOO_MANY)

    def take_over(self, handed: OpenDraft) -> str:
        """To the page on which an applicant says yes or no; the code has worked then."""
        mine = cookies.draft_code(self.request, handed.service)
        here = drafts.find(self.site, mine) if mine else None
        if here is not None and here.draft.id == handed.draft.id:
            # Or the helper would confirm by mistake what is the applicant's to confirm.
            return self.refuse(
                _(
                    "intake_handover_same_device",
                    default="Der Entwurf ist auf diesem Gerät schon geöffnet. Geben Sie den Code"
                    " auf dem Gerät der antragstellenden Person ein. Oder schließen Sie den Entwurf"
                    " hier zuerst.",
                )
            )
        taken = handover.take(self.site, handed.code)
        cookies.hold(self.request, cookies.viewing(taken.service), taken.code)
        service = services_folder(self.site)[taken.service]
        return self.leave(f"{address(service, self.language)}/confirm")

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-resume_code", self.message)] if self.message else []


class ComeBackPage(ResumePage):
    """The same at an address that names no service, for mails and printed cards."""

    draft = None  # of which service would it be

    def __init__(self, context, request) -> None:
        super().__init__(context, request, None)

    def __call__(self) -> str:
        tag = self.context.getId()
        if not languages.is_known(tag):
            raise NotFound(self.context, self.path, self.request)
        languages.fix(self.request, tag)
        return super().__call__()

    @property
    def address(self) -> str:
        return self.home

    def alternates(self) -> Mapping[str, str]:
        return {tag: resume_address(self.site, tag) for tag in languages.LANGUAGES}


class TakeOverPage(ComeBackPage):
    """The same for who is handed a draft that somebody filled in for them."""

    title = _("intake_takeover_title", default="Antrag ansehen und bestätigen")
    unknown = _(
        "intake_takeover_unknown",
        default="Dieser Code öffnet hier nichts. Er gilt nur ein Mal und nur 30 Minuten. Bitten Sie"
        " die Person, die Ihnen hilft, um einen neuen.",
    )
    is_hand_over = True
    path = TAKE_OVER

    def alternates(self) -> Mapping[str, str]:
        return {tag: take_over_address(self.site, tag) for tag in languages.LANGUAGES}
