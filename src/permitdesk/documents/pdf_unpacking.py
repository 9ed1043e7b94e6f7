"""How large a PDF becomes when somebody looks at it: ten megabytes can hold ten thousand."""

import time
import zlib

import pikepdf

from permitdesk.documents.refusal import Refused

TOGETHER = 768 * 1024 * 1024
PROGRAM = 64 * 1024 * 1024  # what draws a page, a font, a table
PIXELS = 100_000_000  # A3 with 600 points an inch are 70
SECONDS = 10
_STEP = 1024 * 1024
_FLATE = {"/FlateDecode", "/Fl"}
# What unpacks to a picture of the size that is written beside it.
_PICTURES = {
    *("/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"),
}


def check_sizes(pdf: pikepdf.Pdf) -> None:
    """Raise ``Refused`` for a PDF whose streams or pictures unpack to more than a reader bears.

    Unpacks each stream in steps and keeps none of it.
    """
    deadline, together = time.monotonic() + SECONDS, 0
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        picture = str(each.get("/Subtype")) == "/Image"
        if picture and _side(each, "Width", "W") * _side(each, "Height", "H") > PIXELS:
            raise Refused("too-complex")
        together += _unpacked(each, TOGETHER if picture else PROGRAM, deadline)
        if together > TOGETHER:
            raise Refused("too-complex")


def _side(picture: pikepdf.Stream, *names: str) -> int:
    for name in names:
        value = picture.get(f"/{name}")
        if isinstance(value, int):
            return max(value, 0)
    return 0


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(each) for each in (found if isinstance(found, pikepdf.Array) else [found])]


def _unpacked(stream: pikepdf.Stream, most: int, deadline: float) -> int:
    """The size of a stream without its packing, as far as ``most``; raises ``Refused`` above."""
    filters = _filters(stream)
    packed = []
    for name in filters:
        if name in _PICTURES:
            break
        packed.append(name)
    if not packed:
        return len(stream.read_raw_bytes())
    if not set(packed) <= _FLATE:
        # Rare and old packings: qpdf unpacks them at once, within this process's memory.
        if len(packed) < len(filters):
            return 0
        size = len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
        if size > most:
            raise Refused("too-complex")
        return size
    size = 0
    for step in _inflated(stream.read_raw_bytes(), len(packed)):
        size += step
        if size > most or time.monotonic() > deadline:
            raise Refused("too-complex")
    return size


def _inflated(raw: bytes, times: int):
    """The sizes of the pieces that a text gives which was packed so many times."""
    pieces = iter([raw])
    for _ in range(times):
        pieces = _inflate(pieces)
    for piece in pieces:
        yield len(piece)


def _inflate(pieces):
    unpack = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpack.eof:
            try:
                out = unpack.decompress(rest, _STEP)
            except zlib.error:
                return  # readers show what they got until there
            rest = unpack.unconsumed_tail
            # An empty piece too: whoever counts looks at the clock.
            yield out
