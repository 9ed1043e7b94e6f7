"""How a German word sounds: what people write by ear, in whatever script, has the same key.

The Cologne phonetics (H. J. Postel, IBM-Nachrichten 19, 1969), after Cyrillic, Arabic and Persian
letters are read as the German ones that one hears in them. Vowels count only at the beginning, so
it does not matter that Arabic leaves most of them out.
"""

import re
from functools import lru_cache

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезиклмнопрстуфх", "abwgdesiklmnoprstufh", strict=True)),
        **{"ж": "sch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "sch", "ъ": "", "ь": ""},
        **{"ю": "ju", "я": "ja"},
        # As ``fold`` leaves them: أ is ا, ی is ي, ک is ك, ة is ه.
        **dict(zip("ابتثجحدذرزسصضطظعغ", "abtsghdsrsssdtsag", strict=True)),
        **dict(zip("فقكلمنهويپگڤ", "fkklmnhuipgw", strict=True)),
        **{"خ": "ch", "ش": "sch", "چ": "tsch", "ژ": "sch"},
    }
)
_REST = re.compile(r"[^a-z]")
_TION = re.compile(r"ti(?=on|a|e)")
_PLAIN = {
    **dict.fromkeys("aeijouy", "0"),
    **{"b": "1", "f": "3", "v": "3", "w": "3", "g": "4", "k": "4", "q": "4"},
    **{"l": "5", "m": "6", "n": "6", "r": "7", "s": "8", "z": "8", "h": ""},
}


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The key of a word that ``words`` has made comparable; '' where it has no letters we read."""
    latin = _REST.sub("", word.translate(_LATIN))
    latin = _TION.sub("zi", latin)
    codes = "".join(
        _code(letter, latin[place - 1] if place else "", latin[place + 1 : place + 2])
        for place, letter in enumerate(latin)
    )
    single = re.sub(r"(.)\1+", r"\1", codes)
    return single[:1] + single[1:].replace("0", "")


def _code(letter: str, before: str, after: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    # c
    if not before:
        return "4" if after and after in "ahkloqrux" else "8"
    return "4" if before not in "sz" and after and after in "ahkoqux" else "8"
