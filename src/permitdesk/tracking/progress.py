"""What an applicant learns of their case: the state in plain words, since when, what is next.

A decision that was not delivered is not told: what a person sees of it waits until its formal
delivery, so a decided case still reads as being worked on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from zope.i18nmessageid import Message

from permitdesk.core import _

_HIDDEN = frozenset(["decided"])
_UNDER_WAY = frozenset(["received", "in_review"])


@dataclass(frozen=True)
class Progress:
    """``state`` is a workflow state that may be told; ``since`` is aware, UTC."""

    state: str
    since: datetime
    sentence: Message
    next: Message


# Said in place of "you need not do anything" too, where something is missing.
HAND_IN = _(
    "tracking_documents_requested_next",
    default="Unten laden Sie hoch, was noch fehlt. "
    "Haben Sie Fragen? Schreiben Sie uns unter „Nachrichten“.",
)
_WORDS: dict[str, tuple[Message, Message]] = {
    "received": (
        _("tracking_received", default="Ihr Antrag ist bei uns angekommen."),
        _(
            "tracking_received_next",
            default="Wir prüfen, ob alles da ist. Wenn etwas fehlt, melden wir uns bei Ihnen. "
            "Sie müssen jetzt nichts tun.",
        ),
    ),
    "in_review": (
        _("tracking_in_review", default="Wir bearbeiten Ihren Antrag."),
        _(
            "tracking_in_review_next",
            default="Wenn wir etwas von Ihnen brauchen, melden wir uns. "
            "Wie lange es dauert, wissen wir noch nicht.",
        ),
    ),
    "documents_requested": (
        _("tracking_documents_requested", default="Wir brauchen noch Unterlagen von Ihnen."),
        HAND_IN,
    ),
    "hearing": (
        _("tracking_hearing", default="Sie können sich zu unserem Brief äußern (Anhörung)."),
        _(
            "tracking_hearing_next",
            default="Bevor wir entscheiden, möchten wir wissen, was Sie dazu sagen. "
            "Schreiben Sie uns unter „Nachrichten“ oder mit der Post.",
        ),
    ),
    "delivered": (
        _("tracking_delivered", default="Wir haben über Ihren Antrag entschieden."),
        _(
            "tracking_delivered_next",
            default="Lesen Sie die Entscheidung und was Sie jetzt tun können.",
        ),
    ),
    "handed_over": (
        _(
            "tracking_handed_over",
            default="Für Ihren Antrag ist jetzt eine andere Ausländerbehörde zuständig.",
        ),
        _(
            "tracking_handed_over_next",
            default="Wir geben Ihre Akte dorthin ab. Schicken Sie Fragen und Unterlagen ab jetzt "
            "nur noch dorthin, und nennen Sie Ihre Vorgangsnummer. Einen neuen Antrag brauchen "
            "Sie nur, wenn die Behörde dort Sie darum bittet.",
        ),
    ),
    "withdrawn": (
        _("tracking_withdrawn", default="Ihr Antrag ist zurückgenommen."),
        _("tracking_withdrawn_next", default="Wir bearbeiten ihn nicht weiter."),
    ),
    "closed": (
        _("tracking_closed", default="Ihr Antrag ist abgeschlossen."),
        _(
            "tracking_closed_next",
            default="Was wir entschieden haben, teilen wir Ihnen gesondert mit. "
            "Auf dieser Seite steht es nicht.",
        ),
    ),
}
# Once the decision was delivered, it stands on the page.
_CLOSED_DELIVERED = _(
    "tracking_closed_delivered_next",
    default="Unsere Entscheidung lesen Sie weiter auf dieser Seite.",
)
_CONTACT_WORDS: dict[str, tuple[Message, Message]] = {
    "received": (
        _("tracking_contact_received", default="Ihre Nachricht ist bei uns angekommen."),
        _("tracking_contact_received_next", default="Wir lesen sie und antworten Ihnen."),
    ),
    "answered": (
        _("tracking_contact_answered", default="Wir haben Ihre Nachricht beantwortet."),
        _(
            "tracking_contact_answered_next",
            default="Haben Sie keine Antwort bekommen? Dann schreiben Sie uns noch einmal.",
        ),
    ),
    "closed": (
        _("tracking_contact_closed", default="Ihre Nachricht ist erledigt."),
        _(
            "tracking_contact_closed_next",
            default="Haben Sie eine neue Frage? Dann schreiben Sie uns noch einmal.",
        ),
    ),
}


def progress(kind: str, history: Sequence[Mapping], lacks: bool = False) -> Progress:
    """What may be told of a case with this history of states, oldest first. ``lacks``: something
    is missing that can be handed in."""
    told = _told(history)
    states = [change["review_state"] for change in told]
    # What was withdrawn stays withdrawn for its applicant when the office closes the case.
    last = told[states.index("withdrawn")] if "withdrawn" in states else told[-1]
    words = _CONTACT_WORDS if kind == "contact" else _WORDS
    sentence, following = words[last["review_state"]]
    if lacks and last["review_state"] in _UNDER_WAY:
        following = HAND_IN
    elif last["review_state"] == "closed" and "delivered" in states:
        following = _CLOSED_DELIVERED
    since = last["time"].asdatetime().astimezone(UTC)
    return Progress(last["review_state"], since, sentence, following)


def _told(history: Sequence[Mapping]) -> list[Mapping]:
    """The changes that may be told. A decision that was taken back before its delivery leaves no
    trace: the state before it goes on, since when it began."""
    told: list[Mapping] = []
    for change in history:
        state = change["review_state"]
        if state not in _HIDDEN and (not told or told[-1]["review_state"] != state):
            told.append(change)
    return told
