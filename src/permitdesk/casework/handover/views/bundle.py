"""``{case}/bundle`` and ``{case}/bundle/{key}``: a case as a file, as it is or as it was sent."""

from collections.abc import Iterator
from typing import BinaryIO

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator

from permitdesk import privacy
from permitdesk.casework.download import disposition
from permitdesk.casework.handover.bundle.package import DamagedBundleError, freeze, written
from permitdesk.casework.handover.delivery import delivery
from permitdesk.core import _
from permitdesk.core.below import NamedBelow
from permitdesk.core.languages import SOURCE

CHUNK = 1 << 16
GONE = _(
    "casework_bundle_gone",
    default="Diese Akte gibt es nicht mehr: Sie ist bestätigt, oder eine Datei darin ist inzwischen"
    " gesperrt. Laden Sie die Akte neu herunter.",
)


@implementer(IStreamIterator)
class Stream:
    """A temporary file on its way out, by parts; it is gone when it is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = file.seek(0, 2)
        file.seek(0)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = self.file.read(CHUNK)
        if not chunk:
            self.close()
            raise StopIteration
        return chunk

    def __len__(self) -> int:
        return self.size

    def close(self) -> None:
        self.file.close()


def download(case, key: str, how: str, response) -> Stream:
    """The ZIP; reading it is recorded. Raises ``NotFound``, and ``DamagedBundleError`` with 409."""
    found = delivery(case, key) if key else None
    if key and (found is None or not found.has_bundle):
        raise NotFound(key)
    bundle = found.bundle() if found else freeze(case)
    try:
        file = written(case, bundle)
    except DamagedBundleError:
        privacy.record("bundle.damaged", case.reference, f"{how}: {bundle.sha256}")
        response.setStatus(409)
        raise
    privacy.record("bundle.read", case.reference, f"{how}: {bundle.sha256}")
    response.setHeader("Content-Type", "application/zip")
    response.setHeader("Content-Disposition", disposition(bundle.filename))
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("Referrer-Policy", "no-referrer")
    stream = Stream(file)
    response.setHeader("Content-Length", str(len(stream)))
    return stream


class BundleDownload(NamedBelow, BrowserView):
    def __call__(self):
        response = self.request.response
        try:
            return download(self.context, self.id_, "page", response)
        except DamagedBundleError:
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return translate(GONE, target_language=SOURCE)
