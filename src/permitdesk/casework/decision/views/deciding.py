"""The pages on which staff record a decision, and take it back before its delivery."""

from dataclasses import asdict
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.access import full_name
from permitdesk.casework.checklist.open_papers import OpenPapers, open_papers, titles
from permitdesk.casework.decision import record, standing
from permitdesk.casework.decision.check import LONGEST_LINE, LONGEST_REASON, Verdict
from permitdesk.casework.decision.outcomes import OUTCOMES, WITHOUT_HEARING
from permitdesk.casework.decision.views.form import RecordForm
from permitdesk.casework.decision.views.words import hearing_in_words
from permitdesk.casework.views.page import moment
from permitdesk.core import _
from permitdesk.services.definition import Field, Option
from permitdesk.theme import Fact, Notice

NOT_SAID = "none"
STILL_OPEN = _(
    "casework_decision_still_open",
    default="Unterlagen sind offen. Sehen Sie sie an, oder bestätigen Sie hier, dass Sie trotzdem"
    " entscheiden.",
)
RECORDED = _("casework_decision_recorded", default="Inzwischen eingetragen")
RECORDED_REASON = _("casework_decision_recorded_reason", default="Begründung dort")
AWAITED = _("casework_decision_awaited", default="${count} nicht da")
UNREAD = _("casework_decision_unread", default="${count} nicht geprüft")
NO_REASON = _("casework_decision_not_without", default="Sie entfällt nicht")


