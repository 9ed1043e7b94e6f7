"""Sealing for somebody who is not there: with a public key, to be opened with the private one.

X25519 with a pair of its own for each sealing; the key that both sides reach is bound to both
public keys (as in RFC 9180's DHKEM). What it seals is a ``Vault``'s business.
"""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def new_pair() -> tuple[bytes, bytes]:
    """A private and its public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def key_for(public: bytes) -> tuple[bytes, bytes]:
    """What goes along in the clear, and the key to seal with; nobody can reach it again without
    the private key of ``public``."""
    mine = X25519PrivateKey.generate()
    along = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    return along, _key(shared, along, public)


def key_of(private: bytes, along: bytes) -> bytes:
    """The same key, by the one for whom it was sealed."""
    mine = X25519PrivateKey.from_private_bytes(private)
    shared = mine.exchange(X25519PublicKey.from_public_bytes(along))
    return _key(shared, along, mine.public_key().public_bytes_raw())


def _key(shared: bytes, along: bytes, public: bytes) -> bytes:
    info = b"permitdesk sealed inbox\0" + along + public
    return HKDF(SHA256(), 32, salt=None, info=info).derive(shared)
