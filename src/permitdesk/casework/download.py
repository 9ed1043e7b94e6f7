"""A document of a case, as it was received: always a download, never shown by the portal."""

import re
from urllib.parse import quote

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator

from permitdesk import privacy

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@implementer(IPublishTraverse)
class NamedDocument:
    """For views and services whose address ends in a document's id, kept in ``id_``."""

    id_ = ""

    def publishTraverse(self, request, name):
        if self.id_:
            raise NotFound(name)
        self.id_ = name
        return self


def download(case, id_: str, how: str, response) -> filestream_iterator:
    """The bytes, with headers under which no browser shows or guesses anything.

    Reading it is recorded in the audit trail; ``how`` says by which way. Raises ``NotFound``.
    """
    document = case.application.document(id_)
    if document is None:
        raise NotFound(id_)
    privacy.record("document.read", case.reference, f"{how}: {document.id}")
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
