"""Makes real files: PDFs by pikepdf, pictures by Pillow."""

from io import BytesIO

import pikepdf
from PIL import Image


def a_pdf(pages=1, change=None, **save) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].Contents = pdf.make_stream(b"BT (Mietvertrag) Tj ET")
    if change:
        change(pdf)
    out = BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def a_picture(format="JPEG", size=(600, 400), **save) -> bytes:
    out = BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB")
    image.save(out, format, **save)
    return out.getvalue()
