"""Where addresses lead of a language that is no longer offered: to the same page in another one."""

from plone.app.multilingual.interfaces import ILanguageRootFolder
from zExceptions import Redirect

from permitdesk.core import languages
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import LANGUAGES
from permitdesk.theme import PublicPage


def lead_on(event) -> None:
    """Subscriber: it is known which page is asked for. What is sent (a step of a form that was
    opened before) still arrives; editors reach Plone's own screens of what stays there."""
    request = event.request
    if request.method not in ("GET", "HEAD") or not IPermitdeskLayer.providedBy(request):
        return
    page = request.get("PUBLISHED")
    if not isinstance(page, PublicPage) or not _is_left(request):
        return
    tag = languages.of(request)
    same = (link.address for link in page.language_links if link.language == tag)
    raise Redirect(next(same, f"{page.site_address}/{tag}"))


def _is_left(request) -> bool:
    """Whether the page lies in the folder of a language that is not offered."""
    folders = (each for each in request["PARENTS"] if ILanguageRootFolder.providedBy(each))
    folder = next(folders, None)
    return folder is not None and folder.getId() not in LANGUAGES
