"""Is it a whole picture? Decoded once, within limits; the received bytes stay as they are."""

import struct
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from permitdesk.documents.refusal import Refused

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
# JPEG is decoded at an eighth of its size, PNG cannot be: phones make 108 million, scans 35.
MAX_PIXELS = {"image/jpeg": 210_000_000, "image/png": 50_000_000}


def check_image(data: bytes, content_type: str) -> None:
    """Raise ``Refused`` unless ``data`` is a complete picture of that type within the limits."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with _open(data, content_type) as image:
                if image.width * image.height > MAX_PIXELS[content_type]:
                    raise Refused("image-too-large")
                image.verify()  # checksums of a PNG; reads no pixel
            with _open(data, content_type) as image:
                image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
    except Image.DecompressionBombError as bomb:
        raise Refused("image-too-large") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged-image") from error
    except (struct.error, IndexError, KeyError) as error:  # Pillow on torn headers
        raise Refused("damaged-image") from error


def _open(data: bytes, content_type: str) -> Image.Image:
    return Image.open(BytesIO(data), formats=[_FORMATS[content_type]])
