"""Moves a case on: a POST with a token, from the buttons of its page."""

from plone.protect import CheckAuthenticator
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from zExceptions import MethodNotAllowed


class Move(BrowserView):
    """Does one transition and returns to the case.

    A transition that is not possible (any more: a colleague was faster) changes nothing.
    """

    def __call__(self):
        if self.request.method != "POST":
            raise MethodNotAllowed("POST")
        CheckAuthenticator(self.request)
        tool = getToolByName(self.context, "portal_workflow")
        wanted = self.request.form.get("transition")
        if wanted in {each["id"] for each in tool.getTransitionsFor(self.context)}:
            tool.doActionFor(self.context, wanted)
        return self.request.response.redirect(self.context.absolute_url(), status=303)
