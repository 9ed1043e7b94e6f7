"""Which fonts a page needs at once: those of its language, and Latin for names.

Fonts are ``optional`` in the styles: one that comes late is kept for the next page, and nothing on
this page jumps. Asked for beside the styles, they come in time nearly always.
"""

from collections.abc import Sequence
from functools import cache

from permitdesk.core import languages
from permitdesk.theme.assets import asset

_LATIN, _ARABIC = "fira-sans-latin", "noto-sans-arabic-arabic"
_SETS = {
    "ru": "fira-sans-cyrillic",
    "uk": "fira-sans-cyrillic",
    "tr": "fira-sans-latin-extended",
}
_WEIGHTS = (400, 600)


@cache
def of_language(language: str) -> Sequence[str]:
    """The file names with hash; none before the build."""
    own = _SETS.get(language, _ARABIC if languages.direction(language) == "rtl" else _LATIN)
    names = (
        f"{each}-{weight}.woff2" for each in dict.fromkeys((own, _LATIN)) for weight in _WEIGHTS
    )
    return tuple(filter(None, map(asset, names)))
