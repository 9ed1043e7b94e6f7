"""What was sent, as one unambiguous text, and what names it again. Pure: no database here."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import datetime

from permitdesk.core.reference import make_code
from permitdesk.core.secrets import derive
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.services import Announced

# 22 characters of base64 or 32 of hexadecimal hold 128 bits; a UUID has 36 characters.
_KEY = re.compile(r"[A-Za-z0-9_\-+/=.:]{22,200}")
_FEWEST_CHARACTERS = 6  # "aaaa…" is long but not random


class OtherContentError(ValueError):
    """An idempotency key was used before, for something else."""


@dataclass(frozen=True)
class Listed:
    """A document on a receipt: ``size`` and ``sha256`` are of what was received.

    ``kept_…`` are of what the office keeps of it; empty on receipts from before: the same.
    """

    requirement: str
    filename: str
    content_type: str
    size: int
    sha256: str
    pages: int = 0
    kept_size: int = 0
    kept_sha256: str = ""

    @property
    def stored_sha256(self) -> str:
        """The hash of the bytes in the storage."""
        return self.kept_sha256 or self.sha256

    @property
    def is_changed(self) -> bool:
        """Whether something was taken out, so that a receipt has two hashes to tell."""
        return self.stored_sha256 != self.sha256


@dataclass(frozen=True)
class Receipt:
    """What an applicant gets and may keep."""

    reference: str
    access_code: str
    received_at: datetime  # aware, UTC
    service: str
    revision: int
    language: str
    fingerprint: str
    answers: Mapping[str, object]
    documents: tuple[Listed, ...]
    fees: Mapping[str, object] = field(default_factory=dict)  # the estimate in words, by language
    family: str = ""  # what the applications of one family have in common; random
    channel: str = "online"
    shown: str = ""  # ``fingerprint.shown``; empty on receipts from before
    announced: tuple[Announced, ...] = ()  # what the person hands in later
    assistance: Mapping[str, object] = field(default_factory=dict)  # as in the evidence


def listed(documents: Sequence[SubmittedDocument]) -> tuple[Listed, ...]:
    """The documents without their bytes."""
    return tuple(
        Listed(
            d.requirement,
            d.filename,
            d.content_type,
            d.size,
            d.sha256,
            d.pages,
            d.kept_size or d.size,
            d.kept_sha256 or d.sha256,
        )
        for d in documents
    )


def canonical(
    service: str,
    language: str,
    answers: Mapping[str, object],
    documents: Sequence[Listed],
    announced: Sequence[Announced] = (),
) -> bytes:
    """What a key is bound to: the same bytes for the same content, whatever order it came in."""
    sent = {
        "service": service,
        "language": language,
        "answers": answers,
        "documents": sorted(
            [
                *(d.requirement, d.filename, d.content_type, d.size, d.sha256),
                # What the office keeps is bound too, where that is not what was received.
                *([d.stored_sha256] if d.is_changed else []),
            ]
            for d in documents
        ),
        # Absent where nothing is announced, as it was before anybody could.
        **({"later": sorted(list(astuple(each)) for each in announced)} if announced else {}),
    }
    text = json.dumps(sent, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def usable_key(header: object) -> str | None:
    """The idempotency key of a header (quoted or not), or None when it cannot hold 128 bits."""
    if not isinstance(header, str):
        return None
    key = header.strip().removeprefix('"').removesuffix('"')
    if not _KEY.fullmatch(key) or len(set(key)) < _FEWEST_CHARACTERS:
        return None
    return key


def key_id(service: str, key: str) -> str:
    """Under what a key is stored: the key itself is a secret, it gives the access code."""
    return hashlib.sha256(f"{service}\0{key}".encode()).hexdigest()


def access_code(service: str, key: str) -> str:
    """The same code for the same key, without storing it."""
    return make_code(derive("permitdesk access code", f"{service}\0{key}".encode()))


def bound(key: str, content: bytes) -> str:
    """Binds a key to a content; tells nothing about the content to who does not have the key."""
    return hmac.new(key.encode(), content, hashlib.sha256).hexdigest()
