"""The placeholders of templates: their names are data, what fills them comes from the case."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _

# How a value is typed and read: in one line, as a day, as paragraphs, as the items of a list; the
# office's own data and the remedy are not typed at all.
LINE, DAY, TEXT, LIST, OFFICE, REMEDY = "line", "day", "text", "list", "office", "remedy"


@dataclass(frozen=True)
class Placeholder:
    """``kind`` is one of the words above; ``free`` is what the writer has to think of."""

    name: str
    kind: str
    title: Message
    free: bool = False


PLACEHOLDERS = {
    each.name: each
    for each in (
        Placeholder("name", LINE, _("casework_letters_name", default="Name")),
        Placeholder("address", TEXT, _("casework_letters_address", default="Anschrift")),
        Placeholder("birth_date", LINE, _("casework_letters_birth_date", default="Geburtsdatum")),
        Placeholder("reference", OFFICE, _("casework_letters_reference", default="Vorgangsnummer")),
        Placeholder("service", OFFICE, _("casework_letters_service", default="Dienst")),
        Placeholder("received", OFFICE, _("casework_letters_received", default="Eingang am")),
        Placeholder("date", DAY, _("casework_letters_date", default="Datum des Briefs")),
        Placeholder("until", DAY, _("casework_letters_until", default="Frist bis"), True),
        Placeholder("valid_from", DAY, _("casework_letters_valid_from", default="Gültig ab")),
        Placeholder("valid_until", DAY, _("casework_letters_valid_until", default="Gültig bis")),
        Placeholder(
            "legal_basis", LINE, _("casework_letters_legal_basis", default="Rechtsgrundlage"), True
        ),
        Placeholder("reasons", TEXT, _("casework_letters_reasons", default="Begründung"), True),
        Placeholder(
            "conditions", LIST, _("casework_letters_conditions", default="Nebenbestimmungen")
        ),
        Placeholder("documents", LIST, _("casework_letters_documents", default="Unterlagen"), True),
        Placeholder("text", TEXT, _("casework_letters_text", default="Freier Text"), True),
        Placeholder(
            "remedy", REMEDY, _("casework_letters_remedy", default="Rechtsbehelfsbelehrung")
        ),
        Placeholder("caseworker", LINE, _("casework_letters_caseworker", default="Bearbeitet von")),
        Placeholder("office", OFFICE, _("casework_letters_office", default="Behörde")),
        Placeholder(
            "office_address",
            OFFICE,
            _("casework_letters_office_address", default="Adresse der Behörde"),
        ),
        Placeholder(
            "office_phone",
            OFFICE,
            _("casework_letters_office_phone", default="Telefon der Behörde"),
        ),
        Placeholder("court", OFFICE, _("casework_letters_court", default="Verwaltungsgericht")),
    )
}
