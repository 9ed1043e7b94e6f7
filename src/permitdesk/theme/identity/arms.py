"""A coat of arms from outside: an SVG that passes the lists of ``svg``, or a PNG drawn anew."""

import base64
import hashlib
import io
from dataclasses import dataclass

from PIL import Image

from permitdesk.theme.identity.svg import LONGEST as LONGEST_DRAWING
from permitdesk.theme.identity.svg import harmless

LONGEST = 2_000_000  # bytes of a file that is looked at
_SMALLEST, _LARGEST, _KEPT = 64, 6_000, 480  # pixels of a side
_PNG = b"\x89PNG\r\n\x1a\n"
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class WrongPictureError(ValueError):
    """``reason``: ``kind``, ``large``, ``small``, ``shape`` or ``broken``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Arms:
    """A picture as it is kept. ``name`` (``1f2e….svg``) says its content; the sizes tell its shape
    only."""

    name: str
    width: float
    height: float

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        return TYPES[self.kind]

    def width_at(self, height: int) -> int:
        """Whole pixels beside a height, so that a page can leave the room."""
        return max(1, round(height * self.width / self.height))


def read(data: bytes) -> tuple[Arms, bytes]:
    """What is kept of a file: never the file itself. Raises ``WrongPictureError``, and
    ``RefusedDrawingError`` for an SVG that has more than shapes."""
    if len(data) > LONGEST:
        raise WrongPictureError("large")
    if data.startswith(_PNG):
        return _named("png", *_drawn_anew(data))
    if b"<" not in data[:1000]:
        raise WrongPictureError("kind")
    if len(data) > LONGEST_DRAWING:
        raise WrongPictureError("large")
    return _named("svg", *harmless(data))


def as_drawing(arms: Arms, data: bytes) -> str:
    """The arms as SVG, which papers are set with."""
    if arms.kind == "svg":
        return data.decode("utf-8")
    width, height = arms.width, arms.height
    picture = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}"><image width="{width:g}" height="{height:g}"'
        f' href="data:image/png;base64,{picture}"/></svg>'
    )


def _named(kind: str, data: bytes, width: float, height: float) -> tuple[Arms, bytes]:
    digest = hashlib.sha256(data).hexdigest()[:20]
    return Arms(f"{digest}.{kind}", width, height), data


def _drawn_anew(data: bytes) -> tuple[bytes, int, int]:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            picture.verify()
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            width, height = picture.size
            if max(width, height) > _LARGEST:
                raise WrongPictureError("large")
            if min(width, height) < _SMALLEST:
                raise WrongPictureError("small")
            if not 0.25 <= width / height <= 4:
                raise WrongPictureError("shape")
            drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError, MemoryError):
        raise WrongPictureError("broken") from None
    drawn.thumbnail((_KEPT, _KEPT))
    drawn.info.clear()
    into = io.BytesIO()
    drawn.save(into, "PNG", optimize=True)
    return into.getvalue(), *drawn.size
