"""The pages on which staff record a hearing, a decision and its delivery."""

from dataclasses import asdict
from functools import cached_property

from zExceptions import NotFound

from permitdesk.casework.checklist.open_papers import OpenPapers, open_papers, titles
from permitdesk.casework.decision import record, standing
from permitdesk.casework.decision.check import LONGEST_LINE, LONGEST_REASON, Sending, Verdict
from permitdesk.casework.decision.outcomes import (
    OUTCOMES,
    REMEDIES,
    STATEMENTS,
    WAYS,
    WITHOUT_HEARING,
)
from permitdesk.casework.decision.views.words import hearing_in_words
from permitdesk.casework.download import NamedDocument
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters import templates as kinds
from permitdesk.casework.views.form import CaseForm
from permitdesk.casework.views.page import day
from permitdesk.core import _, clock
from permitdesk.district import remedy
from permitdesk.services.definition import Field, Option
from permitdesk.theme import Fact, Notice

NO_LETTER = _(
    "casework_decision_letter_elsewhere",
    default="Der Brief wurde außerhalb des Portals geschrieben",
)
OUTSIDE = "outside"
NOT_SAID = "none"
STILL_OPEN = _(
    "casework_decision_still_open",
    default="Unterlagen sind offen. Sehen Sie sie an, oder bestätigen Sie hier, dass Sie trotzdem"
    " entscheiden.",
)
NO_REASON = _("casework_decision_not_without", default="Sie entfällt nicht")


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

    def letter_field(self, *of_kinds: str, required: bool = True) -> Field:
        found = (
            letters.of_decision(self.context)
            if set(of_kinds) == kinds.DECISIONS
            else letters.finished(self.context, *of_kinds)
        )
        options = {each.id: self.letter_title(each) for each in reversed(found)}
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
            self.letter_field(kinds.HEARING),
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
        found = letters.finished(self.context, kinds.HEARING)
        last = found[-1] if found else None
        return {
            "letter": last.id if last else "",
            "until": last.values.get("until") if last else "",
        }

    def take(self) -> bool:
        if not self.questions.check():
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


