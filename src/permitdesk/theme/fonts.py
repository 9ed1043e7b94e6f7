"""Which fonts a page needs at once: those of its language, and Latin for names.

Fonts are ``optional`` in the styles: one that comes late is kept for the next page, and nothing on
this page jumps. Asked for beside the styles, they come in time nearly always.
"""

from collections.abc import Sequence

from permitdesk.core import languages

_LATIN, _ARABIC = "fira-sans-latin", "noto-sans-arabic-arabic"
_SETS = {
    "ru": "fira-sans-cyrillic",
    "uk": "fira-sans-cyrillic",
    "tr": "fira-sans-latin-extended",
}
_WEIGHTS = (400, 600)


def of_language(language: str) -> Sequence[str]:
    """The names under which the build keeps them."""
    own = _SETS.get(language, _ARABIC if languages.direction(language) == "rtl" else _LATIN)
    sets = dict.fromkeys((own, _LATIN))
    return tuple(f"{each}-{weight}.woff2" for each in sets for weight in _WEIGHTS)
