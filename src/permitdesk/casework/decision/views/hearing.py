"""The pages on which staff begin a hearing and note its answer."""

from permitdesk.casework.decision import record
from permitdesk.casework.decision.interfaces import ILetters
from permitdesk.casework.decision.outcomes import STATEMENTS
from permitdesk.casework.decision.views.form import RecordForm
from permitdesk.core import _, clock
from permitdesk.services.definition import Field


class HearingPage(RecordForm):
    """Asks the person before a refusal."""

    name = "hearing"
    title = _("casework_decision_hearing_title", default="Anhörung beginnen")
    button = _("casework_decision_hearing_do", default="Anhörung beginnen")
    lead_text = _(
        "casework_decision_hearing_lead",
        default="Vor einer Ablehnung muss die Person sich zu den Tatsachen äußern können (§ 28 Abs."
        " 1 VwVfG). Schreiben Sie zuerst den Brief. Sobald Sie die Anhörung beginnen, sieht die"
        " Person auf ihrer Statusseite, bis wann sie antworten kann, und den Brief.",
    )

    def fields(self) -> list[Field]:
        return [
            self.letter_field(ILetters(self.context).hearings()),
            self.field(
                "until",
                "date",
                _("casework_decision_until", default="Bis wann kann sie antworten?"),
                _(
                    "casework_decision_until_help",
                    default="Der Tag, der im Brief steht. Rechnen Sie den Postweg mit ein.",
                ),
                required=True,
            ),
        ]

    def known(self) -> dict[str, object]:
        found = ILetters(self.context).hearings()
        last = found[-1] if found else None
        return {
            "letter": last.id if last else "",
            "until": last.values.get("until") if last else "",
        }

    def take(self) -> bool:
        if not self.questions.check() or self.says_what_came():
            return False
        return self.record(
            lambda: record.hear(self.context, self.said("until"), self.letter, self.key)
        )


class StatementPage(RecordForm):
    """The person answered."""

    name = "hearing-answer"
    title = _("casework_decision_statement_title", default="Stellungnahme eintragen")
    lead_text = _(
        "casework_decision_statement_lead",
        default="Die Person hat auf die Anhörung geantwortet. Danach können Sie entscheiden, auch"
        " wenn die Frist noch läuft.",
    )

    def fields(self) -> list[Field]:
        return [
            self.field(
                "received",
                "date",
                _("casework_decision_statement_on", default="Wann kam die Antwort an?"),
                required=True,
            ),
            self.choice(
                "way",
                _("casework_decision_statement_way", default="Wie kam sie an?"),
                STATEMENTS,
                required=True,
            ),
        ]

    def known(self) -> dict[str, object]:
        return {"received": clock.today().isoformat()}

    def take(self) -> bool:
        if not self.questions.check():
            return False
        return self.record(
            lambda: record.note_statement(
                self.context, self.said("received"), self.said("way"), self.key
            )
        )
