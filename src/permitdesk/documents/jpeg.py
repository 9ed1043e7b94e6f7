"""Takes out of a JPEG what is not its picture: position, camera, name, previews, other pictures.

The picture's own bytes stay as they are, nothing is encoded anew (ITU-T T.81, Annex B).
"""

import re
import struct
from collections.abc import Iterator

from permitdesk.documents.orientation import exif_of, orientation_in

_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # neither a stuffed byte nor a restart
_EXIF = b"Exif\0\0"


def without_metadata(data: bytes) -> bytes:
    """Return the JPEG up to the end of its first picture, with how it is turned and its colours.

    The same bytes where there was nothing to take out. Raises ``ValueError`` for a torn one.
    """
    orientation, kept, opening = 1, [], [b"\xff\xd8"]
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(_EXIF):
            orientation = orientation_in(body[len(_EXIF) :]) if orientation == 1 else orientation
        elif marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
            opening.append(_without_preview(segment))
        elif _belongs(marker, body):
            kept.append(segment)
    if orientation != 1:
        body = _EXIF + exif_of(orientation)
        opening.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    return b"".join((*opening, *kept))


def _belongs(marker: int, body: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        # The colour profile, and how the colours are stored.
        return (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (
            marker == 0xEE and body.startswith(b"Adobe")
        )
    return marker <= 0xDF and marker != _COMMENT  # above are extensions that nobody reads


def _without_preview(segment: bytes) -> bytes:
    """JFIF's header; its two last bytes are the size of a small copy of the picture."""
    if segment[16:18] == b"\0\0" and len(segment) == 18:
        return segment
    return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment; a scan with the picture's data behind it."""
    at = 2
    while True:
        start = at
        while data[at : at + 1] == b"\xff":
            at += 1
        if at == start or at >= len(data):
            raise ValueError("no marker")
        marker = data[at]
        start = at - 1  # bytes of filling before it are not kept
        if marker == _END:
            yield marker, data[start : at + 1]
            return
        (length,) = struct.unpack_from(">H", data, at + 1)
        at += 1 + length
        if length < 2 or at > len(data):
            raise ValueError("a segment is cut off")
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                raise ValueError("no end")
            at = found.start()
        yield marker, data[start:at]
