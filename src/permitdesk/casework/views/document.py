"""``{case}/document/{id}``: a document as it was received."""

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.casework.download import download


@implementer(IPublishTraverse)
class Download(BrowserView):
    id_ = ""

    def publishTraverse(self, request, name):
        if self.id_:
            raise NotFound(name)
        self.id_ = name
        return self

    def __call__(self):
        return download(self.context, self.id_, "page", self.request.response)
