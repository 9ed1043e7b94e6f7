"""Which languages an administrator has added, as the portal's registry keeps them.

``plone.available_languages`` is what is offered; what the portal does not know by itself of a
language stands in ``permitdesk.languages.described``.
"""

from collections.abc import Mapping
from functools import lru_cache

from plone.registry.interfaces import IRegistry
from zope.component import queryUtility

from permitdesk.core.interfaces import ILanguageSettings
from permitdesk.core.tongues import KNOWN, SHIPPED, Language

AVAILABLE = "plone.available_languages"
PREFIX = "permitdesk.languages"
DESCRIBED = f"{PREFIX}.described"
_Rows = tuple[tuple[str, str, str, bool], ...]


def offered(site=None) -> Mapping[str, Language]:
    """The languages that a portal offers, by their tags; of the current one where none is named."""
    registry = queryUtility(IRegistry, context=site)
    if registry is None:
        return SHIPPED
    tags = tuple(registry.get(AVAILABLE) or ())
    return _together(tags, _rows(registry))


def every() -> Mapping[str, Language]:
    """Every language of which something is known, offered or not."""
    registry = queryUtility(IRegistry)
    return KNOWN | _described(_rows(registry)) if registry is not None else KNOWN


def described(tag: str) -> Language | None:
    """What is known of a language, whether it is offered or not."""
    if tag in KNOWN:
        return KNOWN[tag]
    registry = queryUtility(IRegistry)
    return _described(_rows(registry)).get(tag) if registry is not None else None


def describe(language: Language) -> None:
    """Keep what somebody says of a language that the portal does not know by itself."""
    registry = queryUtility(IRegistry)
    if DESCRIBED not in registry.records:
        registry.registerInterface(ILanguageSettings, prefix=PREFIX)
    said = dict(registry[DESCRIBED] or {})
    said[language.tag] = {
        "name": language.native_name,
        "direction": language.direction,
        "decimal": "comma" if language.decimal_comma else "point",
    }
    registry[DESCRIBED] = said


def _rows(registry) -> _Rows:
    said = registry.get(DESCRIBED) or {}
    return tuple(
        (tag, each["name"], each["direction"], each["decimal"] == "comma")
        for tag, each in sorted(said.items())
    )


@lru_cache(maxsize=50)
def _described(rows: _Rows) -> Mapping[str, Language]:
    return {row[0]: Language(*row) for row in rows}


@lru_cache(maxsize=50)
def _together(tags: tuple[str, ...], rows: _Rows) -> Mapping[str, Language]:
    known = KNOWN | _described(rows)
    more = {tag: known[tag] for tag in tags if tag in known}
    return SHIPPED | more
