"""Kinds of questions, lists and meanings by the names that staff know."""

from zope.i18n import translate

from permitdesk.core import _

KIND_TITLES = {
    "text": _("designer_kind_text", default="Kurzer Text"),
    "choice": _("designer_kind_choice", default="Auswahl: eine Antwort"),
    "yes-no": _("designer_kind_yes_no", default="Ja oder Nein"),
    "date": _("designer_kind_date", default="Datum"),
    "partial-date": _(
        "designer_kind_partial_date", default="Datum, Tag oder Monat vielleicht unbekannt"
    ),
    "long-text": _("designer_kind_long_text", default="Langer Text"),
    "multi-choice": _("designer_kind_multi_choice", default="Auswahl: mehrere Antworten"),
    "integer": _("designer_kind_integer", default="Ganze Zahl"),
    "number": _("designer_kind_number", default="Zahl mit Komma"),
    "money": _("designer_kind_money", default="Geldbetrag"),
    "email": _("designer_kind_email", default="E-Mail-Adresse"),
    "phone": _("designer_kind_phone", default="Telefonnummer"),
    "code-list": _("designer_kind_code_list", default="Ein Eintrag aus einer Liste"),
    "multi-code-list": _(
        "designer_kind_multi_code_list", default="Mehrere Einträge aus einer Liste"
    ),
    "group": _("designer_kind_group", default="Gruppe, die sich wiederholt"),
    "explanation": _("designer_kind_explanation", default="Erklärung"),
}
# What an answer means for other parts of the portal.
MARK_TITLES = {
    "family-name": _("designer_mark_family_name", default="Familienname"),
    "given-names": _("designer_mark_given_names", default="Vornamen"),
    "name-original-script": _("designer_mark_name_original", default="Name in der eigenen Schrift"),
    "birth-date": _("designer_mark_birth_date", default="Geburtsdatum"),
    "municipality": _("designer_mark_municipality", default="Wohnort (wer zuständig ist)"),
    "nationality": _("designer_mark_nationality", default="Staatsangehörigkeit"),
    "residence-status": _("designer_mark_status", default="Aufenthaltsstatus (Zielgruppe)"),
    "title-expires": _("designer_mark_expires", default="Ablauf des Aufenthaltstitels"),
    "work-start": _("designer_mark_work_start", default="Beginn der Arbeit"),
    "urgency": _("designer_mark_urgency", default="Wie dringend es ist"),
    "deadline": _("designer_mark_deadline", default="Bis wann eine Antwort nötig ist"),
    "email": _("designer_mark_email", default="E-Mail-Adresse für Nachrichten"),
    "phone": _("designer_mark_phone", default="Telefonnummer für Rückfragen"),
    "contact-language": _("designer_mark_language", default="Sprache für Nachrichten"),
    "certificate-wanted": _("designer_mark_certificate", default="Fiktionsbescheinigung gewünscht"),
    "certificate-needed-by": _(
        "designer_mark_certificate_by", default="Fiktionsbescheinigung nötig bis"
    ),
}
LIST_TITLES = {
    "countries": _("designer_list_countries", default="Staaten"),
    "nationalities": _("designer_list_nationalities", default="Staatsangehörigkeiten"),
    "languages": _("designer_list_languages", default="Sprachen"),
    "occupations": _("designer_list_occupations", default="Berufe"),
    "municipalities": _("designer_list_municipalities", default="Gemeinden des Kreises"),
}


def kind_in_words(kind: str, code_list: str, language: str) -> str:
    """A kind of question, with the list that it is of; as it is where nobody has named it."""
    named = (KIND_TITLES.get(kind, kind), LIST_TITLES.get(code_list, code_list))
    return ": ".join(translate(each, target_language=language) for each in named if each)


def mark_in_words(mark: str, language: str) -> str:
    """What an answer means; as it is where nobody has named it."""
    return translate(MARK_TITLES.get(mark, mark), target_language=language)
