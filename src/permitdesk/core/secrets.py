"""Keys of this installation: generated once, kept beside the database, never in it.

``PERMITDESK_SECRETS`` names a directory that all processes of an installation share.
"""

import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Codes that people copy by hand: no 0/O, 1/I/L, U/V look-alikes (30 letters, 4.9 bits each).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"


class MissingSecretsError(RuntimeError):
    """The installation has no directory for its keys."""


@cache
def server_key() -> bytes:
    """The installation's root key, 32 random bytes; made on first use, readable by its owner only.

    Raises ``MissingSecretsError`` when ``PERMITDESK_SECRETS`` is not set.
    """
    directory = os.environ.get("PERMITDESK_SECRETS")
    if not directory:
        raise MissingSecretsError("Set PERMITDESK_SECRETS to a directory for this portal's keys.")
    path = Path(directory) / "server.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    key = path.read_bytes()
    if len(key) != 32:
        raise MissingSecretsError(f"{path} is damaged: it must hold 32 bytes.")
    return key


def _make(path: Path) -> None:
    """Write a key under another name first: a process that finds the file finds all of it."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        pass  # another process was faster: its key it is
    finally:
        unfinished.unlink()


def derive(purpose: str, material: bytes = b"", length: int = 32) -> bytes:
    """Derive a key for one purpose (HKDF-SHA256, RFC 5869) from the root key and ``material``."""
    return HKDF(SHA256(), length, salt=material or None, info=purpose.encode()).derive(server_key())