class DecidePage(RecordForm):
    """The decision itself. The applicant learns nothing of it before its delivery."""

    name = "decide"
    title = _("casework_decision_title", default="Entscheidung eintragen")
    lead_text = _(
        "casework_decision_lead",
        default="Die Person erfährt davon erst, wenn die Bekanntgabe eingetragen ist. Bis dahin"
        " ändert sich auf ihrer Statusseite nichts.",
    )

    @property
    def facts(self) -> list[Fact]:
        title = _("casework_decision_fact_hearing", default="Anhörung")
        heard = Fact(self.translate(title), hearing_in_words(self.context))
        return [heard, *self.decided_meanwhile]

    decided_meanwhile: tuple[Fact, ...] = ()

    @cached_property
    def open_papers(self) -> OpenPapers:
        return open_papers(self.context)

    @property
    def notices(self) -> list[Notice]:
        """What would be overlooked by deciding now, each with the way to it."""
        found = self.open_papers
        if not found:
            return []
        counts = ((AWAITED, len(found.awaited)), (UNREAD, len(found.unread)))
        what = ", ".join(
            self.translate(Message(text, mapping={"count": str(number)}))
            for text, number in counts
            if number
        )
        title = _(
            "casework_decision_open_what", default="Noch offen: ${what}", mapping={"what": what}
        )
        known, address = titles(self.context), self.context.absolute_url()
        links = [(known.get(each, each), f"{address}#item-{each}") for each in found.every]
        return [Notice("warning", self.translate(title), "", links)]

    def fields(self) -> list[Field]:
        return [*self.verdict_fields(), *([self.nevertheless] if self.open_papers else [])]

    @property
    def nevertheless(self) -> Field:
        """One deliberate tick, while papers are open."""
        title = _("casework_decision_nevertheless", default="Trotzdem jetzt entscheiden?")
        yes = _(
            "casework_decision_nevertheless_yes",
            default="Ja, ich entscheide, obwohl Unterlagen offen sind.",
        )
        options = (Option("yes", self.translate(yes)),)
        return self.field("nevertheless", "multi-choice", title, options=options, required=True)

    def verdict_fields(self) -> list[Field]:
        return [
            self.choice(
                "outcome",
                _("casework_decision_outcome", default="Wie entscheiden Sie?"),
                OUTCOMES,
                required=True,
            ),
            self.field(
                "legal_basis",
                "text",
                _("casework_letters_legal_basis", default="Rechtsgrundlage"),
                _(
                    "casework_decision_legal_basis_help",
                    default="Paragraph, Absatz, Satz und Gesetz, zum Beispiel: § 18b AufenthG",
                ),
                LONGEST_LINE,
                required=True,
            ),
            self.field(
                "reason",
                "long-text",
                _("casework_letters_reasons", default="Begründung"),
                _(
                    "casework_decision_reason_help",
                    default="Die wesentlichen tatsächlichen und rechtlichen Gründe (§ 39 VwVfG)."
                    " Der Brief übernimmt diesen Text.",
                ),
                LONGEST_REASON,
                required=True,
            ),
            self.field(
                "valid_from",
                "date",
                _("casework_decision_valid_from", default="Titel gültig ab"),
            ),
            self.field(
                "valid_until",
                "date",
                _("casework_decision_valid_until", default="Titel gültig bis"),
                _(
                    "casework_decision_valid_until_help",
                    default="Leer lassen, wenn der Titel nicht befristet ist.",
                ),
            ),
            self.field(
                "conditions",
                "long-text",
                _("casework_letters_conditions", default="Nebenbestimmungen"),
                _("casework_decision_conditions_help", default="Eine in jeder Zeile."),
            ),
            self.choice(
                "without_hearing",
                _(
                    "casework_decision_without_hearing",
                    default="Nur bei einer Ablehnung ohne Anhörung: Warum entfällt sie?",
                ),
                {NOT_SAID: NO_REASON, **WITHOUT_HEARING},
            ),
            self.field(
                "why_not_heard",
                "long-text",
                _(
                    "casework_decision_why_not_heard",
                    default="Begründung, warum die Anhörung entfällt",
                ),
                most=LONGEST_LINE,
            ),
        ]

    def known(self) -> dict[str, object]:
        return {"without_hearing": NOT_SAID}

    def take(self) -> bool:
        checked = self.questions.check()
        if "nevertheless" in self.questions.said:
            self.questions.said["nevertheless"] = [self.translate(STILL_OPEN)]
        answers = {name: self.said(name) for name in asdict(Verdict()) if name != "conditions"}
        if answers["without_hearing"] == NOT_SAID:
            answers["without_hearing"] = ""
        lines = self.said("conditions").splitlines()
        conditions = tuple(each.strip() for each in lines if each.strip())
        verdict = Verdict(**answers, conditions=conditions)
        if not checked or self.says_what_came():
            return False
        if self.record(lambda: record.decide(self.context, verdict, self.key)):
            return True
        self.decided_meanwhile = self._decided_meanwhile()
        return False

    def _decided_meanwhile(self) -> tuple[Fact, ...]:
        """What a colleague recorded since the page was opened, beside what stands in the form."""
        found = standing.decision(self.context)
        if found is None:
            return ()
        by, what = full_name(found.by), self.translate(OUTCOMES[found.outcome])
        return (
            Fact(self.translate(RECORDED), f"{what} ({by}, {moment(found.at)})", isolate=True),
            Fact(self.translate(RECORDED_REASON), found.reason, isolate=True),
        )


class TakeBackPage(RecordForm):
    """A decision that is not delivered yet."""

    name = "take-back-decision"
    title = _("casework_do_take_back_decision", default="Entscheidung zurücknehmen")
    button = _("casework_do_take_back_decision", default="Entscheidung zurücknehmen")
    lead_text = _(
        "casework_decision_take_back_lead",
        default="Das geht nur vor der Bekanntgabe. Der Vorgang ist danach wieder in Bearbeitung."
        " Entscheidung und Grund bleiben im Verlauf.",
    )

    def fields(self) -> list[Field]:
        return [
            self.field(
                "reason",
                "long-text",
                _("casework_decision_take_back_reason", default="Warum?"),
                most=LONGEST_LINE,
                required=True,
            )
        ]

    def take(self) -> bool:
        if not self.questions.check():
            return False
        return self.record(lambda: record.take_back(self.context, self.said("reason"), self.key))
