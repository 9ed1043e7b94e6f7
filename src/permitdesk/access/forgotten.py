"""Forgotten passwords: mails with a limit, and no answer that tells whether an account exists.

All of Plone's ways (the form, its helpers, the registration tool itself, plone.restapi) end in
``RegistrationTool.mailPassword``; so does this.
"""

import logging
from smtplib import SMTPException

from plone.restapi.services.users.add import UsersPost
from Products.CMFCore.utils import getToolByName
from zExceptions import HTTPTooManyRequests, Unauthorized
from zope.component.hooks import getSite

from permitdesk.core import gate

logger = logging.getLogger(__name__)
_NOBODY = object()
# Plone's form writes the address that somebody typed into the log.
logging.getLogger("Products.CMFPlone.browser.login.login_help").setLevel(logging.WARNING)


def mail_password(self, login, REQUEST=None, immediate=False):
    """In place of the tool's method, which is at ``_old_mailPassword``. Says the same whether it
    sent a mail or not; raises ``HTTPTooManyRequests`` for who asks too often, for whomever."""
    request = REQUEST if REQUEST is not None else self.REQUEST
    _slow_down(request)
    if _may_mail(login, request):
        try:
            # At once and not when the transaction ends: a failure there would be seen.
            self._old_mailPassword(login, request, True)
        except (ValueError, Unauthorized) as error:
            logger.info("No mail for a forgotten password: %s", type(error).__name__)
        except (SMTPException, OSError) as error:
            logger.error("A mail for a forgotten password failed: %s", type(error).__name__)
    view = getSite().restrictedTraverse("@@mail_password_response", None)
    return view() if view is not None else ""


def send_username(self, portal, found):
    """In place of the form's method, at ``_old_send_username``: the same limits."""
    if _may_mail(found["login"], self.request):
        try:
            self._old_send_username(portal, found)
        except (SMTPException, OSError) as error:
            logger.error("A mail for a forgotten name failed: %s", type(error).__name__)


class PostUsers(UsersPost):
    """``POST /@users/{name}/reset-password`` answers for an unknown name as for a known one."""

    def _get_user_by_login_name(self, user_id):
        # What is done with it ends the same way: no mail, an unknown token, the wrong user.
        return super()._get_user_by_login_name(user_id) or _NOBODY


def _slow_down(request) -> None:
    seconds = gate.take(gate.RESET, request)
    if seconds:
        request.response.setHeader("Retry-After", str(seconds))
        raise HTTPTooManyRequests


def _may_mail(login, request) -> bool:
    """Whether this account gets another mail; asked for whatever name somebody typed. Accounts of
    Zope's root get none: Plone finds them here and breaks."""
    name = str(login).strip()
    fits = not gate.take(gate.ACCOUNT, request, of=name.casefold()[:200])
    return fits and getToolByName(getSite(), "acl_users").getUser(name) is not None
