"""``{case}/document/{id}``: a document as it was received."""

from Products.Five.browser import BrowserView

from permitdesk.casework.download import NamedDocument, download


class Download(NamedDocument, BrowserView):
    def __call__(self):
        return download(self.context, self.id_, "page", self.request.response)
