"""The words of a form on paper, beside those of the service."""

from permitdesk.core import _

STAMP = _("intake_paper_stamp", default="Eingangsvermerk der Behörde")
OPTIONAL = _("intake_paper_optional", default="(freiwillig)")
INTRODUCTION = _(
    "intake_paper_introduction",
    default="Schreiben Sie in Druckbuchstaben. Kreuzen Sie Zutreffendes an. Wo „Nur ausfüllen,"
    " wenn …“ steht, füllen Sie den Teil nur dann aus. Reicht der Platz nicht, schreiben Sie auf"
    " ein eigenes Blatt und nennen Sie die Nummer der Frage.",
)
IN_GERMAN = _(
    "intake_paper_in_german",
    default="Antworten Sie in lateinischen Buchstaben, wenn möglich auf Deutsch. Die deutsche"
    " Fassung ist verbindlich; die Übersetzung dient der Information.",
)
NOT_REVIEWED = _(
    "theme_not_reviewed",
    default="Diese Übersetzung hat noch keine Person mit dieser Muttersprache geprüft.",
)
FOOTER = _("intake_paper_footer", default="${title} · Fassung ${number} vom ${day}")
QUESTION = _("intake_paper_question", default="Frage ${number}")
ONLY_IF = _("intake_paper_only_if", default="Nur ausfüllen, wenn ${condition}")
ONLY_FOR = _("intake_paper_only_for", default="Nur, wenn ${condition}")
UNKNOWN = _("intake_paper_unknown", default="Tag oder Monat unbekannt? Schreiben Sie dort 00.")
MORE_ROWS = _(
    "intake_paper_more_rows", default="Noch mehr? Schreiben Sie auf ein eigenes Blatt weiter."
)
YES = _("services_yes", default="Ja")
NO = _("services_no", default="Nein")
DOCUMENTS = _("intake_paper_documents", default="Unterlagen")
DOCUMENTS_TEXT = _(
    "intake_paper_documents_text",
    default="Legen Sie Kopien bei und behalten Sie die Originale. Kreuzen Sie an, was beiliegt.",
)
SIGNATURE = _("intake_paper_signature", default="Unterschrift")
PLACE_AND_DAY = _("intake_paper_place_and_day", default="Ort und Datum")
SIGNED = _("intake_paper_signed", default="Unterschrift")
SIGNED_FOR = _(
    "intake_paper_signed_for",
    default="Bei Minderjährigen: Unterschrift aller gesetzlichen Vertreter",
)
WAYS = _("intake_paper_ways", default="So geben Sie den Antrag ab")
BY_POST = _("intake_paper_by_post", default="Mit der Post: ${address}")
BY_MAIL = _(
    "intake_paper_by_mail",
    default="Mit E-Mail, als Scan oder Foto: ${address}. Eine gewöhnliche E-Mail ist nicht"
    " verschlüsselt.",
)
AT_COUNTER = _("intake_paper_at_counter", default="Persönlich in der Behörde. ${hours}")
PRIVACY = _("intake_paper_privacy", default="Hinweise zum Datenschutz")
