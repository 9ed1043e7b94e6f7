"""The zip: its members, which are texts and forms on paper, and how large it may be."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from permitdesk.core.languages import SOURCE, is_tag
from permitdesk.services.package.refusal import (
    FOREIGN,
    LACKING,
    NOT_READABLE,
    TOO_LARGE,
    UnreadablePackageError,
    named,
)
from permitdesk.services.paper import ALL

MOST_BYTES = 8_000_000  # of the file
MOST_UNPACKED = 16_000_000  # of all that is in it
LABELS = re.compile(r"labels/([a-z0-9-]{2,35})\.po")
JSONS = ("hints.json", "fee_rules.json", "examples.json")
PAPER = "paper_forms.json"
PDF = re.compile(r"paper_forms/([a-z0-9-]{2,35})\.pdf")
_NEEDED = ("manifest.json", "texts.json", "fields.xml")


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """The same members give the same bytes."""
    out = BytesIO()
    # Stored, not packed: how well a file is packed differs from machine to machine.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, members[name])
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members by name, none of which may lead anywhere. Raises ``UnreadablePackageError``."""
    if len(data) > MOST_BYTES:
        raise UnreadablePackageError([TOO_LARGE])
    members: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if not _belongs(info.filename) or info.filename in members:
                    raise UnreadablePackageError([named(FOREIGN, info.filename[:100])])
                if info.flag_bits & 1 or info.compress_type not in (
                    zipfile.ZIP_STORED,
                    zipfile.ZIP_DEFLATED,
                ):
                    raise UnreadablePackageError([NOT_READABLE])
                # What a zip says of its sizes need not be true.
                with archive.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise UnreadablePackageError([TOO_LARGE])
                members[info.filename] = content
    except UnreadablePackageError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadablePackageError([NOT_READABLE]) from error
    lacking = [name for name in _NEEDED if name not in members]
    if lacking:
        raise UnreadablePackageError(named(LACKING, name) for name in lacking)
    return members


def _belongs(name: str) -> bool:
    found = LABELS.fullmatch(name)
    if found:
        return is_tag(found[1]) and found[1] != SOURCE
    if found := PDF.fullmatch(name):
        return found[1] == ALL or is_tag(found[1])
    return name in (*_NEEDED, *JSONS, PAPER)
