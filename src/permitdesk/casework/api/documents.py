"""``GET {case}/@documents/{id}``: a document's bytes, as they were received."""

from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk import privacy
from permitdesk.casework.views.document import send


@implementer(IPublishTraverse)
class DocumentGet(Service):
    id_ = ""

    def publishTraverse(self, request, name):
        if self.id_:
            raise NotFound(name)
        self.id_ = name
        return self

    def render(self):
        document = self.context.application.document(self.id_)
        if document is None:
            raise NotFound(self.id_)
        privacy.record("document.read", self.context.reference, f"api: {document.id}")
        return send(document, self.request.response)
