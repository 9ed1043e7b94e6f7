"""Takes out of a PNG what is not its picture: texts, times, Exif, whatever programs put in.

The picture's own bytes stay as they are (W3C PNG, third edition, 11 and 14).
"""

import struct
import zlib
from collections.abc import Iterator

from permitdesk.documents.orientation import exif_of, orientation_in

_START = b"\x89PNG\r\n\x1a\n"
# The picture, and what says how its colours are meant.
_BELONGS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs", b"mDCV", b"cLLI"),
}


def without_metadata(data: bytes) -> bytes:
    """Return the PNG up to its end, with how it is turned and its colours.

    The same bytes where there was nothing to take out. Raises ``ValueError`` for a torn one.
    """
    kept, orientation = [_START], 1
    for kind, body, chunk in _chunks(data):
        if kind == b"eXIf":
            orientation = orientation_in(body)
        elif kind in _BELONGS:
            kept.append(chunk)
    if orientation != 1:
        body = exif_of(orientation)
        kept.insert(2, struct.pack(">I", len(body)) + b"eXIf" + body + _sum(b"eXIf" + body))
    return b"".join(kept)


def _sum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(_START)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk is cut off")
        yield kind, data[at + 8 : end - 4], data[at:end]
        if kind == b"IEND":
            return
        at = end
