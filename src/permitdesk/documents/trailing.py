"""Does something else hide in the file?

Phones append film clips and their own data to photos, mail programs blank lines to PDFs: that
is no reason to refuse. A file that opens as an archive, a web page or a program as well is.
"""

import zipfile
from io import BytesIO

from permitdesk.documents.heif import last_end

_ENDS = {"application/pdf": b"%%EOF", "image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82"}
_OTHERS = (
    b"%PDF-",
    b"<html",
    b"<script",
    b"<!doctype",
    b"<?php",
    b"MZ\x90\x00",
    b"\x7fELF",
    b"#!/",
)


def hides_another(data: bytes, content_type: str) -> bool:
    """True when the bytes are a ZIP archive too, or another document follows the end."""
    try:
        zipfile.ZipFile(BytesIO(data)).close()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        pass
    else:
        return True
    if content_type != "application/pdf" and b"%PDF-" in data[:1024]:
        return True
    tail = _tail(data, content_type)
    return any(mark in tail[:1_000_000].lower() for mark in map(bytes.lower, _OTHERS))


def _tail(data: bytes, content_type: str) -> bytes:
    if content_type == "image/heic":
        return data[last_end(data) :]
    end = _ENDS[content_type]
    after = data.find(end) if content_type == "image/png" else data.rfind(end)
    return data[after + len(end) :] if after >= 0 else b""
