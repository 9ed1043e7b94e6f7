"""Words as people type them: without marks, in any case, with common variants made equal."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
        # Arabic and Persian spellings of one letter; the tatweel only stretches a word.
        **{"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": ""},
        **{"ہ": "ه", "ە": "ه", "ھ": "ه"},
        # Ukrainian, and how it is typed on a Russian keyboard.
        **{"ґ": "г", "є": "е", "і": "и", "ы": "и", "э": "е"},
    }
)
_BETWEEN = re.compile(r"[^\w]+")
# Alphabets whose order is neither Unicode's nor that of the folded letters.
_ALPHABETS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
_ORDER = {
    language: {ord(letter): chr(0x4E00 + place) for place, letter in enumerate(alphabet)}
    for language, alphabet in _ALPHABETS.items()
}


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A text for comparing: lower case, no marks, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _BETWEEN.sub(" ", bare.translate(_LETTERS)).strip()


def sort_key(text: str, language: str) -> tuple[str, str]:
    """The order of a language's dictionaries (German: DIN 5007-1, ä as a)."""
    order = _ORDER.get(language)
    if order is None:
        return fold(text), text
    lower = text.replace("İ", "i").replace("I", "ı") if language == "tr" else text
    # A letter of the alphabet stays itself; any other is read without its marks.
    letters = (each if ord(each) in order else fold(each) or " " for each in lower.casefold())
    return "".join(letters).translate(order), text


def distance(one: str, other: str, limit: int) -> int:
    """How many letters to change, add, drop or swap; ``limit`` + 1 when it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if last and i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
