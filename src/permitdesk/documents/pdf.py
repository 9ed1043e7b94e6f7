"""Is it a PDF that shows pages and does nothing else? Names are compared as they read, not as
they are written (``/#4aavaScript``): qpdf sees to that."""

import time
from io import BytesIO

import pikepdf

from permitdesk.documents.pdf_unpacking import check_sizes
from permitdesk.documents.refusal import Refused

MAX_PAGES = 300
MAX_OBJECTS = 200_000
SECONDS = 10
# Actions that run, send or open something, other files included: their names can make a computer
# show its password to a stranger's. A link (URI) or a jump within the file is harmless.
_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
}
_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"}
# A script, a dynamic form, an embedded file, a parcel of files.
_KEYS = {"/JS", "/XFA", "/EF", "/Collection"}


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
            check_sizes(pdf)
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
        or ("/F" in keys and isinstance(each, pikepdf.Stream))  # its bytes lie in another file
        or _acts_by_itself(each, keys)
        or ("/S" in keys and str(each["/S"]) in _ACTIONS)
        or ("/Type" in keys and str(each["/Type"]) == "/EmbeddedFile")
        or ("/Subtype" in keys and str(each["/Subtype"]) in _ANNOTATIONS)
    )


def _acts_by_itself(each: pikepdf.Object, keys: set[str]) -> bool:
    """An action that no click starts: on opening only a jump within the file is harmless."""
    if "/AA" in keys and len(each["/AA"]):
        return True
    opening = each.get("/OpenAction") if "/OpenAction" in keys else None
    return isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) != "/GoTo"
