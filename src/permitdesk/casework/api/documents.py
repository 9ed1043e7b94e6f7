"""``GET {case}/@documents/{id}``: a document's bytes, as they were received."""

from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.casework.download import download


@implementer(IPublishTraverse)
class DocumentGet(Service):
    id_ = ""

    def publishTraverse(self, request, name):
        if self.id_:
            raise NotFound(name)
        self.id_ = name
        return self

    def render(self):
        return download(self.context, self.id_, "api", self.request.response)
