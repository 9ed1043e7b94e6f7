"""Where addresses lead of a language that is no longer offered: to the same page in another one."""

from plone.app.multilingual.interfaces import ILanguageRootFolder
from zExceptions import Redirect
from zope.component.hooks import getSite

from permitdesk.core import languages
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.intake import RestOfAddress
from permitdesk.services import address, service_by_slug, word_of
from permitdesk.theme import PublicPage


def lead_on(event) -> None:
    """Subscriber: it is known which page is asked for. What is sent (a step of a form that was
    opened before) still arrives; editors reach Plone's own screens of what stays there."""
    request = event.request
    if request.method not in ("GET", "HEAD") or not IPermitdeskLayer.providedBy(request):
        return
    page, left = request.get("PUBLISHED"), _left(request)
    if left is None:
        return
    tag = languages.of(request)
    if isinstance(page, RestOfAddress):
        raise Redirect(_below(left, tag, [page.__name__, *page.path]))
    if isinstance(page, PublicPage):
        same = (link.address for link in page.language_links if link.language == tag)
        raise Redirect(next(same, f"{page.site_address}/{tag}"))


def _left(request) -> str | None:
    """The language in whose folder the page lies, where it is one that is not offered."""
    folders = (each for each in request["PARENTS"] if ILanguageRootFolder.providedBy(each))
    folder = next(folders, None)
    return folder.getId() if folder is not None and folder.getId() not in LANGUAGES else None


def _below(left: str, tag: str, path: list[str]) -> str:
    """The address in a language of a page that a view finds by the rest of the address."""
    if len(path) > 1 and path[0] in (word_of(left), word_of(SOURCE)):
        service = service_by_slug(getSite(), left, path[1])
        if service is not None:
            return "/".join((address(service, tag), *path[2:]))
    return "/".join((getSite().absolute_url(), tag, *path))
