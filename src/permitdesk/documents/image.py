"""Is it a whole picture? Decoded once, within limits."""

import struct
import warnings
from io import BytesIO

import pillow_heif
from PIL import Image, UnidentifiedImageError

from permitdesk.documents import heif, jpeg, png
from permitdesk.documents.refusal import Refused

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
pillow_heif.options.DECODE_THREADS = 2  # each takes memory of its own

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIF"}
_METADATA = {"image/jpeg": jpeg, "image/png": png, "image/heic": heif}
# JPEG is decoded at an eighth of its size, the others cannot be: phones make 108 million as JPEG
# and 48 as HEIC, scans 35.
MAX_PIXELS = {"image/jpeg": 210_000_000, "image/png": 50_000_000, "image/heic": 52_000_000}
Image.MAX_IMAGE_PIXELS = 110_000_000  # Pillow itself refuses twice as many
_TORN = (
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, RuntimeError),
    *(struct.error, IndexError, KeyError),  # Pillow on torn headers
)


def without_metadata(data: bytes, content_type: str) -> bytes:
    """The same picture without position, camera, previews; raises ``Refused``."""
    try:
        return _METADATA[content_type].without_metadata(data)
    except (ValueError, struct.error, IndexError) as error:
        raise Refused("damaged-image") from error


def check_image(data: bytes, content_type: str) -> None:
    """Raise ``Refused`` unless ``data`` is a complete picture of that type within the limits."""
    try:
        with open_image(data, content_type) as image:
            image.verify()  # checksums of a PNG; reads no pixel
        with open_image(data, content_type) as image:
            image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
    except _TORN as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged-image") from error


def open_image(data: bytes, content_type: str) -> Image.Image:
    """A picture that is not decoded yet and not too large to be; raises ``Refused``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=[_FORMATS[content_type]])
    except Image.DecompressionBombError as bomb:
        raise Refused("image-too-large") from bomb
    if image.width * image.height > MAX_PIXELS[content_type]:
        raise Refused("image-too-large")
    return image
