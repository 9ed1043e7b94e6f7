"""Several people and programs that send messages, and try again as they do in life."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from documents.files import a_pdf
from faults.ledger import Ledger
from faults.sender import say
from faults.visitor import BrokenError, LostError, Visitor, a_text
from intake.world import a_document, a_message

GIVES_UP = 150  # seconds without an answer: stuck
STEPS_SHOULD_END = 60


@dataclass
class Senders:
    """Threads that send until ``stop``; each finishes what it has begun."""

    url: Callable[[], str]
    ledger: Ledger
    ways: tuple[str, ...]  # each "api" or "wizard"
    complaints: list[str] = field(default_factory=list)
    refused: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for way in self.ways:
            thread = threading.Thread(target=self._send_on, args=(getattr(self, f"_{way}"),))
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Return when everybody has finished or given up."""
        self._over.set()
        for thread in self._threads:
            thread.join(GIVES_UP + 60)

    def _send_on(self, send: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                send()
            except LostError as error:
                self.complaints.append(str(error))
            except Exception as error:  # shown in the result; a thread's error would be lost
                self.complaints.append(f"{type(error).__name__}: {error}")

    def _api(self) -> None:
        text, document, key = a_text(), _a_document(), secrets.token_hex(20)
        entry = self.ledger.open(text, document, "api")
        body = {
            "language": "de",
            "answers": a_message(message=text),
            "documents": [a_document(document)],
            "notify": True,
        }
        for _again in self._patiently():
            entry.tries += 1
            answer = say(self.url(), key, body)
            if answer.status == 201:
                told = answer.json
                self.ledger.acknowledge(entry, told["reference"], told["access_code"])
                return
            if 400 <= answer.status < 500 and answer.status != 429:
                raise LostError(f"API {answer.status}: {answer.text[:200]}")
            self.refused += 1
            time.sleep(0.3)

    def _wizard(self) -> None:
        text, document = a_text(), _a_document()
        entry = self.ledger.open(text, document, "wizard")
        visitor = Visitor(self.url, a_message(message=text), document)
        pages = 0
        for _again in self._patiently():
            entry.tries += 1
            try:
                found = visitor.go_on()
            except BrokenError:
                self.refused += 1
                time.sleep(0.3)
                continue
            pages += 1
            if pages > STEPS_SHOULD_END:
                raise LostError(f"no end of pages, now {visitor.place}")
            if found:
                self.ledger.acknowledge(entry, *found)
                for _ in range(visitor.again):
                    self.ledger.note_step_again()
                return

    @staticmethod
    def _patiently():
        until = time.monotonic() + GIVES_UP
        while time.monotonic() < until:
            yield


def _a_document() -> bytes:
    """No two alike, larger than what a database keeps in a record."""

    def title(pdf) -> None:
        pdf.docinfo["/Title"] = secrets.token_hex(30_000)

    return a_pdf(change=title)
