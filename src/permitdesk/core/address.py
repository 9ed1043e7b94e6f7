"""The address decides the language before anything else does: ``/ar/…`` is Arabic."""

from plone.i18n.interfaces import INegotiateLanguage
from plone.i18n.negotiate.negotiate import NegotiateLanguage
from zope.interface import implementer

from permitdesk.core import languages

# Zope's virtual hosting leaves these between the portal's name and the rest of the path.
_VIRTUAL_HOSTING = ("virtual_hosting", "/", "")


def fix_language_by_address(site, event) -> None:
    """Subscriber: the portal is about to be traversed; also right for what is not found there."""
    languages.begin(event.request, site)
    tag = _said_ahead(event.request)
    if tag:
        languages.fix(event.request, tag)


@implementer(INegotiateLanguage)
class NegotiatedLanguage(NegotiateLanguage):
    """What Plone binds to a request, twice for each: the language of the address where there is
    one, found without asking the content, the registry and the headers again."""

    def __init__(self, site, request) -> None:
        languages.begin(request, site)  # Plone asks before the portal is traversed
        tag = languages.fixed(request) or _said_ahead(request)
        if tag is None:
            super().__init__(site, request)
            return
        self.language = tag
        self.default_language = languages.SOURCE
        self.language_list: list[str] = []


def _said_ahead(request) -> str | None:
    """The language that the rest of the path begins with."""
    ahead = reversed(request.get("TraversalRequestNameStack", ()))
    first = next((name for name in ahead if name not in _VIRTUAL_HOSTING), None)
    return first if first in languages.LANGUAGES else None
