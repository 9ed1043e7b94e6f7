"""The addresses of style sheets and arms. Each names its content, so it may be kept for ever, and
a page that somebody still has in a cache finds what it was drawn with."""

import re

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.theme.assets import FOR_EVER
from permitdesk.theme.identity.arms import TYPES
from permitdesk.theme.identity.kept import Identity, picture
from permitdesk.theme.identity.sheet import accent_name, preview_name, sheet

VIEW = "@@permitdesk-identity"
_ARMS = re.compile(r"[0-9a-f]{20}\.(svg|png)")
# Whoever opens a picture by its address opens nothing but the picture.
_ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"


def sheet_address(site_address: str, identity: Identity) -> str:
    """Where the style sheet of the accent lies; empty for KERN's colours."""
    if identity.accents is None:
        return ""
    return f"{site_address}/{VIEW}/{accent_name(*identity.accents)}"


def preview_address(site_address: str, light: str, dark: str) -> str:
    """Where the styles lie that show two colours before they are set."""
    return f"{site_address}/{VIEW}/{preview_name(light, dark)}"


def arms_address(site_address: str, identity: Identity) -> str:
    return f"{site_address}/{VIEW}/{identity.arms.name}" if identity.arms else ""


@implementer(IPublishTraverse)
class IdentityFiles(BrowserView):
    """Answers the names that ``sheet`` and ``arms`` make, and no others."""

    name = ""

    def publishTraverse(self, request, name):
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self):
        found = self._sheet() or self._picture()
        if found is None:
            raise NotFound(VIEW)
        media_type, data = found
        response = self.request.response
        response.setHeader("Content-Type", media_type)
        response.setHeader("Cache-Control", FOR_EVER)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", _ALONE)
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
        return data

    def _sheet(self) -> tuple[str, bytes] | None:
        found = sheet(self.name)
        return None if found is None else ("text/css; charset=utf-8", found.encode())

    def _picture(self) -> tuple[str, bytes] | None:
        data = picture(self.name) if _ARMS.fullmatch(self.name) else None
        return None if data is None else (TYPES[self.name.rpartition(".")[2]], data)
