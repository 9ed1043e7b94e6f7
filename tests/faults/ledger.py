"""What was sent, and what the senders were told: held against what is stored afterwards."""

import hashlib
import threading
from dataclasses import dataclass, field


@dataclass
class Entry:
    """One message that somebody wants to send, known by its text."""

    message: str
    document: str  # SHA-256 of the bytes that were handed in
    way: str  # "api" or "wizard"
    reference: str = ""
    code: str = ""
    tries: int = 0

    @property
    def acknowledged(self) -> bool:
        return bool(self.reference)


@dataclass
class Ledger:
    """All entries of a run; senders write into it at the same time."""

    entries: dict[str, Entry] = field(default_factory=dict)
    conflicts: int = 0
    changed: list[str] = field(default_factory=list)
    steps_again: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, message: str, document: bytes, way: str) -> Entry:
        """Note what is about to be sent."""
        entry = Entry(message, hashlib.sha256(document).hexdigest(), way)
        with self._lock:
            self.entries[message] = entry
        return entry

    def acknowledge(self, entry: Entry, reference: str, code: str) -> None:
        """Note a receipt that the sender has seen; a second one may not say another thing."""
        with self._lock:
            if entry.acknowledged and (entry.reference, entry.code) != (reference, code):
                self.changed.append(entry.message)
            entry.reference, entry.code = reference, code

    def note_step_again(self) -> None:
        """A step that had been stored was asked again."""
        with self._lock:
            self.steps_again += 1

    @property
    def acknowledged(self) -> list[Entry]:
        return [entry for entry in list(self.entries.values()) if entry.acknowledged]

    @property
    def unanswered(self) -> list[Entry]:
        return [entry for entry in list(self.entries.values()) if not entry.acknowledged]
