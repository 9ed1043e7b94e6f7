"""PDFs that cannot be compressed, each another one, cheap to make while measuring."""

import io
import secrets
from collections.abc import Callable

import pikepdf

MEGABYTE = 1024 * 1024
_MARK = b"0" * 64


def papers(size: int = MEGABYTE) -> Callable[[], bytes]:
    """Returns what gives another document of ``size`` bytes with each call."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].Contents = pdf.make_stream(b"BT (Unterlage) Tj ET")
    # Random, as a scanned picture is: no compression anywhere makes it smaller.
    pdf.Root.Scan = pdf.make_stream(secrets.token_bytes(size))
    pdf.Root.Mark = pikepdf.String(_MARK)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    whole = out.getvalue()
    before, _, after = whole.partition(_MARK)

    def another() -> bytes:
        return before + secrets.token_hex(32).encode() + after

    return another
