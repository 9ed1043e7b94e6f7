"""The fingerprint of what was sent: SHA-256 over one text that others can write too.

docs/fingerprint.md describes the text for who wants to compute it again. Pure: no database here.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC

from permitdesk.intake.submission import Receipt

FORMAT = "permitdesk-2"  # the first had neither revision nor time nor what was shown
SHORT = 20  # characters of the short form: 80 bits
_TYPED = re.compile(rf"[0-9a-f]{{{SHORT},64}}")
_SHOWN = ("digest", "texts", "fees")


def fingerprint(text: bytes) -> str:
    """SHA-256 (64 hexadecimal digits) of what ``text_of`` says."""
    return hashlib.sha256(text).hexdigest()


def text_of(receipt: Receipt) -> bytes:
    """What was sent as canonical JSON in UTF-8: sorted keys, no spaces. Not for receipts from
    before, which have no ``shown``: their fingerprint is over something else."""
    return _canonical(
        {
            "format": FORMAT,
            "reference": receipt.reference,
            "received_at": receipt.received_at.astimezone(UTC).isoformat(timespec="seconds"),
            "service": receipt.service,
            "revision": receipt.revision,
            "language": receipt.language,
            "channel": receipt.channel,
            "answers": receipt.answers,
            "documents": [
                {
                    "requirement": each.requirement,
                    "filename": each.filename,
                    "content_type": each.content_type,
                    "size": each.size,
                    "sha256": each.sha256,
                    "kept_sha256": each.stored_sha256,
                }
                for each in receipt.documents
            ],
            "later": [asdict(each) for each in receipt.announced],
            "shown": receipt.shown,
        }
    )


def shown(evidence: Mapping[str, object]) -> str:
    """SHA-256 (hex) of what was shown: the revision's digest, each text, the estimated fee."""
    return hashlib.sha256(_canonical({key: evidence.get(key) for key in _SHOWN})).hexdigest()


def short(whole: str) -> str:
    """The beginning of a fingerprint in groups of five, for people: ``3f2a1 9bc04 77de1 0a2b3``,
    never broken across lines."""
    return "\N{NO-BREAK SPACE}".join(whole[start : start + 5] for start in range(0, SHORT, 5))


def grouped(digest: str) -> str:
    """A whole SHA-256 in groups of eight: a line can break between them, people can compare."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def typed(text: object) -> str | None:
    """A fingerprint, or the beginning of one, however it was typed; None for what cannot be one."""
    if not isinstance(text, str) or len(text) > 200:
        return None
    plain = re.sub(r"[\s-]", "", text).lower()
    return plain if _TYPED.fullmatch(plain) else None


def _canonical(value: object) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")
