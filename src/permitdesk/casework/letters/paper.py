"""A letter on paper: German, and behind it the translation for information."""

from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk import district
from permitdesk.casework.letters.content import Content, Part
from permitdesk.casework.letters.markup import drawn
from permitdesk.core import _, languages
from permitdesk.core.languages import SOURCE
from permitdesk.theme import render_pdf

LABELS = {
    "reference": _("casework_letters_label_reference", default="Vorgangsnummer"),
    "date": _("casework_letters_label_date", default="Datum"),
    "caseworker": _("casework_letters_label_caseworker", default="Bearbeitet von"),
    "phone": _("casework_letters_label_phone", default="Telefon"),
    "email": _("casework_letters_label_email", default="E-Mail"),
}
DRAFT = _("casework_letters_watermark", default="ENTWURF")
ONLY_GERMAN = _(
    "casework_letters_binding",
    default="Diese Übersetzung ist nur zur Information. Rechtlich verbindlich ist der deutsche"
    " Brief.",
)


# A letter takes a tenth of one. What is filled in may be long, and whoever waits for it holds one
# of the portal's few threads.
SECONDS = 15


def letter_pdf(whole: Content, draft: bool = False) -> bytes:
    """A tagged PDF/UA-1 in German; ``draft`` puts a watermark on each page. Raises
    ``theme.TooSlowError``."""
    place, site = district.office(), getSite()
    details = {
        "reference": whole.reference,
        "date": whole.date,
        "caseworker": whole.caseworker,
        "phone": place.phone,
        "email": place.email,
    }
    data = {
        "title": str(whole.german.subject),
        "subject": whole.german.subject,
        "district": site.title,
        "office": place.name.removeprefix(f"{site.title}, "),
        "sender": place.address.splitlines(),
        "address": list(whole.address),
        "details": [
            {"label": translate(LABELS[name], target_language=SOURCE), "value": value}
            for name, value in details.items()
            if value
        ],
        "blocks": drawn(whole.german.blocks),
        "footer": whole.reference,
        "draft": translate(DRAFT, target_language=SOURCE) if draft else "",
        "translation": _translation(whole.translation),
    }
    return render_pdf("office_letter", data, SOURCE, SECONDS)


def _translation(part: Part | None) -> dict[str, object] | None:
    if part is None:
        return None
    return {
        "language": part.language,
        "direction": languages.direction(part.language),
        "notice": translate(ONLY_GERMAN, target_language=part.language),
        "german_notice": translate(ONLY_GERMAN, target_language=SOURCE),
        "subject": part.subject,
        "blocks": drawn(part.blocks),
    }
