"""The way to the pages on which services are configured, in the menu of who may."""

from AccessControl import getSecurityManager
from zope.component.hooks import getSite

from permitdesk.access import is_visitor
from permitdesk.core import _
from permitdesk.core.texts import say
from permitdesk.services.addresses import FOLDER
from permitdesk.services.publish import CONFIGURE
from permitdesk.theme import Link

STUDIO = _("services_folder_title", default="Online-Dienste gestalten")


def studio_entry(request, language: str) -> Link | None:
    """An entry of a menu in that language, the present one on every page below it; None for who
    may configure nothing."""
    folder = None if is_visitor() else getSite().get(FOLDER)
    if folder is None or not getSecurityManager().checkPermission(CONFIGURE, folder):
        return None
    address = folder.absolute_url()
    here = request.get("ACTUAL_URL", "")
    return Link(say(STUDIO, language), address, current=f"{here}/".startswith(f"{address}/"))
