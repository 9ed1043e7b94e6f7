"""How hearing, decision and delivery read in a case's history, in German."""

from permitdesk.casework.decision.entries import (
    Decided,
    DecisionTakenBack,
    Delivered,
    DeliveryFailed,
    DeliveryTried,
    Heard,
    Statement,
)
from permitdesk.casework.decision.outcomes import OUTCOMES, STATEMENTS, WAYS
from permitdesk.casework.history import DECISION, Telling
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german

telling = Telling()


@telling.of(Heard, DECISION)
def _heard(case, entry: Heard) -> str:
    return german(
        _(
            "casework_decision_event_heard",
            default="Anhörung begonnen, Antwort bis ${day}",
            mapping={"day": _day(entry.until)},
        )
    )


@telling.of(Statement, DECISION)
def _statement(case, entry: Statement) -> str:
    return german(
        _(
            "casework_decision_event_statement",
            default="Stellungnahme vom ${day} eingetragen, ${way}",
            mapping={"day": _day(entry.received), "way": german(STATEMENTS[entry.way])},
        )
    )


@telling.of(Decided, DECISION)
def _decided(case, entry: Decided) -> str:
    return german(
        _(
            "casework_decision_event_decided",
            default="Entscheidung: ${outcome}",
            mapping={"outcome": german(OUTCOMES[entry.outcome])},
        )
    )


@telling.of(DecisionTakenBack, DECISION)
def _taken_back(case, entry: DecisionTakenBack) -> str:
    return german(
        _(
            "casework_decision_event_taken_back",
            default="Entscheidung vor der Bekanntgabe zurückgenommen: ${reason}",
            mapping={"reason": entry.reason},
        )
    )


@telling.of(DeliveryTried, DECISION)
def _tried(case, entry: DeliveryTried) -> str:
    return german(
        _(
            "casework_decision_event_tried",
            default="Bescheid abgeschickt am ${day}: ${way}",
            mapping={"day": _day(entry.sent), "way": german(WAYS[entry.way].title)},
        )
    )


@telling.of(DeliveryFailed, DECISION)
def _failed(case, entry: DeliveryFailed) -> str:
    return german(
        _(
            "casework_decision_event_failed",
            default="Bescheid nicht angekommen: ${reason}",
            mapping={"reason": entry.reason or _day(entry.on)},
        )
    )


@telling.of(Delivered, DECISION)
def _delivered(case, entry: Delivered) -> str:
    if entry.reason:
        text = _(
            "casework_decision_event_corrected",
            default="Tag der Bekanntgabe berichtigt: ${day}. ${reason}",
            mapping={"day": _day(entry.on), "reason": entry.reason},
        )
    else:
        text = _(
            "casework_decision_event_delivered",
            default="Bescheid bekannt gegeben am ${day}",
            mapping={"day": _day(entry.on)},
        )
    return german(text)


def _day(value: str) -> str:
    return in_words.day(value, SOURCE)
