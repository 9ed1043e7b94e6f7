"""Which other authority is responsible now, and how far the file is on its way there."""

from permitdesk.casework import applicant
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text
from permitdesk.theme import Fact, Notice

RESPONSIBLE = _("tracking_given_to", default="Jetzt zuständig")
ADDRESS = _("tracking_given_address", default="Anschrift")
CONTACT = _("tracking_given_contact", default="Telefon, E-Mail, Internet")
FILE = _("tracking_given_file", default="Ihre Akte")
FILES = {
    "under-way": _("tracking_given_under_way", default="wird für die andere Behörde vorbereitet"),
    "sent": _("tracking_given_sent", default="ist dorthin unterwegs"),
    "arrived": _("tracking_given_arrived", default="ist dort angekommen"),
}
NOT_HERE_TITLE = _("tracking_given_not_here_title", default="Wer jetzt zuständig ist")
NOT_HERE = _(
    "tracking_given_not_here",
    default="Das steht nicht auf dieser Seite. Rufen Sie uns an oder kommen Sie mit Ihrem Pass zu"
    " uns, dann sagen wir es Ihnen.",
)


def notices(page) -> list[Notice]:
    """Where the authority is not named: how the applicant learns it."""
    found = applicant.given_to(page.case)
    if found is None or found.name:
        return []
    return [Notice("info", page.translate(NOT_HERE_TITLE), page.translate(NOT_HERE))]


def facts(page) -> list[Fact]:
    """The authority, how to reach it, and where the file is."""
    found = applicant.given_to(page.case)
    if found is None:
        return []
    lines = (
        (RESPONSIBLE, _german(page, found.name)),
        (ADDRESS, _german(page, ", ".join(found.address))),
        (CONTACT, "\n".join(found.contact.split(", "))),  # an address keeps to its line
        (FILE, page.translate(FILES[found.file])),
    )
    return [Fact(page.translate(term), value, isolate=True) for term, value in lines if value]


def _german(page, value: str) -> Shown:
    """A German name or address: it says so on a page in another language."""
    return value if page.german or not value else Text(value, SOURCE)
