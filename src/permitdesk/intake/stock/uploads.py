"""Files that came with a form which is shown again: kept for half an hour, sealed, in blobs.

plone.formwidget.namedfile keeps them in the clear in the portal's own annotations, in the main
database, whoever sends them. Here each is encrypted with a key that only the page of the sender
holds (its upload id), few are kept, and none that is too large to be taken anyway.
"""

import base64
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone.base.interfaces import IPloneSiteRoot
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.documents import MAX_BYTES
from permitdesk.intake import vault

KEY = "permitdesk.intake.uploads"
LIFETIME = timedelta(minutes=30)
MOST = 200


class KeptUpload(Persistent):
    """A sealed file and the moment from which it is forgotten."""

    def __init__(self, expires: datetime, name: bytes, content: bytes) -> None:
        self.expires = expires
        self.name = name
        self.blob = Blob()
        with self.blob.open("w") as file:
            file.write(content)


class UploadMap:
    """The mapping that the upload widget works with, by upload id."""

    def __init__(self, site) -> None:
        self._site = site

    def __setitem__(self, upload_id: str, upload: Mapping) -> None:
        store = IAnnotations(self._site).setdefault(KEY, OOBTree())
        data = upload["data"]
        if len(store) >= MOST or len(data) > MAX_BYTES:
            return
        place = _place(upload_id)
        name = (upload["filename"] or "").encode()
        store[place] = KeptUpload(
            clock.now() + LIFETIME,
            vault.wrap(name, upload_id, place),
            vault.wrap(data, upload_id, place + " content"),
        )

    def get(self, upload_id: str, default=None):
        place = _place(upload_id)
        kept = self._store().get(place)
        if kept is None or kept.expires <= clock.now():
            return default
        with kept.blob.open("r") as file:
            content = file.read()
        try:
            return {
                "filename": vault.unwrap(kept.name, upload_id, place).decode(),
                "data": vault.unwrap(content, upload_id, place + " content"),
            }
        except vault.DamagedError:
            return default

    def __delitem__(self, upload_id: str) -> None:
        del self._store()[_place(upload_id)]

    def __len__(self) -> int:
        return len(self._store())

    def _store(self) -> Mapping:
        return IAnnotations(self._site).get(KEY) or {}


@implementer(IFileUploadTemporaryStorage)
@adapter(IPloneSiteRoot)
class SealedUploads:
    """In place of the widget's own storage."""

    def __init__(self, site) -> None:
        self.site = site

    @property
    def upload_map(self) -> UploadMap:
        return UploadMap(self.site)

    def cleanup(self, force: bool = False) -> None:
        """Forget what is over; called by the widget before it keeps a file."""
        drop_expired(self.site)


def drop_expired(site) -> int:
    """Forget uploads whose time is over; returns how many."""
    store = IAnnotations(site).get(KEY)
    over = list(_over(store)) if store else []
    for place in over:
        del store[place]
    return len(over)


def _over(store: Mapping) -> Iterator[str]:
    now = clock.now()
    yield from (place for place, kept in store.items() if kept.expires <= now)


def _place(upload_id: str) -> str:
    return base64.b32encode(sha256(b"permitdesk upload " + upload_id.encode()).digest()).decode()
