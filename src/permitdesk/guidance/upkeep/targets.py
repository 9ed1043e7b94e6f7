"""Where the addresses that stand in pages lead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from DateTime import DateTime
from plone.app.redirector.interfaces import IRedirectionStorage
from Products.CMFCore.utils import getToolByName
from zope.component import getUtility, queryMultiAdapter

from permitdesk.core.languages import LANGUAGES
from permitdesk.services import published, service_by_slug, word_of

OUTSIDE, NOWHERE, HIDDEN, SHOWN = "outside", "nowhere", "hidden", "shown"
_BY_ID = re.compile(r"^(?:\.\./)*resolveuid/([0-9a-f]{32})")
_VIEW = re.compile(r"/(?:@@[^/]*|view)$")
_OTHER = re.compile(r"^(?:mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """What an address leads to. ``address`` is absolute; ``brain`` is the content, where it is
    one."""

    state: str
    address: str = ""
    brain: object = None


def absolute(address: str, base: str, home: str) -> str | None:
    """An address in the page at ``base``, whole; None for what is no page: a place on the same
    page, a mail, a telephone, what was stored by an id. ``home`` is the portal's."""
    if not address or address.startswith("#") or _OTHER.match(address) or _BY_ID.match(address):
        return None
    if address.startswith("/") and not address.startswith("//"):
        return home + address
    return urljoin(base, address)


def is_own(address: str, home: str) -> bool:
    """Whether a whole address is the portal's own."""
    return address == home or address.startswith(f"{home}/")


class Targets:
    """Looks addresses up; what it has looked up once it knows for as long as it lives."""

    def __init__(self, site, request) -> None:
        self._site, self._request = site, request
        self._catalog = getToolByName(site, "portal_catalog")
        self._own: dict[str, Target] = {}

    def of(self, address: str, base: str) -> Target | None:
        """Where ``address`` leads from the page at ``base``; None for what is no page: a place on
        the same page, a mail, a telephone."""
        by_id = _BY_ID.match(address)
        if by_id:
            return self._content(UID=by_id[1]) or Target(NOWHERE)
        home = self._site.absolute_url()
        address = absolute(address, base, home)
        if address is None:
            return None
        if not is_own(address, home):
            return Target(OUTSIDE, address)
        path = _VIEW.sub("", unquote(urlsplit(address[len(home) :]).path).rstrip("/"))
        if path not in self._own:
            self._own[path] = self._at(path)
        return self._own[path]

    def in_language(self, brain, tag: str) -> Target | None:
        """The same content in another language, where visitors see it."""
        path = self._by_group.get((brain.TranslationGroup, tag))
        return Target(SHOWN, path) if path else None

    def _at(self, path: str) -> Target:
        root = "/".join(self._site.getPhysicalPath())
        found = self._content(path={"query": root + path, "depth": 0})
        if found is not None:
            return found
        if self._is_page(path) or getUtility(IRedirectionStorage).get(root + path):
            return Target(SHOWN)
        return Target(NOWHERE)

    def _content(self, **query) -> Target | None:
        found = self._catalog.unrestrictedSearchResults(**query)
        if not found:
            return None
        state = SHOWN if found[0].getRID() in self._public else HIDDEN
        return Target(state, found[0].getURL(), found[0])

    def _is_page(self, path: str) -> bool:
        """Whether it is the home page, a service's, or another that no editor has written."""
        tag, *rest = path.strip("/").split("/")
        if tag not in LANGUAGES:
            return not tag or self._has_view(self._site, tag)
        if not rest:
            return True
        if len(rest) > 1 and rest[0] == word_of(tag):
            service = service_by_slug(self._site, tag, rest[1])
            return service is not None and published(service) is not None
        folder = self._site.get(tag)
        return folder is not None and self._has_view(folder, rest[0])

    def _has_view(self, place, name: str) -> bool:
        view = queryMultiAdapter((place, self._request), name=name.removeprefix("@@"))
        return view is not None

    @cached_property
    def _public(self) -> Mapping[int, object]:
        """What visitors see now, by the catalogue's number."""
        brains = self._catalog.unrestrictedSearchResults(
            allowedRolesAndUsers=["Anonymous"], effectiveRange=DateTime()
        )
        return {brain.getRID(): brain for brain in brains}

    @cached_property
    def _by_group(self) -> Mapping[tuple[str, str], str]:
        return {
            (brain.TranslationGroup, brain.Language): brain.getURL()
            for brain in self._public.values()
            if brain.TranslationGroup
        }
