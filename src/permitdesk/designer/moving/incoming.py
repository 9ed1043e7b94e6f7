"""A package on its way in: kept in the form itself between the preview and taking it over.

So nothing of it is stored before somebody says yes, and a page that is left leaves nothing behind.
What comes back with the form is read and screened again.
"""

import base64
import binascii
import lzma

from permitdesk.services.package import MOST_BYTES

LONGEST = 900_000  # of a form Zope takes a million letters


def packed(data: bytes) -> str | None:
    """A package as a hidden input holds it; None for one that is chosen once more instead."""
    text = base64.b64encode(lzma.compress(data, preset=1)).decode()
    return text if len(text) <= LONGEST else None


def unpacked(text: str) -> bytes | None:
    """The package again; None for anything else."""
    try:
        reader = lzma.LZMADecompressor(memlimit=200_000_000)
        data = reader.decompress(base64.b64decode(text, validate=True), MOST_BYTES + 1)
    except (lzma.LZMAError, binascii.Error, ValueError, EOFError):
        return None
    return data if len(data) <= MOST_BYTES and reader.eof else None
