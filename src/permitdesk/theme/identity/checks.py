"""Whether an accent colour can be read where the pages use it.

The grounds are KERN's neutral tokens and ours for notices (``styles/scss/_base.scss``); a test
compares them with the styles that were built.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from permitdesk.theme.identity.colour import contrast, mixed, nearest

TEXT, SHAPE, MUCH = 4.5, 3.0, 7.0  # WCAG 2.2: 1.4.3, 1.4.11, 1.4.6


@dataclass(frozen=True)
class Mode:
    """One of the two modes of a screen: what the accent stands on, what stands on it."""

    name: str
    page: tuple[str, ...]
    notices: tuple[str, ...]
    label: str  # of a button that has the accent's colour
    pressed: tuple[float, float]  # a pressed button: the accent's share, white (1) or black (0)
    text: str
    line: str
    info: str
    usual: str  # KERN's own accent


LIGHT = Mode(
    "light",
    page=("#ffffff", "#f3f4f7"),
    notices=("#ddf8ff", "#e5f8f0", "#fff3dc", "#fef0ee"),
    label="#ffffff",
    pressed=(0.84, 1),
    text="#131525",
    line="#c2c6d7",
    info="#006b8c",
    usual="#2044aa",
)
DARK = Mode(
    "dark",
    page=("#0c0d19", "#161829"),
    notices=("#1d2034",),
    label="#000000",
    pressed=(0.76, 0),
    text="#f3f4f7",
    line="#454b6b",
    info="#00a1cd",
    usual="#97afe1",
)
MODES = (LIGHT, DARK)


@dataclass(frozen=True)
class Ratio:
    """How well an accent is seen in one use: ``link``, ``notice``, ``button``, ``pressed``,
    ``line``; the worst of the grounds on which it stands there."""

    use: str
    value: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.value >= self.needed


def ratios(accent: str, mode: Mode, text: float = TEXT) -> Sequence[Ratio]:
    """Every use of an accent in a mode; ``text`` is what is asked of letters."""

    def worst(grounds: Sequence[str]) -> float:
        return min(contrast(accent, ground) for ground in grounds)

    return (
        Ratio("link", worst(mode.page), text),
        Ratio("notice", worst(mode.notices), text),
        Ratio("button", contrast(accent, mode.label), text),
        Ratio("pressed", contrast(mixed(accent, *mode.pressed), mode.label), TEXT),
        Ratio("line", worst(mode.page), SHAPE),
    )


def too_weak(accent: str, mode: Mode) -> Sequence[Ratio]:
    """The uses in which an accent cannot be read; empty where it is good."""
    return [each for each in ratios(accent, mode) if not each.is_enough]


@lru_cache(200)
def passing(accent: str, mode: Mode, text: float = TEXT) -> str:
    """The nearest shade of the same hue that can be read in every use of the mode."""
    found = nearest(accent, lambda shade: all(each.is_enough for each in ratios(shade, mode, text)))
    return found or mode.usual
