"""Is it a PDF that shows pages and does nothing else?"""

import time
from io import BytesIO

import pikepdf

from permitdesk.documents.refusal import Refused

MAX_PAGES = 300
MAX_OBJECTS = 200_000
SECONDS = 10
# Actions that run, send or open something. A link (URI) or a jump within the file is harmless.
_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
}
_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"}
_KEYS = {"/JS", "/XFA", "/EF"}  # a script, a dynamic form, an embedded file


def check_pdf(data: bytes) -> int:
    """Return the number of pages, or raise ``Refused``."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted-pdf")
            if len(pdf.objects) > MAX_OBJECTS:
                raise Refused("too-complex")
            pages = len(pdf.pages)
            _check_whole(pdf, data, pages)
            if pages > MAX_PAGES:
                raise Refused("too-many-pages", limit=MAX_PAGES)
            _check_passive(pdf)
            return pages
    except pikepdf.PasswordError as error:
        raise Refused("encrypted-pdf") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError) as error:
        raise Refused("damaged-pdf") from error


def _check_whole(pdf: pikepdf.Pdf, data: bytes, pages: int) -> None:
    """A wrong table of contents is repaired on reading and common; a cut-off file is not whole."""
    if not pages:
        raise Refused("damaged-pdf")
    repaired = any("reconstruct" in str(each) for each in pdf.get_warnings())
    if repaired and b"%%EOF" not in data[-2048:]:
        raise Refused("damaged-pdf")


def _check_passive(pdf: pikepdf.Pdf) -> None:
    deadline = time.monotonic() + SECONDS
    todo: list[pikepdf.Object] = []
    for top in pdf.objects:
        todo.append(top)
        while todo:
            each = todo.pop()
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                if _is_active(each):
                    raise Refused("active-pdf")
                children = each.values() if isinstance(each, pikepdf.Dictionary) else ()
                if isinstance(each, pikepdf.Stream):
                    children = [each[key] for key in each.keys()]  # noqa: SIM118
            elif isinstance(each, pikepdf.Array):
                children = each
            else:
                continue
            # What is referred to is met as an object of its own.
            todo.extend(
                child
                for child in children
                if isinstance(child, pikepdf.Object) and not child.is_indirect
            )
        if time.monotonic() > deadline:
            raise Refused("too-complex")


def _is_active(each: pikepdf.Object) -> bool:
    keys = set(each.keys())
    return bool(
        keys & _KEYS
        or ("/S" in keys and str(each["/S"]) in _ACTIONS)
        or ("/Type" in keys and str(each["/Type"]) == "/EmbeddedFile")
        or ("/Subtype" in keys and str(each["/Subtype"]) in _ANNOTATIONS)
    )
