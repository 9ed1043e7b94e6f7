"""How a picture is turned, as cameras note it (Exif, tag 0x0112), and nothing else of Exif."""

import struct

from PIL import Image

TAG = 0x0112


def orientation_in(exif: bytes) -> int:
    """The orientation that an Exif block without its header notes; 1 (upright) where none is."""
    found = Image.Exif()
    try:
        found.load(b"Exif\0\0" + exif)
        value = found.get(TAG)
    except Exception:  # whatever is wrong with it, it is thrown away
        return 1
    return value if value in range(1, 9) else 1


def exif_of(orientation: int) -> bytes:
    """An Exif block with this one entry."""
    entry = struct.pack(">HHIHH", TAG, 3, 1, orientation, 0)
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"


NOTHING = b"MM\0*\0\0\0\x08\0\0\0\0\0\0"  # an Exif block without entries
