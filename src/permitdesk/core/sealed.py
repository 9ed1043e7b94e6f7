"""Values that the database holds but cannot read: encrypted with a key kept outside it."""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from permitdesk.core.secrets import derive

NONCE = 12


class UnreadableError(ValueError):
    """Sealed with another key, for another purpose, or damaged."""


def seal(purpose: str, value: object) -> bytes:
    """Encrypt a JSON-able value for one purpose (AES-256-GCM)."""
    nonce = secrets.token_bytes(NONCE)
    text = json.dumps(value, ensure_ascii=False).encode()
    return nonce + AESGCM(derive(purpose)).encrypt(nonce, text, purpose.encode())


def unseal(purpose: str, sealed: bytes) -> object:
    """Return the value; raises ``UnreadableError``."""
    try:
        text = AESGCM(derive(purpose)).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise UnreadableError(f"Sealed with another key than this portal's: {purpose}") from error
    return json.loads(text)
