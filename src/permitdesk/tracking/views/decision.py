"""``decision``: what was decided and what one can do now, once the decision is delivered.

The letter is in German and binding; what stands here is for information. Before the delivery these
addresses lead to the status page, as for a case of which there is nothing to tell.
"""

from functools import cached_property

from permitdesk.casework import told
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.theme import Fact, Notice, PageTemplate
from permitdesk.tracking.views.base import StatusView

OUTCOMES = {
    "granted": _("tracking_decision_granted", default="Wir haben Ihren Antrag genehmigt."),
    "granted_in_part": _(
        "tracking_decision_granted_in_part", default="Wir haben Ihren Antrag zum Teil genehmigt."
    ),
    "refused": _("tracking_decision_refused", default="Wir haben Ihren Antrag abgelehnt."),
    "discontinued": _(
        "tracking_decision_discontinued",
        default="Wir haben das Verfahren beendet (Einstellung). Über Ihren Antrag haben wir nicht"
        " entschieden.",
    ),
}
REMEDIES = {
    "objection": _(
        "tracking_decision_objection",
        default="Sind Sie nicht einverstanden? Dann können Sie Widerspruch einlegen. Das geht"
        " höchstens bis zum ${day}.",
    ),
    "action": _(
        "tracking_decision_action",
        default="Sind Sie nicht einverstanden? Dann können Sie vor Gericht klagen. Das geht"
        " höchstens bis zum ${day}.",
    ),
    "none": _(
        "tracking_decision_no_remedy",
        default="Sind Sie nicht einverstanden? Fragen Sie bald eine Beratungsstelle oder einen"
        " Anwalt, was Sie tun können.",
    ),
}
OVER = _(
    "tracking_decision_over",
    default="Die Zeit für einen Widerspruch oder eine Klage war am ${day} zu Ende.",
)
HOW = _(
    "tracking_decision_how",
    default="Wie und wo das geht, steht im Brief unter „Rechtsbehelfsbelehrung“. Es gilt der Brief:"
    " Den Tag hier haben wir nur für Sie ausgerechnet. Lassen Sie sich beraten, am besten gleich.",
)
CARD = _(
    "tracking_decision_card",
    default="Wir bestellen Ihre Karte (elektronischer Aufenthaltstitel). Wir melden uns, wenn Sie"
    " sie abholen können. Bringen Sie dann Ihren Pass mit.",
)


class DecisionPage(StatusView):
    index = PageTemplate("decision.pt")
    path = "decision"
    title = _("tracking_decision_title", default="Ihre Entscheidung")

    @cached_property
    def told(self):
        return told.decision(self.case)

    def show(self) -> str:
        return self.go() if self.told is None else super().show()

    def outcome(self) -> str:
        return self.translate(OUTCOMES[self.told.outcome])

    @property
    def notice(self) -> Notice:
        title = _("tracking_decision_information", default="Nur zur Information")
        text = _(
            "tracking_decision_binding",
            default="Diese Seite erklärt Ihnen die Entscheidung. Rechtlich gilt nur der Brief auf"
            " Deutsch.",
        )
        return Notice("info", self.translate(title), self.translate(text))

    def facts(self) -> list[Fact]:
        lines = (
            (_("tracking_decision_delivered", default="Bekannt gegeben am"), self.told.delivered),
            (_("tracking_decision_from", default="Gilt ab"), self.told.valid_from),
            (_("tracking_decision_until", default="Gilt bis"), self.told.valid_until),
        )
        found = [
            Fact(self.translate(term), in_words.day(value, self.language))
            for term, value in lines
            if value
        ]
        if self.told.legal_basis:
            term = _("tracking_decision_basis", default="Rechtsgrundlage")
            found.append(Fact(self.translate(term), Text(self.told.legal_basis, SOURCE)))
        return found

    def conditions(self) -> list[Text]:
        """The conditions of the decision, in the words of the office."""
        return [Text(each, SOURCE) for each in self.told.conditions]

    @property
    def is_foreign(self) -> bool:
        """Whether the office's words are in another language than the page."""
        return self.language != SOURCE

    def steps(self) -> list[str]:
        """What one can do now, the most urgent first."""
        found = self.told
        if found.outcome == "discontinued":
            return []
        day = in_words.day(found.remedy_until, self.language)
        is_over = found.remedy_until and found.remedy_until < clock.today().isoformat()
        if is_over:
            remedy = [self._said(OVER, day=day)]
        elif found.remedy == "none":
            remedy = [self._said(REMEDIES["none"])]
        else:
            remedy = [self._said(REMEDIES[found.remedy], day=day), self._said(HOW)]
        card = (
            [self._said(CARD)] if found.outcome.startswith("granted") and found.valid_from else []
        )
        return [*card, *remedy] if found.outcome == "granted" else [*remedy, *card]

    def _said(self, message, **values: str) -> str:
        return self.translate(type(message)(message, mapping=values))

    @property
    def letter_address(self) -> str:
        return f"{self.start}/{DecisionLetter.path}" if self.told.letter else ""


class _LetterPdf(StatusView):
    """A finished letter, as it was frozen."""

    @property
    def letter(self):
        raise NotImplementedError

    def show(self):
        letter = self.letter
        if letter is None:
            return self.go()
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("X-Content-Type-Options", "nosniff")
        name = f'attachment; filename="{self.case.reference}.pdf"'
        response.setHeader("Content-Disposition", name)
        return letter.finished.bytes()


class DecisionLetter(_LetterPdf):
    path = "decision/letter.pdf"

    @property
    def letter(self):
        found = told.decision(self.case)
        return found.letter if found else None


class HearingLetter(_LetterPdf):
    path = "hearing/letter.pdf"

    @property
    def letter(self):
        found = told.hearing(self.case)
        return found.letter if found else None
