"""Kinds, marks and other settings by the names that designers know."""

from permitdesk.core import _
from permitdesk.services.field_titles import KIND_TITLES

# What each kind of question is good for, in the order of how often they are wanted.
_GOOD_FOR = {
    "text": _("designer_kind_text_for", default="Eine Zeile: Name, Ort, Nummer."),
    "choice": _(
        "designer_kind_choice_for", default="Antworten, die Sie vorgeben. Eine davon gilt."
    ),
    "yes-no": _(
        "designer_kind_yes_no_for", default="Auch für Erklärungen, denen man zustimmen muss."
    ),
    "date": _("designer_kind_date_for", default="Ein Tag, der genau bekannt ist."),
    "partial-date": _(
        "designer_kind_partial_date_for", default="Für Geburtstage und weit Zurückliegendes."
    ),
    "long-text": _("designer_kind_long_text_for", default="Mehrere Zeilen: eine Begründung."),
    "multi-choice": _("designer_kind_multi_choice_for", default="Antworten zum Ankreuzen."),
    "integer": _("designer_kind_integer_for", default="Wie viele Personen, wie viele Monate."),
    "number": _("designer_kind_number_for", default="Wohnfläche, Stunden in der Woche."),
    "money": _("designer_kind_money_for", default="In Euro: Lohn, Miete."),
    "email": _("designer_kind_email_for", default="Wird auf ihre Form geprüft."),
    "phone": _("designer_kind_phone_for", default="Wird auf ihre Form geprüft, auch mit Vorwahl."),
    "code-list": _("designer_kind_code_list_for", default="Staaten, Sprachen, Berufe, Gemeinden."),
    "multi-code-list": _(
        "designer_kind_multi_code_list_for", default="Zum Beispiel alle Staatsangehörigkeiten."
    ),
    "group": _(
        "designer_kind_group_for", default="Mehrere Fragen für jedes Kind, jeden Aufenthalt."
    ),
    "explanation": _("designer_kind_explanation_for", default="Fragt nichts, sagt nur etwas."),
}
KINDS = {kind: (KIND_TITLES[kind], purpose) for kind, purpose in _GOOD_FOR.items()}
BAD_SLUG = _(
    "designer_texts_bad_slug",
    default="Erlaubt sind kleine Buchstaben a bis z, Ziffern und Bindestriche.",
)
BAD_PREFIX = _("designer_begin_no_prefix", default="Das Kürzel hat ein bis vier große Buchstaben.")
DOCUMENT = _("designer_kind_document", default="Unterlage")
FOREIGN = _("designer_kind_foreign", default="Fremde Art: ${type}")
# Which kinds of question may carry a mark: what reads the answer counts on its form.
MARKED = {
    **dict.fromkeys(("family-name", "given-names", "name-original-script"), ("text",)),
    **dict.fromkeys(
        ("birth-date", "title-expires", "work-start", "deadline", "certificate-needed-by"),
        ("date", "partial-date"),
    ),
    **dict.fromkeys(("municipality", "contact-language"), ("code-list",)),
    "nationality": ("code-list", "multi-code-list"),
    **dict.fromkeys(("residence-status", "urgency"), ("choice",)),
    "email": ("email",),
    "phone": ("phone",),
    "certificate-wanted": ("yes-no",),
}
# What browsers fill in by themselves (the HTML standard's names).
AUTOCOMPLETE = {
    "name": _("designer_fill_name", default="ganzer Name"),
    "family-name": _("designer_fill_family_name", default="Familienname"),
    "given-name": _("designer_fill_given_name", default="Vorname"),
    "bday": _("designer_fill_birthday", default="Geburtstag"),
    "email": _("designer_fill_email", default="E-Mail-Adresse"),
    "tel": _("designer_fill_phone", default="Telefonnummer"),
    "street-address": _("designer_fill_street", default="Straße und Hausnummer"),
    "postal-code": _("designer_fill_postal_code", default="Postleitzahl"),
    "address-level2": _("designer_fill_town", default="Ort"),
    "organization": _("designer_fill_organization", default="Firma oder Einrichtung"),
    "organization-title": _("designer_fill_job", default="Beruf, Stellung"),
}
