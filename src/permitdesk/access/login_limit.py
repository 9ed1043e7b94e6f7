"""A limit on wrong passwords: per account and address of the network, so that nobody can lock
out a colleague or a house behind one address."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from Products.CMFCore.utils import getToolByName
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zExceptions import HTTPTooManyRequests
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.interface import implementer

from permitdesk.core import tries

PLUGIN = "permitdesk_login_limit"


@implementer(IAuthenticationPlugin)
class LoginLimit(BasePlugin):
    """Authenticates nobody; stands before the plugins that do, and stops guessing."""

    meta_type = "Permitdesk login limit"
    security = ClassSecurityInfo()

    def __init__(self):
        self.id = PLUGIN
        self.title = "Limit on wrong passwords"

    @security.private
    def authenticateCredentials(self, credentials):
        """Raises ``HTTPTooManyRequests`` after too many wrong passwords for one account."""
        name, password = credentials.get("login"), credentials.get("password")
        users = getattr(self._getPAS(), "source_users", None)
        # A name that the portal does not know may be an account of Zope's root.
        if not name or password is None or users is None or users.getUserIdForLogin(name) is None:
            return None
        what, request = f"login {name}", getRequest()
        seen = IAnnotations(request)
        if what in seen:  # plone.restapi's @login asks twice in one request
            return None
        if not tries.may_try(what, request, most=tries.GUESSED):
            raise HTTPTooManyRequests
        if users.authenticateCredentials(credentials) is None:
            seen[what] = True
            tries.failed(what, request)
        return None


InitializeClass(LoginLimit)


def set_up_login_limit() -> None:
    """Put the plugin first among those that authenticate; again changes nothing."""
    accounts = getToolByName(getSite(), "acl_users")
    if PLUGIN not in accounts.objectIds():
        accounts._setObject(PLUGIN, LoginLimit())
        accounts.plugins.activatePlugin(IAuthenticationPlugin, PLUGIN)
        accounts.plugins.movePluginsTop(IAuthenticationPlugin, [PLUGIN])


def remove_login_limit() -> None:
    """Leave no plugin behind whose class goes away."""
    accounts = getToolByName(getSite(), "acl_users")
    if PLUGIN in accounts.objectIds():
        accounts.plugins.deactivatePlugin(IAuthenticationPlugin, PLUGIN)
        accounts._delObject(PLUGIN)
