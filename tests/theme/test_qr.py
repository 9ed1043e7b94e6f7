"""A QR code's path draws exactly the fields that the standard's code has."""

import re

import pytest
import segno

from permitdesk.theme import qr


@pytest.mark.parametrize(
    "text", ["https://example.org/de/resume", "https://portal.landkreis-auental.example/ar/resume"]
)
def test_the_path_draws_the_code_and_nothing_else(text):
    drawn = qr(text)
    dark = set()
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", drawn.path):
        assert length == back
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    expected = segno.make(text, error="m", micro=False).matrix
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(expected) for x, is_dark in enumerate(row) if is_dark
    }
    assert drawn.size == len(expected) + 8
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", drawn.path) == ""
    assert drawn.svg.count("<path") == 1
