"""The words of a text as the search compares them: whatever script, marks and digits it has."""

import re
import unicodedata

from permitdesk.core.folding import fold

# Marks belong to their word: vowel signs of Arabic, accents that follow their letter.
_WORD = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_APOSTROPHE = re.compile(r"(?<=[\u0400-\u04ff])['’ʼ`](?=[\u0400-\u04ff])")  # сім'я is one word
_UMLAUT = re.compile(r"(?<=[aou])e")
_ARTICLE = re.compile(r"^[وف]?(?:ال|لل|بال|كال)(?=\w{3})")


def words(text: str) -> list[str]:
    """Every word of a text, in its order, ready for comparing; digits are 0 to 9."""
    found = (_word(each) for each in _WORD.findall(_APOSTROPHE.sub("", text)))
    return [part for each in found for part in each.split() if part]


def _word(typed: str) -> str:
    """``ä``, ``ae`` and ``a`` are one letter; Arabic articles go."""
    folded = fold(typed)
    if folded.isascii():
        return _UMLAUT.sub("", folded)
    if not folded.isalpha():
        folded = "".join(_digit(each) for each in folded)
    return _ARTICLE.sub("", folded)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
