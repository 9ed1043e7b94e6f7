"""Where staff land after login."""

from AccessControl import getSecurityManager
from plone.base.interfaces import IRedirectAfterLogin
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer

from permitdesk.access.groups import AUDITOR, CASEWORKER, DESIGNER, EDITOR, UNIT_HEAD
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import LANGUAGES

WORKPLACE = "office"
STUDIO = "services"
TRAIL = "@@audit"
EDITING = "@@coverage"


@implementer(IRedirectAfterLogin)
@adapter(IPloneSiteRoot, IPermitdeskLayer)
class Landing:
    """Staff go to their work, unless they were on the way to a page of their own."""

    def __init__(self, context, request):
        self.request = request

    def __call__(self, came_from: str | None = None, is_initial_login: bool = False) -> str:
        portal = getSite()
        site = portal.absolute_url()
        # Plone believes this answer; a link with another site in it would lead away after login.
        if came_from and not getToolByName(portal, "portal_url").isURLInPortal(came_from):
            came_from = None
        entrances = {"", site, f"{site}/login", *(f"{site}/{tag}" for tag in LANGUAGES)}
        roles = set(getSecurityManager().getUser().getRoles())
        if (came_from or "").rstrip("/") not in entrances:
            return came_from
        if roles & {CASEWORKER, UNIT_HEAD}:
            return f"{site}/{WORKPLACE}"
        if DESIGNER in roles:
            return f"{site}/{STUDIO}"
        if AUDITOR in roles:
            return f"{site}/{TRAIL}"
        if EDITOR in roles:
            return f"{site}/{EDITING}"
        return came_from or site
