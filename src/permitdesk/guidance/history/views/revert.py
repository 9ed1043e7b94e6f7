"""Plone's own way to an earlier version, which takes ours for what is one object a language."""

from plone.protect import CheckAuthenticator, PostOnly
from Products.Five import BrowserView
from zExceptions import NotFound

from permitdesk.guidance.history.versions import restore


class RevertVersion(BrowserView):
    """``revertversion``: the button in Plone's list of versions."""

    def __call__(self):
        CheckAuthenticator(self.request)
        PostOnly(self.request)
        number = str(self.request.form.get("version_id", ""))
        if not number.isdecimal():
            raise NotFound(number)
        try:
            restore(self.context, int(number))
        except KeyError as error:
            raise NotFound(number) from error
        address = f"{self.context.absolute_url()}/@@versions?restored=1"
        return self.request.response.redirect(address, status=303)