class DecidePage(RecordForm):
    """The decision itself. The applicant learns nothing of it before its delivery."""

    name = "decide"
    title = _("casework_decision_title", default="Entscheidung eintragen")
    lead_text = _(
        "casework_decision_lead",
        default="Die Person erfährt davon erst, wenn die Bekanntgabe eingetragen ist. Bis dahin"
        " liest sie „in Bearbeitung“.",
    )

    @property
    def facts(self) -> list[Fact]:
        title = _("casework_decision_fact_hearing", default="Anhörung")
        return [Fact(self.translate(title), hearing_in_words(self.context))]

    @cached_property
    def open_papers(self) -> OpenPapers:
        return open_papers(self.context)

    @property
    def notices(self) -> list[Notice]:
        """What would be overlooked by deciding now, each with the way to it."""
        found = self.open_papers
        if not found:
            return []
        title = _(
            "casework_decision_open",
            default="Noch offen: ${awaited} nicht da, ${unread} nicht geprüft",
            mapping={"awaited": str(len(found.awaited)), "unread": str(len(found.unread))},
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
        if not checked:
            return False
        return self.record(lambda: record.decide(self.context, verdict, self.key))


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


class DeliverPage(RecordForm):
    """A try to deliver the decision."""

    name = "record-delivery"
    title = _("casework_decision_deliver_title", default="Bekanntgabe eintragen")
    lead_text = _(
        "casework_decision_deliver_lead",
        default="Ein Bescheid wirkt erst, wenn er bekannt gegeben ist (§ 43 VwVfG). Ab dem Tag, der"
        " hier zählt, sieht die Person die Entscheidung auf ihrer Statusseite, und die Frist für"
        " den Rechtsbehelf läuft.",
    )

    @property
    def notices(self) -> list[Notice]:
        title = _("casework_decision_deliver_law", default="Rechtlich noch zu prüfen")
        text = _(
            "casework_decision_deliver_law_text",
            default="Die Tage, nach denen ein Brief als bekannt gegeben gilt, stehen in den"
            " Einstellungen und sind noch nicht rechtlich geprüft. Ist der Brief später oder nie"
            " angekommen, zählt das: Tragen Sie es ein.",
        )
        return [Notice("info", self.translate(title), self.translate(text))]

    def fields(self) -> list[Field]:
        return [
            self.letter_field(*kinds.DECISIONS),
            self.choice(
                "way",
                _("casework_decision_way", default="Auf welchem Weg?"),
                {name: way.title for name, way in WAYS.items()},
                required=True,
            ),
            self.field(
                "sent",
                "date",
                _(
                    "casework_decision_sent",
                    default="Wann aufgegeben, abgeschickt oder ausgehändigt?",
                ),
                required=True,
            ),
            self.field(
                "arrived",
                "date",
                _("casework_decision_arrived", default="Wann angekommen?"),
                _(
                    "casework_decision_arrived_help",
                    default="Nur wenn Sie den Tag kennen, zum Beispiel aus der Zustellungsurkunde.",
                ),
            ),
            self.choice(
                "remedy",
                _(
                    "casework_decision_remedy",
                    default="Welchen Rechtsbehelf nennt der Brief?",
                ),
                REMEDIES,
                required=True,
            ),
            self.field(
                "consent",
                "yes-no",
                _(
                    "casework_decision_consent",
                    default="Nur elektronisch: Hat die Person in diesen Weg eingewilligt?",
                ),
            ),
            self.field(
                "note",
                "text",
                _("casework_decision_note", default="Vermerk"),
                most=LONGEST_LINE,
            ),
        ]

    def known(self) -> dict[str, object]:
        found = letters.of_decision(self.context)
        last = found[-1] if found else None
        return {
            "letter": last.id if last else "",
            "sent": (last.posted if last else "") or clock.today().isoformat(),
            "remedy": last.finished.remedy if last else remedy(),
        }

    def take(self) -> bool:
        if not self.questions.check():
            return False
        sending = Sending(
            way=self.said("way"),
            sent=self.said("sent"),
            arrived=self.said("arrived"),
            letter=self.letter,
            note=self.said("note"),
            remedy=self.said("remedy"),
            consent=self.answers.get("consent") is True,
        )
        return self.record(lambda: record.send(self.context, sending, self.key))


ARRIVED, NOT_ARRIVED = "arrived", "not-arrived"


class ResultPage(NamedDocument, RecordForm):
    """``delivery/{key of the try}``: what became of it."""

    name = "delivery"
    title = _("casework_decision_result_title", default="Ergebnis der Zustellung eintragen")

    @property
    def form_address(self) -> str:
        return f"{self.context.absolute_url()}/@@delivery/{self.id_}"

    def __call__(self):
        if self.tried is None:
            raise NotFound(self.id_)
        return super().__call__()

    @property
    def tried(self):
        found = standing.tries(self.context)
        return next((each.tried for each in found if each.tried.key == self.id_), None)

    @property
    def facts(self) -> list[Fact]:
        way = _("casework_decision_way", default="Auf welchem Weg?")
        sent = _("casework_decision_fact_sent", default="Abgeschickt")
        return [
            Fact(self.translate(way), self.translate(WAYS[self.tried.way].title)),
            Fact(self.translate(sent), day(self.tried.sent)),
        ]

    def fields(self) -> list[Field]:
        return [
            self.choice(
                "result",
                _("casework_decision_result", default="Ist der Brief angekommen?"),
                {
                    ARRIVED: _("casework_decision_result_arrived", default="Ja, an diesem Tag"),
                    NOT_ARRIVED: _(
                        "casework_decision_result_not_arrived",
                        default="Nein, das wissen wir seit diesem Tag",
                    ),
                },
                required=True,
            ),
            self.field(
                "on", "date", _("casework_decision_result_on", default="Tag"), required=True
            ),
            self.field(
                "reason",
                "text",
                _(
                    "casework_decision_result_reason",
                    default="Wenn nicht: warum? Zum Beispiel: unbekannt verzogen",
                ),
                most=LONGEST_LINE,
            ),
        ]

    def take(self) -> bool:
        if not self.questions.check():
            return False
        on = self.said("on")
        if self.said("result") == ARRIVED:
            return self.record(lambda: self._renamed(record.confirm, self.context, self.id_, on))
        reason = self.said("reason")
        return self.record(lambda: record.fail(self.context, self.id_, on, reason, self.key))

    @staticmethod
    def _renamed(do, *arguments) -> None:
        """The field for the day has one name here for both results."""
        try:
            do(*arguments)
        except record.RefusedError as error:
            problems = dict(error.problems)
            if "arrived" in problems:
                problems["on"] = problems.pop("arrived")
            raise record.RefusedError(problems) from error


class CorrectPage(RecordForm):
    """A delivered decision arrived on another day than was counted."""

    name = "correct-delivery"
    title = _("casework_decision_correct_title", default="Tag der Bekanntgabe berichtigen")
    lead_text = _(
        "casework_decision_correct_lead",
        default="Der Brief ist nachweislich an einem anderen Tag angekommen. Die Frist für den"
        " Rechtsbehelf wird neu berechnet, die Person bekommt Nachricht. Der alte Tag bleibt im"
        " Verlauf.",
    )

    def fields(self) -> list[Field]:
        return [
            self.field(
                "arrived",
                "date",
                _("casework_decision_arrived", default="Wann angekommen?"),
                required=True,
            ),
            self.field(
                "reason",
                "text",
                _("casework_decision_correct_reason", default="Woher wissen Sie das?"),
                most=LONGEST_LINE,
                required=True,
            ),
        ]

    def take(self) -> bool:
        if not self.questions.check():
            return False
        arrived, reason = self.said("arrived"), self.said("reason")
        return self.record(lambda: record.correct(self.context, arrived, reason, self.key))
