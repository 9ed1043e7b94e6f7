"""Code lists: countries, nationalities, contact languages, occupations.

Countries and nationalities are ISO 3166-1 alpha-3 (from pycountry's copy of the standard), with
titles of Unicode's CLDR (from Babel). Beside them: ``XKX`` for Kosovo (user-assigned, as the EU
uses it, for ISO has none), and for nationalities the codes of ICAO Doc 9303 part 3, section 5:
``XXA`` stateless, ``XXX`` unspecified (here: unclear).
"""

from collections.abc import Sequence
from functools import lru_cache

import pycountry
from babel import Locale
from zope.interface import implementer

from permitdesk.core import _
from permitdesk.core.folding import distance, fold, sort_key
from permitdesk.core.interfaces import Code, ICodeList
from permitdesk.core.isco import OCCUPATIONS
from permitdesk.core.languages import LANGUAGES, SHIPPED, SOURCE, locale
from permitdesk.core.messages import edition
from permitdesk.core.texts import Gap, say

_REMEMBERED = 200  # lists in a language
STATELESS, UNCLEAR, KOSOVO = "XXA", "XXX", "XKX"
_SPECIAL_NATIONALITIES = {
    STATELESS: _("core_nationality_stateless", default="staatenlos"),
    UNCLEAR: _("core_nationality_unclear", default="ungeklärt"),
}
# Languages in which people may want to be answered, by their BCP 47 tags.
CONTACT_LANGUAGES = (
    *("de", "en", "uk", "ar", "ru", "fa", "fa-AF", "tr", "fr", "ku", "ckb", "ps", "ti", "so"),
    *("sq", "ro", "pl", "es", "sr", "hr", "bs", "mk", "bg", "hu", "it", "pt", "el", "ka", "hy"),
    *("az", "am", "ur", "hi", "pa", "bn", "ta", "vi", "zh", "th", "id", "mn", "sw", "ha"),
)
_EASY_GERMAN = "de-x-leicht"


@implementer(ICodeList)
class CodeList:
    """Titles by code and language, and a search that forgives spelling."""

    searchable = True

    def titles(self, language: str) -> dict[str, str]:
        """The title of every code in a language; German where a language has none."""
        raise NotImplementedError

    def other_names(self) -> dict[str, tuple[str, ...]]:
        """Further names under which a code is found."""
        return {}

    def codes(self, language: str) -> Sequence[Code]:
        return _sorted(self, *_offered(language))

    def title(self, value: str, language: str) -> str | None:
        return _titles(self, *_offered(language)).get(value)

    def search(self, query: str, language: str, limit: int = 20) -> Sequence[Code]:
        wanted = fold(query[:80])
        if not wanted:
            return self.codes(language)[:limit]
        found = []
        for code, names in _names(self, *_offered(language)):
            place = _place(wanted, code.value, names)
            if place is not None:
                found.append((place, len(found), code))
        found.sort(key=lambda each: each[:2])
        return tuple(code for _place_, _order, code in found[:limit])


class Countries(CodeList):
    """States and territories."""

    def titles(self, language: str) -> dict[str, str]:
        names, german = _locale(language).territories, _locale(SOURCE).territories

        def name(code: str) -> str:
            return _own(names.get(code), german[code], language)

        titles = {country.alpha_3: name(country.alpha_2) for country in pycountry.countries}
        return titles | {KOSOVO: name("XK")}

    def other_names(self) -> dict[str, tuple[str, ...]]:
        return {
            country.alpha_3: tuple(
                name
                for name in (
                    country.name,
                    getattr(country, "common_name", ""),
                    _locale("en").territories.get(country.alpha_2, ""),
                )
                if name
            )
            for country in pycountry.countries
        }


class Nationalities(Countries):
    """Countries, stateless, unclear."""

    def titles(self, language: str) -> dict[str, str]:
        special = {value: say(title, language) for value, title in _SPECIAL_NATIONALITIES.items()}
        return super().titles(language) | special


class Languages(CodeList):
    """Languages to be answered in, with plain German."""

    searchable = False

    def titles(self, language: str) -> dict[str, str]:
        easy = say(_("core_language_easy_german", default="Deutsch (Leichte Sprache)"), language)
        names = {tag: _language_name(tag, language) for tag in CONTACT_LANGUAGES}
        return names | {_EASY_GERMAN: easy}

    def other_names(self) -> dict[str, tuple[str, ...]]:
        own = {tag: (_language_name(tag, tag.split("-")[0]),) for tag in CONTACT_LANGUAGES}
        own["fa-AF"] = ("Dari", "دری")
        return own


class Occupations(CodeList):
    """The major and sub-major groups of ISCO-08."""

    def titles(self, language: str) -> dict[str, str]:
        return {code: say(title, language) for code, title in OCCUPATIONS.items()}


def _locale(language: str) -> Locale:
    return Locale.parse(locale(language))


def _language_name(tag: str, language: str) -> str:
    code = tag.replace("-", "_")
    own, german = (each.languages.get(code) for each in (_locale(language), _locale(SOURCE)))
    return _own(own, german, language) if german else own or tag


def _own(name: str | None, german: str, language: str) -> str:
    """A name in a language, else the German one; marked where CLDR has not the language."""
    if language in SHIPPED:
        return name or german
    return name if name and locale(language) != SOURCE else Gap(german)


def _offered(language: str) -> tuple[str, str]:
    # The memories below are by language and by what is said in it; unknown tags from outside must
    # not fill them.
    tag = language if language in LANGUAGES else SOURCE
    return tag, edition(tag)


@lru_cache(maxsize=_REMEMBERED)
def _titles(codes: CodeList, language: str, edition: str) -> dict[str, str]:
    return codes.titles(language)


@lru_cache(maxsize=_REMEMBERED)
def _sorted(codes: CodeList, language: str, edition: str) -> tuple[Code, ...]:
    titles = _titles(codes, language, edition)
    return tuple(
        Code(value, titles[value])
        for value in sorted(titles, key=lambda each: sort_key(titles[each], language))
    )


@lru_cache(maxsize=_REMEMBERED)
def _names(
    codes: CodeList, language: str, edition: str
) -> tuple[tuple[Code, tuple[tuple[str, ...], ...]], ...]:
    """Each code with its folded names: those in the reader's language, then all others."""
    others = codes.other_names()
    german = _titles(codes, SOURCE, "")
    return tuple(
        (
            code,
            (
                (fold(code.title),),
                tuple(fold(name) for name in (german[code.value], *others.get(code.value, ()))),
            ),
        )
        for code in _sorted(codes, language, edition)
    )


def _place(wanted: str, code: str, names: tuple[tuple[str, ...], ...]) -> tuple[int, int] | None:
    """How well a code fits, the smaller the better; None when it does not."""
    if wanted == fold(code):
        return 0, 0
    best = None
    for rank, group in enumerate(names):
        for name in group:
            fit = _fit(wanted, name)
            if fit is not None and (best is None or (fit, rank) < best):
                best = fit, rank
    return best


def _fit(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    words = name.split()
    if any(word.startswith(wanted) for word in words):
        return 2
    if len(wanted) >= 3 and wanted in name:
        return 3
    allowed = 0 if len(wanted) < 4 else 1 if len(wanted) < 8 else 2
    if allowed:
        # A whole name or word mistyped, or the beginning of one.
        for each in (name, *words, name[: len(wanted)]):
            away = distance(wanted, each, allowed)
            if away <= allowed:
                return 3 + away
    return None
