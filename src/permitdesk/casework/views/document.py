"""``{case}/document/{id}``: a document as it is kept, or why nobody gets it."""

from Products.Five.browser import BrowserView
from zope.i18n import translate

from permitdesk.casework.download import ClosedError, download
from permitdesk.core.below import NamedBelow
from permitdesk.core.languages import SOURCE


class Download(NamedBelow, BrowserView):
    def __call__(self):
        response = self.request.response
        try:
            return download(self.context, self.id_, "page", response)
        except ClosedError as closed:
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return translate(closed.message, target_language=SOURCE)
