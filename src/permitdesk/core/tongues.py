"""Languages that the portal knows: those that it ships, and those that it can be told to offer."""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

SOURCE = "de"


@dataclass(frozen=True)
class Language:
    """``tag`` is the BCP 47 tag used everywhere; ``direction`` is ``ltr`` or ``rtl``;
    ``decimal_comma`` says that 1,5 is written and not 1.5. ``also`` are other tags by which
    browsers ask for it, in lower case; ``kin`` is the language whose days and numbers it writes."""

    tag: str
    native_name: str
    direction: str = "ltr"
    decimal_comma: bool = False
    also: tuple[str, ...] = ()
    kin: str = ""

    @property
    def locale(self) -> str:
        """CLDR's name for how days and numbers are written."""
        return cldr(self.kin or self.tag)


def _by_tag(*languages: Language) -> dict[str, Language]:
    return {language.tag: language for language in languages}


# In the order in which the switcher shows them.
SHIPPED = _by_tag(
    Language("de", "Deutsch", decimal_comma=True),
    Language("en", "English"),
    Language("uk", "Українська", decimal_comma=True),
    Language("ar", "العربية", "rtl"),
    Language("ru", "Русский", decimal_comma=True),
    # Digits are Latin in Arabic and Persian alike, as in the papers that people copy from.
    Language("fa", "فارسی", "rtl"),
    Language("tr", "Türkçe", decimal_comma=True),
    Language("fr", "Français", decimal_comma=True),
)
# What an administrator can add without describing it, in the order of the list that offers it.
KNOWN = SHIPPED | _by_tag(
    # The registered variant (RFC 5646); de-x-leicht means the same, but only by agreement.
    Language("de-simple", "Leichte Sprache", decimal_comma=True, also=("de-x-leicht",), kin="de"),
    # CLDR has Kurmanji as ku, and browsers ask for it so.
    Language("kmr", "Kurmancî", decimal_comma=True, also=("ku",), kin="ku"),
    Language("ps", "پښتو", "rtl", decimal_comma=True),
    Language("ti", "ትግርኛ"),
    Language("so", "Soomaali"),
    Language("sq", "Shqip", decimal_comma=True),
    Language("ro", "Română", decimal_comma=True),
    Language("pl", "Polski", decimal_comma=True),
    Language("es", "Español", decimal_comma=True),
    Language("sr", "Српски", decimal_comma=True),
)


# Well-formed by RFC 5646, 2.1, in lower case and without extensions: language, script, region,
# variants, private use.
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3})?(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
)
LONGEST_TAG = 35  # what RFC 5646, 4.4.1 asks programs to take


def is_tag(text: object) -> bool:
    """Whether a text is a language tag as the portal writes them, offered or not."""
    return isinstance(text, str) and len(text) <= LONGEST_TAG and _TAG.fullmatch(text) is not None


@lru_cache(maxsize=1000)
def cldr(tag: str) -> str:
    """CLDR's locale for a tag, else German."""
    try:
        return str(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return SOURCE


_IN_GERMAN = {"de-simple": "Leichte Sprache", "kmr": "Kurmandschi"}


@lru_cache(maxsize=1000)
def german_name(tag: str) -> str:
    """The name of a language in German; empty where CLDR does not know it."""
    if tag in _IN_GERMAN:
        return _IN_GERMAN[tag]
    try:
        return Locale.parse(tag, sep="-").get_display_name(SOURCE) or ""
    except (ValueError, UnknownLocaleError):
        return ""
