"""A desk's address leads to the workplace, filtered to it."""

from urllib.parse import quote

from Acquisition import aq_inner, aq_parent
from Products.Five.browser import BrowserView

from permitdesk.casework.office import office


class DeskRedirect(BrowserView):
    def __call__(self):
        unit = aq_parent(aq_inner(self.context))
        desk = quote(f"{unit.getId()}/{self.context.getId()}", safe="/")
        return self.request.response.redirect(f"{office().absolute_url()}?desk={desk}")
