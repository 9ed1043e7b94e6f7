"""Encryption of a draft: a random data key, wrapped once for each resume code (AES-256-GCM).

A code has 92 random bits, so a key is derived from it by HKDF without slow hashing. What is
sealed is bound to its draft and slot: a part moved elsewhere does not open.
"""

import secrets
from collections.abc import Iterator
from hashlib import sha256
from hmac import new as hmac
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from permitdesk.core import streams
from permitdesk.core.sealed import UnreadableError

CHUNK = streams.CHUNK
_NONCE = 12


class DamagedError(ValueError):
    """What is stored is not what was sealed under this key, draft and slot."""


def new_key() -> bytes:
    """A new data key."""
    return AESGCM.generate_key(256)


def lookup(code: str) -> str:
    """Where the draft of a code is found; tells nothing about the code. ``code`` as parsed."""
    return _derive(_plain(code), b"permitdesk draft lookup", 16).hex()


def lookup_inbox(code: str) -> str:
    """The same for the code of an inbox: it finds no draft, and a draft's code no inbox."""
    return _derive(_plain(code), b"permitdesk inbox lookup", 16).hex()


def wrap(key: bytes, code: str, draft_id: str) -> bytes:
    """Return the data key, encrypted for one code."""
    return _seal(_wrapping_key(code), key, b"wrap " + draft_id.encode())


def unwrap(wrapped: bytes, code: str, draft_id: str) -> bytes:
    """Return the data key; raises ``DamagedError``."""
    return _open(_wrapping_key(code), wrapped, b"wrap " + draft_id.encode())


class Vault:
    """Seals and opens the parts of one draft, each under the name of its slot."""

    def __init__(self, key: bytes, draft_id: str) -> None:
        self._key = _derive(key, b"permitdesk draft parts", 32)
        self._files = _derive(key, b"permitdesk draft files", 32)
        self._names = _derive(key, b"permitdesk draft names", 32)
        self._draft = draft_id.encode()

    def name(self, slot: str) -> str:
        """The name under which a slot is stored: a step's name would tell what somebody wants."""
        return hmac(self._names, slot.encode(), sha256).hexdigest()[:32]

    def seal(self, slot: str, content: bytes) -> bytes:
        return _seal(self._key, content, self._bound(slot))

    def open(self, slot: str, sealed: bytes) -> bytes:
        """Raises ``DamagedError`` for anything not sealed in this slot of this draft."""
        return _open(self._key, sealed, self._bound(slot))

    def seal_stream(self, slot: str, source: BinaryIO, target: BinaryIO) -> None:
        """Encrypt a file in chunks; order, number and end of the chunks are authenticated."""
        streams.seal_stream(self._files, self._bound(slot), source, target)

    def open_stream(self, slot: str, source: BinaryIO) -> Iterator[bytes]:
        """Yield the chunks of a file; raises ``DamagedError`` at the first that is not right."""
        try:
            yield from streams.open_stream(self._files, self._bound(slot), source)
        except UnreadableError as error:
            raise DamagedError(slot) from error

    def _bound(self, slot: str) -> bytes:
        return self._draft + b"\0" + slot.encode()


def _seal(key: bytes, content: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _open(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
    except (InvalidTag, ValueError) as error:
        raise DamagedError("not sealed here") from error


def _wrapping_key(code: str) -> bytes:
    return _derive(_plain(code), b"permitdesk draft wrap", 32)


def _plain(code: str) -> bytes:
    return code.replace("-", "").encode()


def _derive(material: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=purpose).derive(material)
