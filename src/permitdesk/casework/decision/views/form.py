"""What the pages share on which staff record a hearing, a decision and its delivery."""

from permitdesk.casework.decision import record
from permitdesk.casework.views.form import CaseForm
from permitdesk.casework.views.page import day
from permitdesk.core import _, clock
from permitdesk.services.definition import Field

NO_LETTER = _(
    "casework_decision_letter_elsewhere",
    default="Der Brief wurde außerhalb des Portals geschrieben",
)
OUTSIDE = "outside"


class RecordForm(CaseForm):
    """Shows what kept something from being recorded beside its field."""

    def record(self, do) -> bool:
        try:
            do()
        except record.RefusedError as error:
            self.complain(error.problems)
            return False
        return True

    @property
    def answers(self) -> dict[str, object]:
        return self.questions.answers

    def said(self, name: str) -> str:
        value = self.answers.get(name)
        return value.strip() if isinstance(value, str) else ""

    def letter_field(self, letters, required: bool = True) -> Field:
        options = {each.id: self.letter_title(each) for each in reversed(letters)}
        options[OUTSIDE] = self.translate(NO_LETTER)
        return self.choice(
            "letter",
            _("casework_decision_which_letter", default="Welcher Brief geht hinaus?"),
            options,
            required=required,
        )

    def letter_title(self, letter) -> str:
        return f"{letter.finished.subject}, {day(clock.day_of(letter.finished.at).isoformat())}"

    @property
    def letter(self) -> str:
        """The id of the letter that was chosen; empty for one written elsewhere."""
        return "" if self.said("letter") == OUTSIDE else self.said("letter")
