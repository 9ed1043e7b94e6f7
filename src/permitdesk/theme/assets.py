"""What ``npm run build`` makes: styles, fonts, scripts, pictures; a content hash in each name."""

import json
import logging
import mimetypes
from functools import cache
from pathlib import Path

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

STATIC = Path(__file__).parent / "static"
VIEW = "@@permitdesk-static"
FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".woff2": "font/woff2",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
logger = logging.getLogger(__name__)


def asset(name: str) -> str:
    """The file name with hash under which ``name`` (such as ``portal.css``) is served.

    Empty when the styles were not built: a page without styles still lets a person apply.
    Raises KeyError for a name that the build does not make.
    """
    built = manifest()
    return built[name] if built else ""


def asset_address(site_address: str, name: str) -> str:
    """Where a built file lies; empty before the build."""
    hashed = asset(name)
    return f"{site_address}/{VIEW}/{hashed}" if hashed else ""


@cache
def manifest() -> dict[str, str]:
    """All built files: name → name with hash; empty, and said in the log, before the build."""
    try:
        return json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        logger.error(
            "Styles and fonts are not built, pages come without them. "
            "Run: npm ci --prefix src/permitdesk/theme/styles && "
            "npm run build --prefix src/permitdesk/theme/styles"
        )
        return {}


class EditingStyles(BrowserView):
    """The way to the styles of Plone's screens, for settings that hold an address without hash."""

    def __call__(self):
        address = asset_address(getSite().absolute_url(), "editing.css")
        if not address:
            raise NotFound("editing.css")
        self.request.response.setHeader("Cache-Control", "public, max-age=300")
        return self.request.response.redirect(address)


@implementer(IPublishTraverse)
class StaticFiles(BrowserView):
    """Serves exactly the files that the build's manifest names, compressed where it pays."""

    name = ""

    def publishTraverse(self, request, name):
        if self.name or name not in manifest().values():
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self):
        if not self.name:
            raise NotFound(VIEW)
        path, response = STATIC / self.name, self.request.response
        suffix = path.suffix
        compressed = path.with_name(path.name + ".gz")
        if "gzip" in (self.request.getHeader("Accept-Encoding") or "") and compressed.exists():
            path = compressed
            response.setHeader("Content-Encoding", "gzip")
        response.setHeader("Vary", "Accept-Encoding")
        response.setHeader(
            "Content-Type",
            _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream"),
        )
        response.setHeader("Cache-Control", FOR_EVER)
        response.setHeader("X-Content-Type-Options", "nosniff")
        return path.read_bytes()
