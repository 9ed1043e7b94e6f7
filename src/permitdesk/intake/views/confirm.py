"""An applicant reads what somebody filled in for them, and says yes or no: nothing is changed."""

from functools import cached_property

from permitdesk.core import _
from permitdesk.intake import handover
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.resume import take_over_address
from permitdesk.intake.seen import seen_with_statement
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import AGAIN
from permitdesk.intake.views.check import CheckPage
from permitdesk.intake.views.help import said
from permitdesk.theme import Answer, ErrorLink, PageTemplate


class ConfirmPage(CheckPage):
    """Opens with what the hand-over's code left in this browser, for as long as that lasts."""

    index = PageTemplate("confirm.pt")
    path = "confirm"
    title = _("intake_confirm_title", default="Hilft diese Person Ihnen?")
    standing = ""  # this page says it itself
    message = ""
    is_declined = False

    def __call__(self) -> str:
        if self.draft is None:
            return self.leave(take_over_address(self.site, self.language))
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            return self.refuse(AGAIN)
        if "no" in self.request.form:
            return self.decline()
        if "yes" not in self.request.form:
            return self.show()
        if self.request.form.get("seen") != self.seen:
            return self.refuse(
                _(
                    "intake_confirm_changed",
                    default="Inzwischen wurde etwas geändert. Bitte lesen Sie noch einmal.",
                )
            )
        return self.confirm()

    def confirm(self) -> str:
        code = handover.confirm(self.site, self.draft, self.seen)
        cookies.forget(self.request, cookies.viewing(self.service_id))
        cookies.hold(self.request, self.service_id, code)
        return self.go("/save?done=confirmed")

    def decline(self) -> str:
        handover.decline(self.site, self.draft)
        cookies.forget(self.request, cookies.viewing(self.service_id))
        self.is_declined = True
        return self.show()

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @cached_property
    def draft(self) -> OpenDraft | None:
        code = cookies.draft_code(self.request, cookies.viewing(self.service_id))
        draft = handover.viewed(self.site, code) if code else None
        return draft if draft is not None and draft.service == self.service_id else None

    @cached_property
    def seen(self) -> str:
        """Here the helper's statement belongs to it."""
        return seen_with_statement(self.form, self.draft)

    @property
    def said(self) -> list[Answer]:
        return said(self)

    def change_of(self, name: str) -> str:
        """Nobody changes anything before they have said yes."""
        return ""

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("answer", self.message)] if self.message else []
