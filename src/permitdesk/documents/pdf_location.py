"""Takes out of a PDF where it was made: positions in photos, in its description, on its maps.

Most PDFs hold none and stay byte for byte as they were received. One that is signed stays so in
any case: the signature covers every byte and is worth more to everybody than a position.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from permitdesk.documents import jpeg

_JPEG = {"/DCTDecode", "/DCT"}
_OF_MAPS = ("/VP", "/LGIDict", "/Measure", "/PtData")
_SAYS_WHERE = (
    *(b"exif:GPS", b"GPSLatitude", b"GPSLongitude", b"photoshop:City", b"Iptc4xmpCore:Location"),
    *(b"Iptc4xmpExt:Location", b"photoshop:State", b"photoshop:Country"),
)


def without_location(data: bytes) -> bytes:
    """Return the PDF without positions; the same bytes where it holds none or is signed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if _is_signed(pdf):
            return data
        changed = [_cleaned(pdf, each) for each in pdf.objects]
        if not any(changed):
            return data
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    return any(isinstance(e, pikepdf.Dictionary) and "/ByteRange" in e for e in pdf.objects)


def _cleaned(pdf: pikepdf.Pdf, each: pikepdf.Object) -> bool:
    changed = False
    for holder in _dictionaries(each):
        for key in _OF_MAPS:
            if key in holder and _is_map(key, holder[key]):
                del holder[key]
                changed = True
        # XMP and what programs keep for themselves, such as the layers of a photo.
        for key in ("/Metadata", "/PieceInfo"):
            if key in holder and _says_where(holder[key]):
                del holder[key]
                changed = True
    return _cleaned_photo(each) or changed


def _dictionaries(each: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The object and what lies directly in it; what is referred to is an object of its own."""
    todo = [each]
    while todo:
        found = todo.pop()
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found
            children = [found[key] for key in found.keys()]  # noqa: SIM118
        elif isinstance(found, pikepdf.Array):
            children = list(found)
        else:
            continue
        todo.extend(e for e in children if isinstance(e, pikepdf.Object) and not e.is_indirect)


def _is_map(key: str, value: pikepdf.Object) -> bool:
    if key == "/LGIDict":
        return True
    values = list(value) if isinstance(value, pikepdf.Array) else [value]
    for one in values:
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        measure = one.get("/Measure", one)
        if isinstance(measure, pikepdf.Dictionary) and str(measure.get("/Subtype")) == "/GEO":
            return True
    return False


def _says_where(value: pikepdf.Object) -> bool:
    if not isinstance(value, pikepdf.Stream):
        return False
    text = value.read_bytes()
    return any(mark in text for mark in _SAYS_WHERE)


def _cleaned_photo(each: pikepdf.Object) -> bool:
    if not isinstance(each, pikepdf.Stream) or str(each.get("/Subtype")) != "/Image":
        return False
    filters = each.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if len(names) != 1 or str(names[0]) not in _JPEG:
        return False
    raw = each.read_raw_bytes()
    if b"Exif\0\0" not in raw and b"http://ns.adobe.com/" not in raw:
        return False
    try:
        clean = jpeg.without_metadata(raw)
    except (ValueError, IndexError):
        return False  # readers show it nevertheless
    if clean == raw:
        return False
    each.write(clean, filter=each["/Filter"], decode_parms=each.get("/DecodeParms"))
    return True
