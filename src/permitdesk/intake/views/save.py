"""Save and go on later: the code, large and printable; leave this device; delete the draft."""

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES
from permitdesk.intake import drafts, handover
from permitdesk.intake.assistance import APPLICANT
from permitdesk.intake.resume import resume_address
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import AGAIN, IntakePage
from permitdesk.theme import ErrorLink, Notice, PageTemplate


class SavePage(IntakePage):
    """Shows the code; its buttons close the draft on this device, or delete it."""

    index = PageTemplate("save.pt")
    path = "save"
    title = _("intake_save_title", default="Gespeichert, noch nicht gesendet")
    message = ""

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            self.message = self.translate(AGAIN)
            return self.show()
        if "delete" in self.request.form:
            if not self.may_delete:
                return self.go("/save")
            if self.request.form.get("sure") != "yes":
                self.message = self.translate(
                    _(
                        "intake_delete_sure",
                        default="Setzen Sie zuerst das Häkchen, dass Sie den Entwurf löschen"
                        " möchten.",
                    )
                )
                return self.show()
            drafts.drop(self.site, self.draft.draft)
            cookies.forget(self.request, self.cookie)
        else:
            cookies.forget_all(self.request, self.cookie)
        return self.go_out()

    @property
    def may_delete(self) -> bool:
        """What is the applicant's too, who helps does not delete."""
        return self.side == APPLICANT or not handover.is_shared(self.draft)

    @property
    def notice(self) -> Notice | None:
        """To an applicant who has just confirmed that somebody helps."""
        if self.request.form.get("done") != "confirmed" or not self.is_applicants:
            return None
        return Notice(
            "success",
            self.translate(_("intake_help_done_confirmed", default="Sie haben bestätigt.")),
            self.translate(
                _(
                    "intake_confirmed_text",
                    default="Unten steht Ihr eigener Code. Er ist anders als der Code der Person,"
                    " die Ihnen hilft.",
                )
            ),
        )

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-sure", self.message)] if self.message else []

    @property
    def expires(self) -> str:
        """The day until which the draft is kept, in words."""
        return in_words.day(clock.day_of(self.draft.draft.expires).isoformat(), self.language)

    @property
    def continue_address(self) -> str:
        return f"{self.address}{self.place}"

    @property
    def resume_address(self) -> str:
        """Where the code is asked for: it names no service, so a note of it tells nothing."""
        return resume_address(self.site, self.language)

    @property
    def language_name(self) -> str:
        return LANGUAGES[self.language].native_name
