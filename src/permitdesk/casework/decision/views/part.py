"""The part of the case page about hearing, decision and delivery: what stands, what comes next."""

from dataclasses import dataclass

from permitdesk.access import full_name
from permitdesk.casework.decision import standing
from permitdesk.casework.decision.interfaces import ILetters
from permitdesk.casework.decision.outcomes import OUTCOMES, REMEDIES, WAYS, WITHOUT_HEARING
from permitdesk.casework.decision.views.words import hearing_in_words
from permitdesk.casework.views.page import day
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, clock
from permitdesk.core.texts import german
from permitdesk.theme import Fact, Link, Notice, PageTemplate

_WAYS = {
    "in_review": ("hearing", "decide"),
    "hearing": ("hearing-answer", "decide"),
    "decided": ("record-delivery", "take-back-decision"),
    "delivered": ("correct-delivery",),
}
_TITLES = {
    "hearing": _("casework_decision_hearing_title", default="Anhörung beginnen"),
    "hearing-answer": _("casework_decision_statement_title", default="Stellungnahme eintragen"),
    "decide": _("casework_decision_title", default="Entscheidung eintragen"),
    "record-delivery": _("casework_decision_deliver_title", default="Bekanntgabe eintragen"),
    "take-back-decision": _("casework_do_take_back_decision", default="Entscheidung zurücknehmen"),
    "correct-delivery": _(
        "casework_decision_correct_title", default="Tag der Bekanntgabe berichtigen"
    ),
}


@dataclass(frozen=True)
class TryLine:
    """``address`` leads to where its result is recorded, while nobody knows it."""

    text: str
    address: str


