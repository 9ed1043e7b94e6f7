"""Files encrypted in chunks (AES-256-GCM): only one chunk is in memory, on either way.

Order, number and end of the chunks are authenticated, and all of them are bound to what the caller
names. Each file has a key of its own, made of the caller's and a random salt.
"""

import io
import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from permitdesk.core.sealed import UnreadableError

CHUNK = 256 * 1024
_NONCE, _SALT, _TAG = 12, 16, 16


def seal_stream(key: bytes, bound: bytes, source: BinaryIO, target: BinaryIO) -> None:
    """Encrypt a file."""
    salt = secrets.token_bytes(_SALT)
    cipher = AESGCM(_derive(key, salt))
    target.write(salt)
    chunk, number = source.read(CHUNK), 0
    while True:
        following = source.read(CHUNK)
        target.write(cipher.encrypt(_counter(number, not following), chunk, bound))
        if not following:
            return
        chunk, number = following, number + 1


def open_stream(key: bytes, bound: bytes, source: BinaryIO) -> Iterator[bytes]:
    """Yield the chunks of a file; raises ``UnreadableError`` at the first that is not right."""
    cipher = AESGCM(_derive(key, source.read(_SALT)))
    number, chunk = 0, source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_counter(number, not following), chunk, bound)
        except (InvalidTag, ValueError) as error:
            raise UnreadableError("not sealed here") from error
        if not following:
            return
        chunk, number = following, number + 1


class Chunks(io.RawIOBase):
    """Chunks as a file, read once from beginning to end."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _counter(number: int, last: bool) -> bytes:
    # The file has a key of its own (its salt), so counting nonces never repeats one.
    return number.to_bytes(_NONCE - 1, "big") + (b"\1" if last else b"\0")


def _derive(material: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(material)
