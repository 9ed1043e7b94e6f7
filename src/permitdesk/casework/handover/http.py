"""Sends a bundle to the address that the operator set: one request, nothing followed.

``PUT {address}/{name}`` with the hash of the manifest, which names the bundle, an idempotency key
that follows from it, and a signature with the shared key. Redirects are answers like any other:
the portal goes nowhere that its operator did not name, and no proxy of the environment is used.
"""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from permitdesk.core.jobs import PermanentError

SECONDS = 60  # of silence
# For the whole exchange, and besides as long as a slow line takes: one byte a minute is no silence.
SECONDS_IN_ALL = 240
SLOWEST = 512 * 1024  # bytes a second
LARGEST_ANSWER = 1 << 16
# With these the receiver says that it may go well another time.
_LATER = frozenset((408, 409, 423, 425, 429))
SENT, CONFIRMED = "sent", "confirmed"


class NotTakenError(RuntimeError):
    """The receiver did not take the bundle, or not this one; it is tried again."""


class RefusedError(PermanentError):
    """The receiver will never take this bundle as it is sent."""


def send(address: str, name: str, sha256: str, reference: str, key: bytes, source: BinaryIO) -> str:
    """Send a bundle; ``CONFIRMED`` where the answer names the same hash, ``SENT`` where it was
    taken and the answer says nothing of that.

    Raises ``NotTakenError``, ``RefusedError``, and what connections raise.
    """
    source.seek(0)
    digest = hashlib.file_digest(source, "sha256").hexdigest()
    size = source.seek(0, 2)
    source.seek(0)
    parts = urlsplit(f"{address}/{quote(name)}")
    connection = _connection(parts)
    with _ending(connection, SECONDS_IN_ALL + size / SLOWEST):
        connection.request(
            "PUT",
            parts.path,
            body=source,
            headers={
                "Content-Type": "application/zip",
                "Content-Length": str(size),
                "Accept": "application/json",
                "Idempotency-Key": sha256,
                "X-Permitdesk-Reference": reference,
                "X-Permitdesk-Manifest": f"sha256={sha256}",
                "X-Permitdesk-Content": f"sha256={digest}",
                "X-Permitdesk-Signature": f"sha256={signature(key, reference, sha256, digest)}",
            },
        )
        answer = connection.getresponse()
        said = answer.read(LARGEST_ANSWER + 1)
    return _understood(answer.status, said, sha256)


def signature(key: bytes, reference: str, manifest: str, content: str) -> str:
    """HMAC-SHA256 (hex) over reference and both hashes, a line each."""
    return hmac.new(key, "\n".join((reference, manifest, content)).encode(), "sha256").hexdigest()


@contextmanager
def _ending(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Connect, and cut the line after so many seconds; raises ``NotTakenError`` then."""
    try:
        connection.connect()
        line, is_over = connection.sock, threading.Event()

        def cut() -> None:
            is_over.set()
            with suppress(OSError):  # it may be closed already
                # Not that of TLS, which would end what another thread uses.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

        clock = threading.Timer(seconds, cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            if is_over.is_set():
                raise NotTakenError("took too long") from error
            raise
        finally:
            clock.cancel()
    finally:
        connection.close()
    if is_over.is_set():  # what was read may be half of the answer
        raise NotTakenError("took too long")


def _connection(parts) -> http.client.HTTPConnection:
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=SECONDS, context=context
        )
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)


def _understood(status: int, said: bytes, sha256: str) -> str:
    if not 200 <= status < 300:
        permanent = 300 <= status < 500 and status not in _LATER
        raise (RefusedError if permanent else NotTakenError)(f"answered {status}")
    named = _named(said)
    if named is None:
        return SENT
    if named != sha256:
        raise NotTakenError("confirmed another bundle")
    return CONFIRMED


def _named(said: bytes) -> str | None:
    """The hash that the answer names; None where it names none."""
    try:
        found = json.loads(said)["manifest_sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return str(found).strip().lower()
