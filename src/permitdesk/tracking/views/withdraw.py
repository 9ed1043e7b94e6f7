"""Taking the application back: explained on one page, confirmed on a second, done by a POST."""

from functools import cached_property

from permitdesk.casework import applicant
from permitdesk.core import _
from permitdesk.intake import Questions
from permitdesk.services import definition
from permitdesk.theme import ErrorLink, Fact, PageTemplate, Widget
from permitdesk.tracking.views.base import StatusView


class WithdrawPage(StatusView):
    """What it means; changes nothing."""

    index = PageTemplate("withdraw.pt")
    path = "withdraw"
    title = _("tracking_withdraw", default="Antrag zurücknehmen")

    def show(self) -> str:
        return super().show() if applicant.can_withdraw(self.case) else self.go()


class ConfirmWithdrawal(WithdrawPage):
    """Asks once more, with a box to tick."""

    index = PageTemplate("withdraw_confirm.pt")
    path = "withdraw/confirm"

    def take(self) -> str:
        if not self.questions.check():
            return self.show()
        applicant.withdraw(self.case)
        return self.go()

    @cached_property
    def questions(self) -> Questions:
        field = definition.Field(
            "sure",
            "yes-no",
            self.translate(
                _(
                    "tracking_withdraw_sure",
                    default="Ja, ich nehme meinen Antrag zurück. Ich weiß, dass ich das hier nicht "
                    "rückgängig machen kann.",
                )
            ),
            required=True,
            rules=(definition.Rule("true", True),),
        )
        typed = self.request.form if self.posted and "reference" not in self.request.form else None
        return Questions([field], self.language, typed)

    def facts(self) -> list[Fact]:
        title = _("tracking_reference", default="Vorgangsnummer")
        return [Fact(self.translate(title), self.case.reference, isolate=True)]

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return super().errors or (self.questions.errors if self.case is not None else [])
