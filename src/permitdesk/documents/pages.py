"""A page of a document as a picture to look at: nothing of the file itself reaches the browser.

Only the process that examines documents loads this.
"""

import math
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

from permitdesk.documents.image import open_image
from permitdesk.documents.readable import on_white
from permitdesk.documents.refusal import Refused

QUALITY = 85
LARGEST = 3000  # whoever asks for more gets this


def page_image(
    data: bytes, content_type: str, number: int, longest: int
) -> tuple[bytes | None, int]:
    """One page from 1, at most ``longest`` points wide and high, as a JPEG (None for a number that
    there is not), and how many pages there are. Raises ``Refused``."""
    longest = max(1, min(longest, LARGEST))
    if content_type == "application/pdf":
        image, pages = _page(data, number, longest)
    else:
        image, pages = _picture(data, content_type, longest) if number == 1 else None, 1
    if image is None:
        return None, pages
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), pages


def _picture(data: bytes, content_type: str, longest: int) -> Image.Image:
    with open_image(data, content_type) as image:
        image.draft("RGB", (longest, longest))
        image.load()
        image = ImageOps.exif_transpose(image)
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return on_white(image)


def _page(data: bytes, number: int, longest: int) -> tuple[Image.Image | None, int]:
    """The build has no JavaScript; forms are drawn with what was typed into them."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Refused("damaged-pdf") from error
    try:
        pages = len(pdf)
        if not 1 <= number <= pages:
            return None, pages
        if pdf.get_formtype() == pdfium_c.FORMTYPE_ACRO_FORM:
            pdf.init_forms()
        page = pdf[number - 1]
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
            raise Refused("damaged-pdf")
        # Each edge is rounded up: a page of a hair's width is a point wide.
        bitmap = page.render(scale=longest / max(width, height))
        return bitmap.to_pil().convert("RGB"), pages
    except pdfium.PdfiumError as error:
        raise Refused("damaged-pdf") from error
    finally:
        pdf.close()
