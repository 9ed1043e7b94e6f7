"""QR codes as paths: drawn inline in a page, or as a picture on paper."""

from dataclasses import dataclass

import segno

_QUIET = 4  # fields around it that must stay light (ISO/IEC 18004)


@dataclass(frozen=True)
class Qr:
    """A QR code for ``text``: ``path`` draws its dark fields in a square of ``size`` fields."""

    text: str
    size: int
    path: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.size} {self.size}"

    @property
    def svg(self) -> str:
        """The whole picture, for paper."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{self.view_box}">'
            f'<path d="{self.path}"/></svg>'
        )


def qr(text: str) -> Qr:
    """The code of an address; what it holds is public to whoever sees the picture."""
    fields = segno.make(text, error="m", micro=False).matrix
    runs = [
        f"M{_QUIET + start} {_QUIET + row}h{length}v1h-{length}z"
        for row, line in enumerate(fields)
        for start, length in _dark(line)
    ]
    return Qr(text, len(fields) + 2 * _QUIET, "".join(runs))


def _dark(line: bytearray) -> list[tuple[int, int]]:
    """Where dark fields of a row begin, and how many stand together."""
    found: list[tuple[int, int]] = []
    for position, dark in enumerate(line):
        if dark and found and sum(found[-1]) == position:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((position, 1))
    return found
