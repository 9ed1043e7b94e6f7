"""The words of the list that several parts of it use."""

from permitdesk.casework.row import APPLICANT, NOBODY, OFFICE
from permitdesk.core import _

NEWS = _("casework_news_badge", default="Neues")
UNREACHED = _("casework_unreached_badge", default="Per E-Mail nicht erreicht")
UNANSWERED = _("casework_worklist_unanswered_yes", default="unbeantwortet")
WAITING = {
    OFFICE: _("casework_worklist_waiting_office", default="uns"),
    APPLICANT: _("casework_worklist_waiting_applicant", default="die Person"),
    NOBODY: _("casework_worklist_waiting_nobody", default="niemanden"),
}
KINDS = {
    "application": _("casework_worklist_kind_application", default="Antrag"),
    "contact": _("casework_worklist_kind_contact", default="Nachricht"),
}
# By which lists can be narrowed down. Not those that are over: rows learn nothing from a day that
# passes; they are found by their deadline.
CERTIFICATES = {
    "certificate-wanted": _("casework_worklist_certificate_wanted", default="gewünscht"),
    "certificate-issued": _("casework_worklist_certificate_issued", default="ausgestellt"),
    "certificate-handed-over": _(
        "casework_worklist_certificate_handed_over", default="ausgehändigt"
    ),
    "certificate-refused": _("casework_worklist_certificate_refused", default="keine"),
}
WINDOWS = {
    "over": _("casework_worklist_window_over", default="abgelaufen"),
    "7": _("casework_worklist_window_7", default="in 7 Tagen"),
    "14": _("casework_worklist_window_14", default="in 14 Tagen"),
    "30": _("casework_worklist_window_30", default="in 30 Tagen"),
    "90": _("casework_worklist_window_90", default="in 90 Tagen"),
}
ENTRANCES = {
    "new": _("casework_worklist_new", default="Neu"),
    "urgent": _("casework_worklist_urgent", default="Dringend"),
    "mine": _("casework_worklist_mine", default="Wartet auf uns"),
    "theirs": _("casework_worklist_theirs", default="Wartet auf die Person"),
    "deadlines": _("casework_worklist_deadlines", default="Fristen"),
    "replies": _("casework_worklist_replies", default="Antworten"),
}
EVERYTHING = _("casework_worklist_everything", default="Alle Vorgänge")
SELECTS = {
    "desk": _("casework_column_desk", default="Ordner"),
    "state": _("casework_column_state", default="Stand"),
    "service": _("casework_column_service", default="Dienst"),
    "waiting": _("casework_worklist_column_waiting", default="Wartet auf"),
    "kind": _("casework_worklist_column_kind", default="Art"),
    "language": _("casework_column_language", default="Sprache"),
    "channel": _("casework_worklist_column_channel", default="Eingangsweg"),
    "label": _("casework_worklist_label", default="Kennzeichen"),
    "wish": _("casework_worklist_wish", default="Fiktionsbescheinigung"),
    "news": _("casework_worklist_news", default="Neues"),
    "unreached": _("casework_worklist_mails", default="E-Mail"),
    "unanswered": _("casework_worklist_unanswered", default="Nachrichten"),
    "expires": _("casework_worklist_expires", default="Titel läuft ab"),
    "deadline": _("casework_worklist_deadline", default="Frist endet"),
}
EVERY = _("casework_all_desks", default="Alle")
# What is done with marked rows of the list.
LIST_ACTION_TITLES = {
    "assign": _("casework_bulk_assign", default="In einen anderen Ordner geben"),
    "transition": _("casework_bulk_transition", default="Stand ändern"),
    "label": _("casework_bulk_label", default="Kennzeichen geben"),
    "unlabel": _("casework_bulk_unlabel", default="Kennzeichen abnehmen"),
    "print": _("casework_bulk_print", default="Liste drucken"),
    "xlsx": _("casework_bulk_xlsx", default="Liste als Excel-Datei"),
    "zip": _("casework_bulk_zip", default="Akten herunterladen (ZIP)"),
}
ACTION_TITLES = {
    **LIST_ACTION_TITLES,
    "share": _("casework_reassign_title", default="Vorgänge neu verteilen"),
}