class DecisionPart(CasePart):
    index = PageTemplate("part.pt")

    @property
    def is_shown(self) -> bool:
        return self.context.kind == "application" and bool(
            self.ways or standing.decision(self.context) or standing.hearing(self.context)
        )

    @property
    def ways(self) -> list[Link]:
        """The pages that the state of the case has a use for."""
        names = list(_WAYS.get(self.context.state, ()))
        if self.context.state == "decided" and standing.decision(self.context) is None:
            names.remove("record-delivery")
        if self.context.state == "hearing" and standing.statement(self.context):
            names.remove("hearing-answer")
        address = self.context.absolute_url()
        return [Link(self.translate(_TITLES[name]), f"{address}/@@{name}") for name in names]

    @property
    def advice(self) -> Notice | None:
        """What comes next, where it is not plain from the buttons."""
        case = self.context
        if case.state == "hearing" and not standing.was_heard(case, clock.today()):
            text = _(
                "casework_decision_advice_hearing",
                default="Die Person kann sich bis ${until} äußern. Vorher ist eine Ablehnung nur"
                " möglich, wenn sie geantwortet hat.",
                mapping={"until": day(standing.hearing(case).until)},
            )
            title = _("casework_decision_advice_hearing_title", default="Die Anhörung läuft")
            return Notice("info", german(title), german(text))
        if case.state != "decided":
            return None
        title = _("casework_decision_advice_title", default="Die Person weiß noch nichts davon")
        if standing.decision(case) is None:
            text = _(
                "casework_decision_advice_old",
                default="Zu dieser Entscheidung gibt es keine Angaben. Nehmen Sie sie zurück und"
                " tragen Sie sie neu ein.",
            )
        elif standing.pending(case):
            text = _(
                "casework_decision_advice_under_way",
                default="Der Brief ist unterwegs. Die Entscheidung erscheint auf der Statusseite,"
                " sobald sie als bekannt gegeben gilt.",
            )
        elif ILetters(case).decisions():
            text = _(
                "casework_decision_advice_send",
                default="Schicken Sie den Brief ab und tragen Sie die Bekanntgabe ein.",
            )
        else:
            text = _(
                "casework_decision_advice_write",
                default="Schreiben Sie den Bescheid, schicken Sie ihn ab und tragen Sie die"
                " Bekanntgabe ein.",
            )
        return Notice("warning", german(title), german(text))

    @property
    def decision_facts(self) -> list[Fact]:
        case, found = self.context, standing.decision(self.context)
        facts = []
        if standing.hearing(case) is not None:
            title = _("casework_decision_fact_hearing", default="Anhörung")
            facts.append((title, hearing_in_words(case)))
        if found is not None:
            facts += self._of_decision(found)
        delivered = standing.delivery(case)
        if delivered is not None:
            facts += [
                (
                    _("casework_decision_fact_delivered", default="Bekannt gegeben am"),
                    day(delivered.on) + (f" ({delivered.source})" if delivered.source else ""),
                ),
                (
                    _("casework_decision_fact_remedy", default="Rechtsbehelf"),
                    german(
                        _(
                            "casework_decision_fact_remedy_until",
                            default="${remedy}, bis ${day} (${source}; zu prüfen)",
                            mapping={
                                "remedy": german(REMEDIES[delivered.remedy]),
                                "day": day(delivered.remedy_until),
                                "source": delivered.remedy_source,
                            },
                        )
                    ),
                ),
            ]
        return [Fact(self.translate(term), value) for term, value in facts if value]

    @staticmethod
    def _of_decision(found) -> list[tuple]:
        conditions = " · ".join(found.conditions)
        not_heard = WITHOUT_HEARING.get(found.without_hearing)
        return [
            (
                _("casework_decision_fact_outcome", default="Ergebnis"),
                german(
                    _(
                        "casework_decision_by",
                        default="${outcome} (${day}, ${who})",
                        mapping={
                            "outcome": german(OUTCOMES[found.outcome]),
                            "day": day(clock.day_of(found.at).isoformat()),
                            "who": full_name(found.by),
                        },
                    )
                ),
            ),
            (_("casework_letters_legal_basis", default="Rechtsgrundlage"), found.legal_basis),
            (_("casework_letters_reasons", default="Begründung"), found.reason),
            (
                _("casework_letters_valid_from", default="Gültig ab"),
                day(found.valid_from) if found.valid_from else "",
            ),
            (
                _("casework_letters_valid_until", default="Gültig bis"),
                day(found.valid_until) if found.valid_until else "",
            ),
            (_("casework_letters_conditions", default="Nebenbestimmungen"), conditions),
            (
                _("casework_decision_fact_not_heard", default="Ohne Anhörung, weil"),
                f"{german(not_heard)}: {found.why_not_heard}" if not_heard else "",
            ),
        ]

    def tries(self) -> list[TryLine]:
        """How the decision was sent, and what became of that."""
        address = self.context.absolute_url()
        return [
            TryLine(
                self._told(each),
                f"{address}/@@delivery/{each.tried.key}" if each.is_pending else "",
            )
            for each in standing.tries(self.context)
        ]

    @staticmethod
    def _told(each) -> str:
        mapping = {"way": german(WAYS[each.tried.way].title), "day": day(each.tried.sent)}
        if each.failed is not None:
            text = _(
                "casework_decision_try_failed",
                default="${way}, ${day}: nicht angekommen, ${reason}",
                mapping={**mapping, "reason": each.failed.reason or day(each.failed.on)},
            )
        elif each.delivered is not None:
            text = _(
                "casework_decision_try_delivered",
                default="${way}, ${day}: bekannt gegeben",
                mapping=mapping,
            )
        elif each.tried.expected:
            text = _(
                "casework_decision_try_expected",
                default="${way}, ${day}: gilt am ${expected} als bekannt gegeben",
                mapping={**mapping, "expected": day(each.tried.expected)},
            )
        else:
            text = _(
                "casework_decision_try_open",
                default="${way}, ${day}: Urkunde oder Rückschein noch nicht zurück",
                mapping=mapping,
            )
        return german(text) + (f". {each.tried.note}" if each.tried.note else "")
