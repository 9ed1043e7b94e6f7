"""A mark in a receipt's PDF by which this portal knows the file again, byte by byte.

The mark is a comment line (ISO 32000, 7.2.4) before the last ``startxref``, so no viewer minds and
no offset moves. It holds the fingerprint of what was sent and a MAC with a key of this
installation over everything else in the file. Nothing has to be stored for it.
"""

import hmac
import re

from permitdesk.core.secrets import derive

_END = b"startxref"
_MARK = re.compile(rb"%permitdesk ([0-9a-f]{64}) ([0-9a-f]{64})\n")


def sealed(pdf: bytes, fingerprint: str) -> bytes:
    """The PDF with the mark in it."""
    place = pdf.rindex(_END)
    mark = f"%permitdesk {fingerprint} {_mac(pdf, fingerprint)}\n".encode()
    return pdf[:place] + mark + pdf[place:]


def fingerprint_of(pdf: bytes) -> str | None:
    """The fingerprint in a PDF that came from here and was not changed since; else None."""
    found = list(_MARK.finditer(pdf))
    if not found:
        return None
    mark = found[-1]
    fingerprint = mark[1].decode()
    plain = pdf[: mark.start()] + pdf[mark.end() :]
    if plain.rfind(_END) != mark.start():
        return None
    if not hmac.compare_digest(_mac(plain, fingerprint).encode(), mark[2]):
        return None
    return fingerprint


def _mac(pdf: bytes, fingerprint: str) -> str:
    mac = hmac.new(derive("permitdesk receipt pdf"), fingerprint.encode(), "sha256")
    mac.update(pdf)
    return mac.hexdigest()
