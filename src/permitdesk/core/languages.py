"""The portal's languages: one tag for each, its own name, its direction.

A person's language is fixed for the whole request: by the address (``/ar/…``), else by
``?lang=``, else by ``Accept-Language``, else German.
"""

from dataclasses import dataclass

from zope.annotation.interfaces import IAnnotations

SOURCE = "de"
_KEY = "permitdesk.language"


@dataclass(frozen=True)
class Language:
    """``tag`` is the BCP 47 tag used everywhere; ``direction`` is ``ltr`` or ``rtl``."""

    tag: str
    native_name: str
    direction: str = "ltr"


# Shipped languages, in the order in which the switcher shows them.
LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("de", "Deutsch"),
        Language("en", "English"),
        Language("uk", "Українська"),
        Language("ar", "العربية", "rtl"),
    )
}


def fix(request, tag: str) -> None:
    """Make ``tag`` the language of this request, for our code and for zope.i18n alike."""
    IAnnotations(request)[_KEY] = tag
    request["LANGUAGE"] = tag
    # PTSLanguages/zope.i18n negotiation reads the request's own binding.
    request.set("set_language", tag)


def of(request) -> str:
    """Return the tag of the language in which this request is answered."""
    known = IAnnotations(request).get(_KEY)
    if known:
        return known
    tag = asked_for(request.form.get("lang"), request.get("HTTP_ACCEPT_LANGUAGE", ""))
    fix(request, tag)
    return tag


def asked_for(parameter: object, accept_language: str) -> str:
    """Choose a shipped language from ``?lang=`` and an ``Accept-Language`` header (RFC 9110)."""
    if isinstance(parameter, str) and parameter in LANGUAGES:
        return parameter
    weighted = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), position, tag.strip().lower()))
        except ValueError:
            continue
    for weight, _position, tag in sorted(weighted):
        primary = tag.split("-")[0]
        if weight < 0 and primary in LANGUAGES:
            return primary
    return SOURCE


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language tag, shipped or not."""
    language = LANGUAGES.get(tag)
    return language.direction if language else "ltr"
