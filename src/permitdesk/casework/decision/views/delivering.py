"""The pages on which staff record a try to deliver, what became of it, and another day."""

from zExceptions import NotFound

from permitdesk.casework.decision import record, standing
from permitdesk.casework.decision.check import LONGEST_LINE, Sending
from permitdesk.casework.decision.interfaces import ILetters
from permitdesk.casework.decision.outcomes import REMEDIES, WAYS
from permitdesk.casework.decision.views.form import RecordForm
from permitdesk.casework.views.page import day
from permitdesk.core import _, clock
from permitdesk.core.below import NamedBelow
from permitdesk.district import remedy
from permitdesk.services.definition import Field
from permitdesk.theme import Fact, Notice


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
            self.letter_field(ILetters(self.context).decisions()),
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
        found = ILetters(self.context).decisions()
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


class ResultPage(NamedBelow, RecordForm):
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
