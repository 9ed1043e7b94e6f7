"""The words for states and transitions, as staff read them."""

from zope.i18n import translate

from permitdesk.core import _
from permitdesk.core.languages import SOURCE

STATES = {
    "received": _("casework_state_received", default="Eingegangen"),
    "in_review": _("casework_state_in_review", default="In Bearbeitung"),
    "documents_requested": _(
        "casework_state_documents_requested", default="Unterlagen angefordert"
    ),
    "hearing": _("casework_state_hearing", default="Anhörung"),
    "decided": _("casework_state_decided", default="Entschieden"),
    "delivered": _("casework_state_delivered", default="Bekannt gegeben"),
    "handed_over": _("casework_state_handed_over", default="Abgegeben"),
    "answered": _("casework_state_answered", default="Beantwortet"),
    "closed": _("casework_state_closed", default="Abgeschlossen"),
    "withdrawn": _("casework_state_withdrawn", default="Zurückgenommen"),
}

DECIDED, HEARING = "decided", "hearing"

# In these the office still has to decide or answer.
PENDING = frozenset(("received", "in_review", "documents_requested", "hearing"))
# In these nobody does anything any more.
ENDED = frozenset(("closed", "withdrawn", "handed_over"))

TRANSITIONS = {
    "take_up": _("casework_do_take_up", default="In Bearbeitung nehmen"),
    "request_documents": _("casework_do_request_documents", default="Unterlagen anfordern"),
    "resume_review": _("casework_do_resume_review", default="Bearbeitung fortsetzen"),
    "hear": _("casework_do_hear", default="Anhören"),
    "decide": _("casework_do_decide", default="Entscheidung eintragen"),
    "take_back_decision": _("casework_do_take_back_decision", default="Entscheidung zurücknehmen"),
    "deliver": _("casework_do_deliver", default="Bekanntgabe eintragen"),
    "hand_over": _("casework_do_hand_over", default="An andere Behörde abgeben"),
    "take_back_hand_over": _("casework_do_take_back_hand_over", default="Abgabe zurücknehmen"),
    "answer": _("casework_do_answer", default="Als beantwortet eintragen"),
    "close_unanswered": _(
        "casework_dossier_do_close_unanswered", default="Ohne Antwort abschließen"
    ),
    "withdraw": _("casework_do_withdraw", default="Rücknahme eintragen"),
    "close": _("casework_do_close", default="Abschließen"),
}


def state_title(state: str) -> str:
    """A state in German; a state that has no words here as it is."""
    return translate(STATES[state], target_language=SOURCE) if state in STATES else state


def is_open(case) -> bool:
    """Whether something can still be handed in, written and corrected."""
    return case.state not in ENDED
