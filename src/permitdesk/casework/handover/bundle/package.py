"""Freezing a case as a bundle, and writing the bundle as a ZIP without holding a file in memory."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from permitdesk.casework.handover.bundle.contents import (
    MANIFEST,
    RECORD,
    SHEET,
    Placed,
    drawn,
    left_out,
    placed,
    sources,
)
from permitdesk.casework.handover.bundle.record import encoded, record
from permitdesk.casework.handover.bundle.sheet import sheet
from permitdesk.casework.views.page import service_titles
from permitdesk.core import clock

SCHEMA, VERSION = "permitdesk-bundle", 1
CHUNK = 1 << 16
# Packed already: packing again costs time and gains nothing.
_PACKED = frozenset(("application/pdf", "image/jpeg", "image/png", "image/heic"))


class DamagedBundleError(ValueError):
    """A file is not what the manifest says; no bundle leaves the house like that."""


@dataclass(frozen=True)
class Bundle:
    """A case as it was at one moment. What may still change is drawn; documents never do."""

    reference: str
    at: datetime
    record: bytes
    sheet: bytes
    manifest: bytes

    @property
    def sha256(self) -> str:
        """The hash of the manifest, which names that of every file: it names the bundle."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def filename(self) -> str:
        """The same bundle, the same name; nothing of a person is in it."""
        return f"{self.reference}-{self.sha256[:16]}.zip"


def freeze(case, handed: dict | None = None) -> Bundle:
    """Draw a case as it is now. ``handed`` says to which authority it goes, if to any: ``name``,
    ``address``, ``reason``, ``moved_on``."""
    at, files = clock.now(), sources(case)
    form = case.application.evidence.get("form")
    title = form["title"] if form else service_titles().get(case.service, case.service)
    said = record(case, files, title)
    if handed:
        said["handed_to"] = handed
    written, paper = encoded(said), sheet(case, said, files, at, handed)
    manifest = {
        "schema": SCHEMA,
        "version": VERSION,
        "reference": case.reference,
        "made_at": at.isoformat(timespec="seconds"),
        "files": [
            {
                "path": each.path,
                "content_type": each.content_type,
                "size": each.size,
                "sha256": each.sha256,
                **each.about,
            }
            for each in (*_drawn(written, paper), *placed(files))
        ],
        "left_out": left_out(files),
    }
    return Bundle(case.reference, at, written, paper, encoded(manifest))


def write(case, bundle: Bundle, to: BinaryIO) -> None:
    """Write the ZIP: the same bundle, the same bytes. Raises ``DamagedBundleError``."""
    with zipfile.ZipFile(to, "w", allowZip64=True) as archive:
        _put(archive, bundle, MANIFEST, "application/json", iter([bundle.manifest]))
        for file in files_of(case, bundle):
            with file.open() as kept:
                chunks = iter(lambda kept=kept: kept.read(CHUNK), b"")
                found = _put(archive, bundle, file.path, file.content_type, chunks)
            if found != (file.size, file.sha256):
                raise DamagedBundleError(file.path)


def written(case, bundle: Bundle) -> BinaryIO:
    """The ZIP as a temporary file without a name, at its beginning; for who closes it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        write(case, bundle, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def files_of(case, bundle: Bundle) -> list[Placed]:
    """The files of a bundle; what came to the case since is none of them.

    Raises ``DamagedBundleError`` where one of them is not there any more, or may no longer be
    opened.
    """
    now = {(each.about["kind"], each.about["id"]): each for each in placed(sources(case))}
    found = list(_drawn(bundle.record, bundle.sheet))
    for listed in json.loads(bundle.manifest)["files"]:
        if "id" not in listed:
            continue
        known = now.get((listed["kind"], listed["id"]))
        if known is None or known.sha256 != listed["sha256"]:
            raise DamagedBundleError(listed["path"])
        content_type, size, sha256 = (listed[name] for name in ("content_type", "size", "sha256"))
        found.append(Placed(listed["path"], content_type, size, sha256, known.open, {}))
    return found


def _put(
    archive: zipfile.ZipFile,
    bundle: Bundle,
    path: str,
    content_type: str,
    chunks: Iterator[bytes],
) -> tuple[int, str]:
    """Write one file; its size and hash as they were written."""
    info = zipfile.ZipInfo(path, bundle.at.timetuple()[:6])
    info.create_system, info.external_attr = 3, 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if content_type in _PACKED else zipfile.ZIP_DEFLATED
    size, digest = 0, hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as place:
        for chunk in chunks:
            place.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _drawn(record: bytes, sheet: bytes) -> tuple[Placed, ...]:
    return (
        drawn(RECORD, "application/json", record, "Vorgang als Daten"),
        drawn(SHEET, "application/pdf", sheet, "Akte"),
    )
