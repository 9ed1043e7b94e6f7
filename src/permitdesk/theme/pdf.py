"""Pages on paper: tagged PDF/UA-1 by Typst, right to left where the language is.

What people typed reaches Typst as JSON, never as markup, and a template can read nothing outside
its own directory. A text in another language than the page says so and is set in it
(``texts.typ``). PDF/UA refuses a letter for which no font has a glyph, and a receipt must never
fail over a name: such letters become a box.
"""

import json
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import typst

from permitdesk.core import languages
from permitdesk.core.texts import Mixed, Text
from permitdesk.theme import identity as of_district
from permitdesk.theme import law
from permitdesk.theme.assets import STATIC

_TEMPLATES = Path(__file__).parent / "typst"
_FONTS = STATIC / "fonts"
_MISSING = "▯"
# Invisible marks that turn the direction of what follows: not from outside.
_DIRECTION_MARKS = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


class TooSlowError(RuntimeError):
    """The paper was not typeset in time."""


class FontsNotBuiltError(RuntimeError):
    """The fonts for paper have not been built."""


def render_pdf(template: str, data: dict, language: str, seconds: float | None = None) -> bytes:
    """Draw ``theme/typst/<template>.typ`` with ``data`` (JSON values; see docs/theme.md).

    Returns a tagged PDF/UA-1. Raises FontsNotBuiltError before ``npm run build``, and
    ``typst.TypstError`` for data that the template does not understand. What may be as long as
    somebody likes is given ``seconds``, in a process of its own; after them ``TooSlowError``.
    """
    source, inputs = (
        str(_TEMPLATES / f"{template}.typ"),
        {
            "data": json.dumps(printable(data), ensure_ascii=False),
            "language": language,
            "direction": languages.direction(language),
            **_arms(language),
        },
    )
    if seconds is not None:
        return _in_time(source, inputs, seconds)
    return typst.compile(
        source,
        root=str(_TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs=inputs,
    )


def _arms(language: str) -> dict[str, str]:
    """The district's arms as they are now, for ``typst/arms.typ``."""
    district = of_district.identity()
    data = of_district.picture(district.arms.name) if district.arms else None
    if data is None:
        return {}
    drawing = of_district.as_drawing(district.arms, data)
    return {"arms": drawing, "arms-text": printable(district.arms_text(language))}


def _in_time(source: str, inputs: dict[str, str], seconds: float) -> bytes:
    _fonts()  # said here if they are not built
    asked = {"template": source, "root": str(_TEMPLATES), "fonts": str(_FONTS), "inputs": inputs}
    try:
        said = subprocess.run(  # noqa: S603 -- our own program, what was typed on its input
            [sys.executable, "-I", str(Path(__file__).with_name("typesetting.py"))],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise TooSlowError from None
    if said.returncode == 1 and not said.stdout.startswith(b"%PDF"):
        raise typst.TypstError(said.stdout.decode(errors="replace"))
    if said.returncode:  # out of memory, or ended by somebody
        raise TooSlowError
    return said.stdout


def printable(value):
    """The same data with every text composed, free of direction marks, and in known letters.

    Only references to a law get marks, of our own: they keep their order (see ``theme.law``).

    A ``Text`` becomes ``{"text", "language", "direction"}``, a ``Mixed`` ``{"parts"}``.
    """
    if isinstance(value, Text):
        shown = printable(value.value)
        return {"text": shown, "language": value.language, "direction": value.direction}
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.translate(_DIRECTION_MARKS))
        known = _letters()
        drawn = "".join(
            letter if letter in known or letter == "\n" else _replacement(letter) for letter in text
        )
        return law.in_order(drawn, "rtl" if _turns(drawn) else "ltr")
    if isinstance(value, Mixed):
        return {"parts": printable(value.parts)}
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def _turns(text: str) -> bool:
    """Whether there are letters from right to left; a paper has texts of both directions."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _replacement(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Zs", "Zl", "Zp") or letter == "\t":
        return " "
    return "" if category.startswith("C") else _MISSING


@cache
def _fonts() -> typst.Fonts:
    if not (_FONTS / "letters.txt").exists():
        raise FontsNotBuiltError(
            "Fonts for PDF are not built. Run: npm ci --prefix src/permitdesk/theme/styles && "
            "npm run build --prefix src/permitdesk/theme/styles"
        )
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )


@cache
def _letters() -> frozenset[str]:
    """Every letter that one of the fonts can draw."""
    _fonts()
    letters = set()
    for span in (_FONTS / "letters.txt").read_text().split(","):
        first, _, last = span.removeprefix("U+").partition("-")
        letters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    joiners = {"\u200c", "\u200d"}  # Persian and Indian spelling needs them
    return frozenset(
        letter for letter in letters if letter in joiners or unicodedata.category(letter)[0] != "C"
    )
