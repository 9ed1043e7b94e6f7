"""``GET {case}/@documents/{id}``: a document's bytes, as they were received."""

from plone.restapi.services import Service

from permitdesk.casework.download import NamedDocument, download


class DocumentGet(NamedDocument, Service):
    def render(self):
        return download(self.context, self.id_, "api", self.request.response)
