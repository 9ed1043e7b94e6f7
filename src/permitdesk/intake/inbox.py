"""One document by somebody else: a code that puts it in, and reads nothing of the draft.

The draft keeps the private key, sealed like everything in it. The code finds the inbox and opens
what is asked for, no more. Once the application is sent, the inbox keeps nothing any more: what
comes with its code goes to the case.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from persistent import Persistent
from ZODB.blob import Blob

from permitdesk.core import clock
from permitdesk.documents import Inspected
from permitdesk.intake import pairs, vault

LIFETIME = timedelta(days=30)
# Who hears that something arrived may rely on it: the draft does not end right after.
GRACE = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """What somebody is asked for: a requirement of a revision."""

    service: str
    revision: int
    requirement: str


@dataclass(frozen=True)
class Came:
    """What came: when (aware, UTC), and the hash of the bytes as received."""

    at: datetime
    sha256: str


@dataclass(frozen=True)
class Link:
    """What the draft knows of an inbox; sealed in it. ``private`` is the key in hexadecimal."""

    id: str
    requirement: str
    code: str
    private: str


class Inbox(Persistent):
    """What is stored. In the clear stand when it ends, and once it is sent the case."""

    reference = ""  # of the case, once the application was sent
    for_case = ""  # the requirement, once there is a case
    closed = False
    draft = None  # whose document it is, until the application was sent
    public = along = about = receipt = b""
    file: Blob | None = None

    def __init__(self, code: str, task: Task, public: bytes = b"") -> None:
        self.id = secrets.token_hex(8)
        self.expires = clock.now() + LIFETIME
        self.public = public
        self.task = self._wrapped(asdict(task), code)

    @property
    def is_open(self) -> bool:
        """Whether its code still leads here."""
        return not self.closed and self.expires > clock.now()

    @property
    def is_over(self) -> bool:
        """Whether nobody needs it any more; what came stays as long as its draft."""
        return self.closed or (self.file is None and not self.is_open)

    @property
    def is_used(self) -> bool:
        """Whether something came; a second document is not taken."""
        return bool(self.receipt)

    def asked(self, code: str) -> Task:
        """What is asked for. Raises ``vault.DamagedError`` for another code."""
        return Task(**self._unwrapped(self.task, code))

    def came(self, code: str) -> Came | None:
        """What came, for whoever holds the code: they may see that it did."""
        if not self.receipt:
            return None
        told = self._unwrapped(self.receipt, code)
        return Came(datetime.fromisoformat(told["at"]), told["sha256"])

    def acknowledge(self, code: str, sha256: str) -> Came:
        """Remember that something came."""
        came = Came(clock.now(), sha256)
        self.receipt = self._wrapped({"at": came.at.isoformat(), "sha256": sha256}, code)
        return came

    def put(self, code: str, found: Inspected) -> Came:
        """Seal a document that was looked at, for the one who holds the private key."""
        self.along, key = pairs.key_for(self.public)
        sealing, blob = vault.Vault(key, self.id), Blob()
        with blob.open("w") as target:
            sealing.seal_stream("file", found.kept, target)
        about = {
            "filename": found.filename,
            "content_type": found.content_type,
            "size": found.size,
            "sha256": found.sha256,
            "pages": found.pages,
            "kept_size": found.kept_size,
            "kept_sha256": found.kept_sha256,
            "scan": found.scan,
        }
        self.file, self.about = blob, sealing.seal("about", json.dumps(about).encode())
        if self.draft is not None:
            self.draft.expires = max(self.draft.expires, clock.now() + GRACE)
        return self.acknowledge(code, found.sha256)

    def read_about(self, private: bytes) -> Mapping[str, object]:
        """What came, as the owner may know it."""
        return json.loads(self._opened(private).open("about", self.about))

    def read_file(self, private: bytes, mode: str = "r") -> Iterator[bytes]:
        """The bytes of what came, as they are kept; the file is opened at once. Opened by mode
        ``c`` it can be read when the transaction is over."""
        return _closing(self.file.open(mode), self._opened(private))

    def forget(self) -> None:
        """Drop what came; that it came is still known to the holder of the code."""
        self.file, self.along, self.about, self.draft = None, b"", b"", None

    def close(self) -> None:
        """Have its code lead nowhere any more, and drop what came."""
        self.forget()
        self.closed, self.receipt = True, b""

    def _opened(self, private: bytes) -> vault.Vault:
        return vault.Vault(pairs.key_of(private, self.along), self.id)

    def _wrapped(self, content: Mapping[str, object], code: str) -> bytes:
        return vault.wrap(json.dumps(content).encode(), code, f"inbox {self.id}")

    def _unwrapped(self, wrapped: bytes, code: str) -> dict:
        return json.loads(vault.unwrap(wrapped, code, f"inbox {self.id}"))


def _closing(source: BinaryIO, opened: vault.Vault) -> Iterator[bytes]:
    with source:
        yield from opened.open_stream("file", source)
