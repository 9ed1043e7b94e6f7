"""Colours: contrast by WCAG 2.2, and the nearest shade of a colour that is good enough.

A colour is ``#rrggbb``. Shades keep the hue of OKLCH, in which equal steps look equal.
"""

import math
import re
from collections.abc import Callable, Iterator

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_STEP = 0.002  # of lightness, which goes from 0 to 1


def read(text: str) -> str | None:
    """``#rrggbb`` for what somebody typed (``1A5``, ``#11aa55``); None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2), from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, share: float, lightness: float) -> str:
    """``color-mix(in oklch, …)`` of a share of the colour and the rest white (1) or black (0)."""
    light, chroma, hue = _oklch(colour)
    return _nearest_hex(share * light + (1 - share) * lightness, share * chroma, hue)


def nearest(colour: str, is_good: Callable[[str], bool]) -> str | None:
    """The shade of the same hue, nearest in lightness, that is good; None where none is."""
    light, chroma, hue = _oklch(colour)
    shades = (_nearest_hex(each, chroma, hue) for each in _outwards(light))
    return next(filter(is_good, shades), None)


def _outwards(light: float) -> Iterator[float]:
    yield light
    for step in range(1, round(1 / _STEP) + 1):
        for each in (light - step * _STEP, light + step * _STEP):
            if 0 <= each <= 1:
                yield each


def _linear(colour: str) -> tuple[float, float, float]:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return red, green, blue


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue (in radians), by Ottosson's matrices."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def _nearest_hex(light: float, chroma: float, hue: float) -> str:
    """What a screen can show of it: as much chroma as there is at this lightness."""
    low, high = 0.0, chroma
    if not _shown(light, chroma, hue):
        for _halving in range(20):
            half = (low + high) / 2
            low, high = (half, high) if _shown(light, half, hue) else (low, half)
        chroma = low
    return "#" + "".join(f"{_byte(each):02x}" for each in _rgb(light, chroma, hue))


def _shown(light: float, chroma: float, hue: float) -> bool:
    return all(-1e-4 <= each <= 1 + 1e-4 for each in _rgb(light, chroma, hue))


def _rgb(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear light; outside of 0 to 1 for what no screen shows."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _byte(linear: float) -> int:
    within = min(max(linear, 0.0), 1.0)
    shown = 12.92 * within if within <= 0.0031308 else 1.055 * within ** (1 / 2.4) - 0.055
    return round(shown * 255)
