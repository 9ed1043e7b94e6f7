"""What is to mend in pictures and files that lie beside the pages."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from permitdesk.core import _
from permitdesk.core.memory import Memory
from permitdesk.guidance.upkeep.flaws import FILE, PICTURE, Flaw

_read = Memory(500)
LARGE = 5_000_000  # bytes; somebody pays for each of them
PDF = "application/pdf"

NO_WORDS = _(
    "guidance_upkeep_no_alternative",
    default="Das Bild hat keine Beschreibung. Wer es nicht sieht, erfährt nichts davon: Schreiben"
    " Sie unter „Zusammenfassung“, was darauf zu sehen ist.",
)
NO_PDF = _(
    "guidance_upkeep_no_pdf",
    default="Die Datei ist keine PDF-Datei. Auf einem Telefon geht sie oft nicht auf. Besser ist"
    " eine Seite, sonst eine PDF-Datei.",
)
LARGE_FILE = _(
    "guidance_upkeep_large",
    default="Die Datei ist groß (über 5 MB). Wer wenig Datenvolumen hat, kann sie nicht laden.",
)
UNREADABLE = _("guidance_upkeep_broken", default="Die PDF-Datei lässt sich nicht lesen.")
UNTAGGED = _(
    "guidance_upkeep_untagged",
    default="Die PDF-Datei hat keine Struktur (Tags). Eine Vorlesesoftware kann sie nicht"
    " vorlesen. Speichern Sie sie als barrierefreie PDF-Datei.",
)
NO_LANGUAGE = _(
    "guidance_upkeep_pdf_language",
    default="Die PDF-Datei sagt nicht, in welcher Sprache sie ist.",
)


def flaws_of_picture(picture) -> Iterator[Flaw]:
    """Of an Image, whose summary is read in its place."""
    if not (picture.description or "").strip():
        yield Flaw(PICTURE, "", NO_WORDS)


def flaws_of_file(file) -> Iterator[Flaw]:
    """Of a File."""
    value = file.file
    if value is None:
        return
    if value.getSize() > LARGE:
        yield Flaw(FILE, "", LARGE_FILE)
    if value.contentType != PDF:
        yield Flaw(FILE, "", NO_PDF)
        return
    key = (file.UID(), file._p_serial, value._p_serial)
    for message in _read.recall(key, lambda: _of_pdf(value)):
        yield Flaw(FILE, "", message)


def _of_pdf(value) -> tuple:
    try:
        with pikepdf.open(BytesIO(value.data)) as pdf:
            root = pdf.Root
            is_tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked"))
            found = [] if is_tagged else [UNTAGGED]
            return (*found, *(() if root.get("/Lang") else (NO_LANGUAGE,)))
    except pikepdf.PdfError:
        return (UNREADABLE,)
