"""What a record of the audit trail says in words, by its action.

Rooms above record their own actions; the words stand here together, so that who checks reads one
voice. A word that nobody has put here is shown as it was recorded.
"""

from permitdesk.core import _

ACTS = {
    "access.changed": _("privacy_act_access_changed", default="Zugriff geändert"),
    "account.created": _("privacy_act_account_created", default="Konto angelegt"),
    "account.deleted": _("privacy_act_account_deleted", default="Konto gelöscht"),
    "account.email": _("privacy_act_account_email", default="E-Mail-Adresse des Kontos geändert"),
    "account.joined": _("privacy_act_account_joined", default="Konto in Gruppe aufgenommen"),
    "account.password": _("privacy_act_account_password", default="Passwort gesetzt"),
    "blocks.many": _("privacy_act_blocks_many", default="Auffällig viele Sperren"),
    "bundle.damaged": _("privacy_act_bundle_damaged", default="Paket zur Abgabe war beschädigt"),
    "bundle.read": _("privacy_act_bundle_read", default="Paket zur Abgabe heruntergeladen"),
    "case.assigned": _("privacy_act_case_assigned", default="Vorgang zugewiesen"),
    "case.block-lift-agreed": _(
        "privacy_act_case_block_lift_agreed", default="Aufheben der Sperre zugestimmt"
    ),
    "case.block-lift-withdrawn": _(
        "privacy_act_case_block_lift_withdrawn", default="Aufheben der Sperre zurückgezogen"
    ),
    "case.block-lifted": _("privacy_act_case_block_lifted", default="Sperre aufgehoben"),
    "case.blocked": _("privacy_act_case_blocked", default="Vorgang gesperrt"),
    "case.came-back": _("privacy_act_case_came_back", default="Vorgang zurückgekommen"),
    "case.certificate-handed-over": _(
        "privacy_act_case_certificate_handed_over", default="Fiktionsbescheinigung ausgehändigt"
    ),
    "case.certificate-issued": _(
        "privacy_act_case_certificate_issued", default="Fiktionsbescheinigung ausgestellt"
    ),
    "case.certificate-refused": _(
        "privacy_act_case_certificate_refused", default="Fiktionsbescheinigung abgelehnt"
    ),
    "case.certificate-wanted": _(
        "privacy_act_case_certificate_wanted", default="Fiktionsbescheinigung gewünscht"
    ),
    "case.code-issued": _("privacy_act_case_code_issued", default="Neuen Zugangscode ausgegeben"),
    "case.contact-attached": _(
        "privacy_act_case_contact_attached", default="Nachricht einem Vorgang zugeordnet"
    ),
    "case.contact-closed": _("privacy_act_case_contact_closed", default="Anfrage abgeschlossen"),
    "case.contact-corrected": _(
        "privacy_act_case_contact_corrected", default="Kontaktdaten berichtigt"
    ),
    "case.decided": _("privacy_act_case_decided", default="Entscheidung festgehalten"),
    "case.decision-delivered": _(
        "privacy_act_case_decision_delivered", default="Entscheidung zugestellt"
    ),
    "case.decision-taken-back": _(
        "privacy_act_case_decision_taken_back", default="Entscheidung zurückgenommen"
    ),
    "case.delivery-corrected": _(
        "privacy_act_case_delivery_corrected", default="Zustellung berichtigt"
    ),
    "case.delivery-failed": _("privacy_act_case_delivery_failed", default="Zustellung gescheitert"),
    "case.delivery-tried": _("privacy_act_case_delivery_tried", default="Zustellung versucht"),
    "case.document-asked": _("privacy_act_case_document_asked", default="Unterlage nachgefordert"),
    "case.document-received": _(
        "privacy_act_case_document_received", default="Unterlage eingegangen"
    ),
    "case.documents-requested": _(
        "privacy_act_case_documents_requested", default="Unterlagen nachgefordert"
    ),
    "case.entered": _("privacy_act_case_entered", default="Vorgang von Beschäftigten erfasst"),
    "case.exported": _("privacy_act_case_exported", default="Vorgang in eine Datei geschrieben"),
    "case.filed": _("privacy_act_case_filed", default="Vorgang eingegangen"),
    "case.given-away": _("privacy_act_case_given_away", default="Vorgang abgegeben"),
    "case.hearing": _("privacy_act_case_hearing", default="Anhörung begonnen"),
    "case.hearing-answered": _(
        "privacy_act_case_hearing_answered", default="Zur Anhörung geantwortet"
    ),
    "case.labelled": _("privacy_act_case_labelled", default="Kennzeichen vergeben"),
    "case.linked": _("privacy_act_case_linked", default="Vorgang verknüpft"),
    "case.mails-allowed": _("privacy_act_case_mails_allowed", default="E-Mail-Hinweise erlaubt"),
    "case.mails-ended": _("privacy_act_case_mails_ended", default="E-Mail-Hinweise beendet"),
    "case.message-received": _(
        "privacy_act_case_message_received", default="Nachricht eingegangen"
    ),
    "case.message-sent": _("privacy_act_case_message_sent", default="Nachricht gesendet"),
    "case.moved": _("privacy_act_case_moved", default="Vorgang weitergeführt (neuer Stand)"),
    "case.news-read": _(
        "privacy_act_case_news_read", default="Neues im Vorgang als gelesen vermerkt"
    ),
    "case.no-reply-needed": _("privacy_act_case_no_reply_needed", default="Keine Antwort nötig"),
    "case.note-corrected": _("privacy_act_case_note_corrected", default="Notiz berichtigt"),
    "case.note-withdrawn": _("privacy_act_case_note_withdrawn", default="Notiz zurückgezogen"),
    "case.noted": _("privacy_act_case_noted", default="Notiz geschrieben"),
    "case.notified": _(
        "privacy_act_case_notified", default="E-Mail-Hinweis gesendet oder gescheitert"
    ),
    "case.printed": _("privacy_act_case_printed", default="Vorgang gedruckt"),
    "case.put-into-file": _(
        "privacy_act_case_put_into_file", default="Nachricht zur Akte genommen"
    ),
    "case.read": _("privacy_act_case_read", default="Vorgang gelesen"),
    "case.read-by-applicant": _(
        "privacy_act_case_read_by_applicant", default="Von der antragstellenden Person gelesen"
    ),
    "case.request-taken-back": _(
        "privacy_act_case_request_taken_back", default="Nachforderung zurückgenommen"
    ),
    "case.suggestion-confirmed": _(
        "privacy_act_case_suggestion_confirmed", default="Vorschlag bestätigt"
    ),
    "case.suggestion-rejected": _(
        "privacy_act_case_suggestion_rejected", default="Vorschlag verworfen"
    ),
    "case.task-changed": _("privacy_act_case_task_changed", default="Aufgabe geändert"),
    "case.task-done": _("privacy_act_case_task_done", default="Aufgabe erledigt"),
    "case.task-given": _("privacy_act_case_task_given", default="Aufgabe gestellt"),
    "case.task-reopened": _("privacy_act_case_task_reopened", default="Aufgabe wieder geöffnet"),
    "case.third-party-code-ended": _(
        "privacy_act_case_third_party_code_ended", default="Code für Dritte beendet"
    ),
    "case.third-party-code-made": _(
        "privacy_act_case_third_party_code_made", default="Code für Dritte ausgegeben"
    ),
    "case.told-otherwise": _(
        "privacy_act_case_told_otherwise", default="Auf anderem Weg benachrichtigt"
    ),
    "case.unlabelled": _("privacy_act_case_unlabelled", default="Kennzeichen entfernt"),
    "case.unlinked": _("privacy_act_case_unlinked", default="Verknüpfung gelöst"),
    "case.withdrawn-by-applicant": _(
        "privacy_act_case_withdrawn_by_applicant", default="Antrag zurückgezogen"
    ),
    "cases.file-read": _(
        "privacy_act_cases_file_read", default="Datei mit Vorgängen heruntergeladen"
    ),
    "cases.listed": _("privacy_act_cases_listed", default="Arbeitsliste angesehen"),
    "cases.searched": _("privacy_act_cases_searched", default="Vorgänge gesucht"),
    "cases.assign": _("privacy_act_cases_assign", default="Mehrere Vorgänge zugewiesen"),
    "cases.share": _("privacy_act_cases_share", default="Vorgänge auf Ordner verteilt"),
    "cases.transition": _("privacy_act_cases_transition", default="Mehrere Vorgänge weitergeführt"),
    "cases.label": _(
        "privacy_act_cases_label", default="Mehreren Vorgängen ein Kennzeichen gegeben"
    ),
    "cases.unlabel": _(
        "privacy_act_cases_unlabel", default="Mehreren Vorgängen ein Kennzeichen genommen"
    ),
    "cases.print": _("privacy_act_cases_print", default="Liste gedruckt"),
    "cases.xlsx": _("privacy_act_cases_xlsx", default="Vorgänge als Tabelle ausgegeben"),
    "cases.zip": _("privacy_act_cases_zip", default="Vorgänge mit Unterlagen ausgegeben"),
    "desk.bad-address": _(
        "privacy_act_desk_bad_address", default="Ordner mit ungültiger E-Mail-Adresse"
    ),
    "document.accepted": _("privacy_act_document_accepted", default="Unterlage anerkannt"),
    "document.closed": _(
        "privacy_act_document_closed", default="Unterlage verschlossen, nicht gezeigt"
    ),
    "document.infected": _(
        "privacy_act_document_infected", default="Schadprogramm in einer Unterlage"
    ),
    "document.read": _("privacy_act_document_read", default="Unterlage gelesen"),
    "document.rejected": _("privacy_act_document_rejected", default="Unterlage zurückgewiesen"),
    "document.validity": _(
        "privacy_act_document_validity", default="Gültigkeit einer Unterlage festgehalten"
    ),
    "handover.confirmed": _("privacy_act_handover_confirmed", default="Abgabe bestätigt"),
    "handover.failed": _("privacy_act_handover_failed", default="Abgabe gescheitert"),
    "handover.prepared": _("privacy_act_handover_prepared", default="Abgabe vorbereitet"),
    "handover.sent": _("privacy_act_handover_sent", default="Abgabe gesendet"),
    "letter-template.off": _(
        "privacy_act_letter_template_off", default="Schreibenvorlage abgeschaltet"
    ),
    "letter-template.on": _(
        "privacy_act_letter_template_on", default="Schreibenvorlage eingeschaltet"
    ),
    "letter-template.preview": _(
        "privacy_act_letter_template_preview", default="Schreibenvorlage angesehen"
    ),
    "letter-template.saved": _(
        "privacy_act_letter_template_saved", default="Schreibenvorlage gespeichert"
    ),
    "letter.begun": _("privacy_act_letter_begun", default="Schreiben begonnen"),
    "letter.edited": _("privacy_act_letter_edited", default="Schreiben geändert"),
    "letter.finished": _("privacy_act_letter_finished", default="Schreiben fertiggestellt"),
    "letter.posted": _("privacy_act_letter_posted", default="Schreiben zur Post gegeben"),
    "letter.read": _("privacy_act_letter_read", default="Schreiben gelesen"),
    "letter.submitted": _(
        "privacy_act_letter_submitted", default="Schreiben zur Mitzeichnung gegeben"
    ),
    "letter.thrown-away": _("privacy_act_letter_thrown_away", default="Schreiben verworfen"),
    "receipt.printed": _("privacy_act_receipt_printed", default="Eingangsbestätigung gedruckt"),
    "routing.absence": _("privacy_act_routing_absence", default="Abwesenheit eingetragen"),
    "routing.absence-dropped": _(
        "privacy_act_routing_absence_dropped", default="Abwesenheit gelöscht"
    ),
    "routing.draft-changed": _(
        "privacy_act_routing_draft_changed", default="Entwurf der Zuständigkeitsregeln geändert"
    ),
    "routing.draft-dropped": _(
        "privacy_act_routing_draft_dropped", default="Entwurf der Zuständigkeitsregeln verworfen"
    ),
    "routing.failed": _(
        "privacy_act_routing_failed", default="Zuständigkeit ließ sich nicht bestimmen"
    ),
    "routing.gone": _(
        "privacy_act_routing_gone", default="Zuständigkeit: Diesen Ordner gibt es nicht mehr"
    ),
    "routing.in-force": _(
        "privacy_act_routing_in_force", default="Zuständigkeitsregeln in Kraft gesetzt"
    ),
    "routing.inbox": _(
        "privacy_act_routing_inbox", default="Zuständigkeit: Niemand vertritt, Posteingang"
    ),
    "routing.no-match": _(
        "privacy_act_routing_no_match", default="Zuständigkeit: Keine Regel passt"
    ),
    "routing.no-name": _("privacy_act_routing_no_name", default="Zuständigkeit: Kein Name genannt"),
    "routing.no-unit": _("privacy_act_routing_no_unit", default="Kein Sachgebiet für den Dienst"),
    "routing.outside": _(
        "privacy_act_routing_outside", default="Zuständigkeit: Name außerhalb der Bereiche"
    ),
    "routing.services": _(
        "privacy_act_routing_services", default="Online-Dienste eines Sachgebiets geändert"
    ),
    "routing.suspended": _(
        "privacy_act_routing_suspended", default="Zuständigkeit: Zuteilung ausgesetzt"
    ),
    "routing.suspension": _(
        "privacy_act_routing_suspension", default="Aussetzung der Zuteilung eingetragen"
    ),
    "routing.suspension-dropped": _(
        "privacy_act_routing_suspension_dropped", default="Aussetzung der Zuteilung gelöscht"
    ),
    "service.binding": _(
        "privacy_act_service_binding", default="Neue Fassung gilt auch für offene Entwürfe"
    ),
    "service.replayed": _(
        "privacy_act_service_replayed", default="Dienst mit früheren Anträgen geprüft"
    ),
    "tasks.read": _("privacy_act_tasks_read", default="Aufgaben angesehen"),
    "text-module.changed": _("privacy_act_text_module_changed", default="Textbaustein geändert"),
    "unit.labels": _("privacy_act_unit_labels", default="Kennzeichen des Sachgebiets geändert"),
}
# How it was read, of the records that say so.
WAYS = {
    "page": _("privacy_way_page", default="auf der Seite"),
    "api": _("privacy_way_api", default="über die Schnittstelle"),
    "access-code": _("privacy_way_access_code", default="beim Ausgeben eines Zugangscodes"),
}
# In what capacity somebody may read cases.
PEOPLE = {
    "members": _("privacy_people_members", default="Sachbearbeitung"),
    "deputies": _("privacy_people_deputies", default="Vertretung"),
    "head": _("privacy_people_head", default="Leitung"),
}
