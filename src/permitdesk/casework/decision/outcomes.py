"""The words of decisions: outcomes, why nobody was heard, ways of delivery, legal remedies."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _

GRANTED, GRANTED_IN_PART, REFUSED, DISCONTINUED = (
    "granted",
    "granted_in_part",
    "refused",
    "discontinued",
)
OUTCOMES = {
    GRANTED: _("casework_decision_granted", default="Dem Antrag wird entsprochen"),
    GRANTED_IN_PART: _(
        "casework_decision_granted_in_part", default="Dem Antrag wird teilweise entsprochen"
    ),
    REFUSED: _("casework_decision_refused", default="Der Antrag wird abgelehnt"),
    DISCONTINUED: _(
        "casework_decision_discontinued",
        default="Das Verfahren wird eingestellt (zurückgenommen oder erledigt)",
    ),
}
# Nobody is refused, not even in part, without having been heard (§ 28 Abs. 1 VwVfG) …
NEEDS_HEARING = frozenset((REFUSED, GRANTED_IN_PART))
# … but for one of these. [V]: the Land's own law on administrative procedure may differ.
WITHOUT_HEARING = {
    "danger": _(
        "casework_decision_not_heard_danger",
        default="Eine sofortige Entscheidung ist wegen Gefahr im Verzug oder im öffentlichen"
        " Interesse notwendig (§ 28 Abs. 2 Nr. 1 VwVfG)",
    ),
    "deadline": _(
        "casework_decision_not_heard_deadline",
        default="Die Anhörung würde eine maßgebliche Frist in Frage stellen"
        " (§ 28 Abs. 2 Nr. 2 VwVfG)",
    ),
    "as-stated": _(
        "casework_decision_not_heard_as_stated",
        default="Von den Angaben der Person wird nicht zu ihren Ungunsten abgewichen"
        " (§ 28 Abs. 2 Nr. 3 VwVfG)",
    ),
    "many": _(
        "casework_decision_not_heard_many",
        default="Allgemeinverfügung, gleichartige Bescheide in größerer Zahl oder Bescheide mit"
        " Hilfe automatischer Einrichtungen (§ 28 Abs. 2 Nr. 4 VwVfG)",
    ),
    "enforcement": _(
        "casework_decision_not_heard_enforcement",
        default="Maßnahme in der Verwaltungsvollstreckung (§ 28 Abs. 2 Nr. 5 VwVfG)",
    ),
}
STATEMENTS = {
    "portal": _("casework_decision_heard_portal", default="über das Portal"),
    "letter": _("casework_decision_heard_letter", default="mit Brief, Fax oder E-Mail"),
    "in-person": _("casework_decision_heard_in_person", default="im Gespräch, mit Vermerk"),
}


@dataclass(frozen=True)
class Way:
    """A way of delivery. ``figure`` names the dated number of days after which the law counts it
    as delivered; where it is empty, the day is that of the event, and ``at_once`` says that it is
    known when it is recorded."""

    title: Message
    figure: str = ""
    at_once: bool = False


WAYS = {
    "post": Way(
        _("casework_decision_by_post", default="Einfacher Brief (§ 41 Abs. 2 VwVfG)"),
        figure="delivery-post",
    ),
    "certificate": Way(
        _("casework_decision_by_certificate", default="Post mit Zustellungsurkunde (§ 3 VwZG)")
    ),
    "registered": Way(
        _("casework_decision_by_registered", default="Übergabe-Einschreiben (§ 4 VwZG)"),
        figure="delivery-registered",
    ),
    "registered-return": Way(
        _(
            "casework_decision_by_return",
            default="Einschreiben mit Rückschein (§ 4 VwZG)",
        )
    ),
    "handed-over": Way(
        _(
            "casework_decision_handed_over",
            default="Persönlich ausgehändigt gegen Empfangsbekenntnis (§ 5 VwZG)",
        ),
        at_once=True,
    ),
    "electronic": Way(
        _(
            "casework_decision_by_electronic",
            default="Elektronisch, mit Einwilligung (§ 41 Abs. 2 VwVfG)",
        ),
        figure="delivery-electronic",
    ),
}
OBJECTION, ACTION, NO_REMEDY = "objection", "action", "none"
REMEDIES = {
    OBJECTION: _("casework_decision_objection", default="Widerspruch"),
    ACTION: _("casework_decision_action", default="Klage"),
    NO_REMEDY: _("casework_decision_no_remedy", default="keine Belehrung im Brief"),
}
