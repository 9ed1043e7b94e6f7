"""The portal's languages: one tag for each, its own name, its direction.

A person's language is fixed for the whole request: by the address (``/ar/…``), else by
``?lang=``, else by what staff chose above a page of theirs, else by ``Accept-Language``, else
German.
"""

import secrets
from dataclasses import dataclass

from plone.i18n.negotiate.ptsnegotiator import PTSLanguages
from plone.i18n.utility import LanguageBinding
from zope.component import queryUtility
from zope.i18n.interfaces import IUserPreferredLanguages
from zope.interface import implementer

from permitdesk.core.interfaces import IReviewedLanguages

SOURCE = "de"
# Asked some sixty times a page, so it stands among the request's own values. Nobody can guess the
# name to send it in a form; plone.subrequest leaves out what begins so.
_KEY = f"_permitdesk_language_{secrets.token_hex(8)}"
_CHOSEN = "pd-language"  # cookie of who chose a language on a page whose address tells none


@dataclass(frozen=True)
class Language:
    """``tag`` is the BCP 47 tag used everywhere; ``direction`` is ``ltr`` or ``rtl``;
    ``decimal_comma`` says that 1,5 is written and not 1.5."""

    tag: str
    native_name: str
    direction: str = "ltr"
    decimal_comma: bool = False


# Shipped languages, in the order in which the switcher shows them.
LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
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
}
SHIPPED = dict(LANGUAGES)


def fix(request, tag: str) -> None:
    """Make ``tag`` the language of this request, for our code, zope.i18n and Plone alike."""
    request.other[_KEY] = tag
    request["LANGUAGE"] = tag
    binding = request.get("LANGUAGE_TOOL")  # what Plone's own views and PAM ask
    if isinstance(binding, LanguageBinding):
        binding.LANGUAGE = tag


@implementer(IUserPreferredLanguages)
class FixedLanguage:
    """What zope.i18n asks (``i18n:translate``, ``translate(…, context=request)``): a fixed
    language alone, so that a text never comes out in a third one; else as Plone negotiates."""

    def __init__(self, request):
        self.request = request

    def getPreferredLanguages(self):
        known = fixed(self.request)
        if known:
            return [known]
        return PTSLanguages(self.request).getPreferredLanguages()


def fixed(request) -> str | None:
    """The tag that was fixed for this request, if one was."""
    return getattr(request, "other", {}).get(_KEY)


def negotiated(negotiator, known, request) -> str | None:
    """In place of ``zope.i18n``'s ``Negotiator.getLanguage``: a language that is fixed is looked up
    and not compared with all others, some thirty times a page."""
    tag = getattr(request, "other", {}).get(_KEY)
    if tag in known:
        return tag
    # Who reads an added language reads German where a package of Plone's lacks it, no third one.
    return SOURCE if tag and SOURCE in known else negotiator._old_getLanguage(known, request)


def of(request) -> str:
    """Return the tag of the language in which this request is answered."""
    known = fixed(request)
    if known:
        return known
    tag = wanted(request)
    fix(request, tag)
    return tag


def wanted(request) -> str:
    """What somebody chose, else what their browser asks for, whatever the address says: for pages
    of staff on something that lies in a language."""
    chosen = chosen_now(request) or request.cookies.get(_CHOSEN)
    return asked_for(chosen, request.get("HTTP_ACCEPT_LANGUAGE", ""))


def chosen_now(request) -> str | None:
    """The shipped language that ``?lang=`` names, if it names one."""
    tag = request.form.get("lang")
    return tag if isinstance(tag, str) and tag in LANGUAGES else None


def remember(request, tag: str) -> None:
    """Answer in this language until the browser is closed, wherever no address tells one."""
    request.response.setCookie(
        _CHOSEN,
        tag,
        path="/",
        http_only=True,
        same_site="Lax",
        secure=request.get("SERVER_URL", "").startswith("https:"),
    )


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


def is_reviewed(tag: str) -> bool:
    """Whether a native reader has reviewed the texts in a language; German is no translation."""
    reviewed = queryUtility(IReviewedLanguages)
    return tag == SOURCE or (reviewed is not None and tag in reviewed())


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language tag, shipped or not."""
    language = LANGUAGES.get(tag)
    return language.direction if language else "ltr"


def has_decimal_comma(tag: str) -> bool:
    """Whether a language, shipped or not, is known to write 1,5 and not 1.5."""
    language = LANGUAGES.get(tag)
    return language is not None and language.decimal_comma
