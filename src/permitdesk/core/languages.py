"""The portal's languages: one tag for each, its own name, its direction.

A person's language is fixed for the whole request: by the address (``/ar/…``), else by
``?lang=``, else by what staff chose above a page of theirs, else by ``Accept-Language``, else
German.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence

from plone.i18n.negotiate.ptsnegotiator import PTSLanguages
from plone.i18n.utility import LanguageBinding
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.i18n.interfaces import IUserPreferredLanguages
from zope.i18n.translationdomain import LANGUAGE_FALLBACKS
from zope.interface import implementer

from permitdesk.core import added
from permitdesk.core.interfaces import IReviewedLanguages
from permitdesk.core.tongues import (
    KNOWN,
    LONGEST_TAG,
    SHIPPED,
    SOURCE,
    Language,
    german_name,
    is_tag,
)

__all__ = [
    "KNOWN",
    "LANGUAGES",
    "LONGEST_TAG",
    "SHIPPED",
    "SOURCE",
    "TRANSLATED_INTO",
    "Language",
    "is_tag",
]

# A language without a catalogue of its own reads the German source and not English, which
# zope.i18n shows in that case.
LANGUAGE_FALLBACKS[:] = [SOURCE]
# Asked some sixty times a page, so they stand among the request's own values. Nobody can guess the
# names to send them in a form; plone.subrequest leaves out what begins so.
_KEY = f"_permitdesk_language_{secrets.token_hex(8)}"
_OFFERED = f"_permitdesk_languages_{secrets.token_hex(8)}"
_CHOSEN = "pd-language"  # cookie of who chose a language on a page whose address tells none


class OfferedLanguages(Mapping[str, Language]):
    """What this portal offers, in the order in which the switcher shows it: the shipped languages,
    then those that an administrator has added. Without a portal, the shipped ones.

    An HTTP request reads the settings once, when it comes to the portal (``begin``).
    """

    def __getitem__(self, tag: str) -> Language:
        return _offered()[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(_offered())

    def __len__(self) -> int:
        return len(_offered())

    def __contains__(self, tag: object) -> bool:
        return tag in _offered()


class Translations(Sequence[str]):
    """The tags of all languages offered but German."""

    def __getitem__(self, place):
        return tuple(self)[place]

    def __iter__(self) -> Iterator[str]:
        return (tag for tag in _offered() if tag != SOURCE)

    def __len__(self) -> int:
        return len(_offered()) - 1

    def __contains__(self, tag: object) -> bool:
        return tag != SOURCE and tag in _offered()


LANGUAGES = OfferedLanguages()
TRANSLATED_INTO = Translations()


def _offered() -> Mapping[str, Language]:
    request = getRequest()
    known = request.other.get(_OFFERED) if request is not None else None
    return added.offered() if known is None else known


def begin(request, site) -> None:
    """Read once what the portal offers, for all of this request."""
    if _OFFERED not in request.other:
        request.other[_OFFERED] = added.offered(site)


def changed() -> None:
    """What the portal offers has just changed: this request asks again each time."""
    request = getRequest()
    if request is not None:
        request.other.pop(_OFFERED, None)


def known(tag: str) -> Language:
    """A language by its tag, offered or not: what was written in one stays when it goes. A tag that
    says nothing is its own name."""
    return _offered().get(tag) or added.described(tag) or Language(tag, tag)


def is_known(tag: str) -> bool:
    """Whether a language is offered, was offered once or could be: what is sent to one of its
    pages arrives."""
    return tag in LANGUAGES or added.described(tag) is not None


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
    """The language on offer that ``?lang=`` names, if it names one."""
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
    """Choose a language on offer from ``?lang=`` and an ``Accept-Language`` header (RFC 9110)."""
    if isinstance(parameter, str) and parameter in LANGUAGES:
        return parameter
    weighted = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), position, tag.strip().lower()))
        except ValueError:
            continue
    offered = _offered()
    for weight, _position, tag in sorted(weighted):
        found = matching(tag, offered) if weight < 0 else None
        if found:
            return found
    return SOURCE


def matching(tag: str, offered: Mapping[str, Language]) -> str | None:
    """The language on offer for a tag as browsers send it: the longest beginning of the tag that
    is one (RFC 4647, 3.4), also by another tag of the same language (``ku`` for ``kmr``)."""
    parts = tag.lower().split("-")
    for end in range(len(parts), 0, -1):
        wanted = "-".join(parts[:end])
        for found, language in offered.items():
            if wanted == found.lower() or wanted in language.also:
                return found
    return None


def is_reviewed(tag: str) -> bool:
    """Whether a native reader has reviewed the texts in a language; German is no translation."""
    reviewed = queryUtility(IReviewedLanguages)
    return tag == SOURCE or (reviewed is not None and tag in reviewed())


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language tag, offered or not."""
    return known(tag).direction


def has_decimal_comma(tag: str) -> bool:
    """Whether a language, offered or not, is known to write 1,5 and not 1.5."""
    return known(tag).decimal_comma


def locale(tag: str) -> str:
    """The name under which Unicode's CLDR (Babel) knows how a language writes days and numbers;
    German where it knows nothing of the language, as the texts around are German then."""
    return known(tag).locale


def in_german(tag: str) -> str:
    """The name of a language in German; its own name where CLDR does not know it."""
    return german_name(tag) or known(tag).native_name
