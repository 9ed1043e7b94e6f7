"""The words by which a person's name is found, however somebody spells it.

Every word of a name has one plain form: without marks, in small letters, *ä*, *ae* and *a* alike
(both ways of DIN 5007, and the passport's machine-readable zone, meet there). Original scripts
keep their letters. A name is also found written as one word: *Al-Ghazali*, *Alghazali*.
"""

from collections.abc import Iterable

from permitdesk.core.folding import fold

# Words that belong to a name and are left out as often as they are written.
OPTIONAL = frozenset((
    "von", "vom", "zu", "zur", "der", "den", "de", "da", "di", "do", "dos", "das", "del", "della",
    "la", "le", "el", "al", "ben", "bin", "ibn", "bint", "abu", "van", "ter", "af", "av", "y", "e",
))  # fmt: skip
_LETTERS = str.maketrans({"ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e", "ǝ": "e", "ð": "d"})
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_ARABIC_ARTICLE = "ال"


def words_of(names: Iterable[str]) -> tuple[str, ...]:
    """The words under which somebody with these names is kept, each once."""
    found: set[str] = set()
    for name in names:
        plain = _plain(name)
        found.update(plain)
        found.update(word.removeprefix(_ARABIC_ARTICLE) for word in plain)
        if len(plain) > 1:
            found.add("".join(plain))
    return tuple(sorted(found - {""}))


def asked_words(text: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What to look for when somebody types a name: ways to find it, of which one is enough.

    Each way is words that all have to begin a word of the name; each of them has its variants.
    """
    plain = _plain(text)
    needed = [word for word in plain if word not in OPTIONAL] or plain
    if not needed:
        return ()
    ways = [tuple(map(_variants, needed))]
    if len(plain) > 1:
        ways.append((("".join(plain),),))
    return tuple(ways)


def _variants(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, word.removeprefix(_ARABIC_ARTICLE) or word)))


def _plain(text: str) -> list[str]:
    return list(filter(None, map(_shortened, fold(text).translate(_LETTERS).split())))


def _shortened(word: str) -> str:
    for long, short in _DIGRAPHS:
        word = word.replace(long, short)
    return word
