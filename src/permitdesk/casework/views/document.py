"""A document of a case, as it was received: always a download, never shown by the portal."""

import re
from urllib.parse import quote

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator

from permitdesk import privacy
from permitdesk.casework.application import Document

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@implementer(IPublishTraverse)
class Download(BrowserView):
    """``{case}/document/{id}``; reading it is recorded in the audit trail."""

    id_ = ""

    def publishTraverse(self, request, name):
        if self.id_:
            raise NotFound(name)
        self.id_ = name
        return self

    def __call__(self):
        document = self.context.application.document(self.id_)
        if document is None:
            raise NotFound(self.id_)
        privacy.record("document.read", self.context.reference, f"page: {document.id}")
        return send(document, self.request.response)


def send(document: Document, response) -> filestream_iterator:
    """The bytes, with headers under which no browser shows or guesses anything."""
    response.setHeader("Content-Type", document.content_type)
    response.setHeader("Content-Length", str(document.size))
    response.setHeader("Content-Disposition", disposition(document.filename))
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("Referrer-Policy", "no-referrer")
    return filestream_iterator(document.blob.committed(), "rb")


def disposition(filename: str) -> str:
    """``attachment`` with a plain name for old browsers and the whole one (RFC 6266, 5987)."""
    name = filename.replace("\\", "/").rpartition("/")[2][-150:].strip(". ") or "document"
    plain = _UNSAFE.sub("_", name).strip("._") or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
