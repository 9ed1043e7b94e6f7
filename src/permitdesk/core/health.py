"""``/@@alive`` and ``/@@ready``: what supervisors and load balancers ask, answered before Zope.

``/@@alive`` says that this process takes requests. ``/@@ready`` says that it reaches its storage:
a real round trip, because a ZEO client that has lost its server can listen, and answer from its
cache, for ever while every write waits and fails. It answers 503 in bounded time, also when the
storage does not answer at all; Zope itself would wait with it.
"""

import logging
import threading
from collections.abc import Callable, Iterable

from transaction import TransactionManager
from ZODB.utils import z64

from permitdesk.core.connections import discard

logger = logging.getLogger("permitdesk.health")

ALIVE, READY = "/@@alive", "/@@ready"
PATIENCE = 4.0  # seconds; below the time-out of whoever asks


def answer(path: str, start_response: Callable) -> Iterable[bytes] | None:
    """The answer to a probe; None for any other address."""
    if path == ALIVE:
        return _say(start_response, "200 OK", b"alive\n")
    if path != READY:
        return None
    if _probe.ask(PATIENCE):
        return _say(start_response, "200 OK", b"ready\n")
    return _say(start_response, "503 Service Unavailable", b"not ready\n")


class Probe:
    """Asks a question that may never be answered; at most one is under way."""

    def __init__(self, question: Callable[[], None]) -> None:
        self._question = question
        self._lock = threading.Lock()
        self._attempt: _Attempt | None = None

    def ask(self, patience: float) -> bool:
        """Whether an answer came within ``patience`` seconds, and was no error."""
        with self._lock:
            if self._attempt is None or self._attempt.over.is_set():
                self._attempt = _Attempt(self._question)
                self._attempt.start()
            attempt = self._attempt
        return attempt.over.wait(patience) and attempt.answered


class _Attempt(threading.Thread):
    def __init__(self, question: Callable[[], None]) -> None:
        super().__init__(name="permitdesk-ready", daemon=True)
        self._question = question
        self.over = threading.Event()
        self.answered = False

    def run(self) -> None:
        try:
            self._question()
            self.answered = True
        except Exception as error:  # whatever it is, this process cannot serve
            logger.warning("The storage does not answer: %s", type(error).__name__)
        finally:
            self.over.set()


def ask_storage(database) -> None:
    """Ask the storage of a database something that no cache answers; raises its error."""
    # A connection's own storage: with RelStorage each has its own link to the database.
    connection = database.open(transaction_manager=TransactionManager())
    try:
        # ZEO sends this to its server, FileStorage reads the file.
        connection._storage.history(z64, size=1)
    except BaseException:
        discard(connection)
        raise
    finally:
        connection.close()


def _ask_this_portals_storage() -> None:
    import Zope2

    ask_storage(Zope2.DB)


_probe = Probe(_ask_this_portals_storage)


def _say(start_response: Callable, status: str, body: bytes) -> Iterable[bytes]:
    start_response(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Robots-Tag", "noindex"),
        ],
    )
    return [body]
