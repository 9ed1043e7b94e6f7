"""The portal's side of ``examination``: keeps a few of its processes ready, hands them files."""

import atexit
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import BinaryIO

from permitdesk.documents.received import nameless
from permitdesk.documents.refusal import Refused

SECONDS = 15
SECONDS_TO_LOOK = 6
SECONDS_TO_WAIT = 1
TO_START = 60
_idle: SimpleQueue = SimpleQueue()
# More at once would only compete for the processor; who comes third waits.
_places = threading.BoundedSemaphore(2)
_looking = threading.BoundedSemaphore(1)
# Who looks, and one who waits for that: the portal's other threads stay free for everybody else.
_at_the_door = threading.BoundedSemaphore(2)


class BusyError(RuntimeError):
    """Somebody else is looking: not now, but in a moment."""


@dataclass(frozen=True)
class Examined:
    """``written`` is what to keep in the document's place; None where it stays as it is."""

    pages: int
    written: BinaryIO | None


def examined(source: BinaryIO, content_type: str) -> Examined:
    """Look at a document; raises ``Refused``."""
    return _done([source], do="examine", type=content_type)


def upright(source: BinaryIO, content_type: str, if_needed: bool = False) -> Examined:
    """A picture as the office reads it, a JPEG; raises ``Refused``."""
    return _done([source], do="upright", type=content_type, if_needed=if_needed)


def joined(pictures: Sequence[BinaryIO], title: str) -> Examined:
    """Upright JPEGs as one PDF, in their order; raises ``Refused``."""
    return _done(pictures, do="join", title=title[:200])


def page_image(source: BinaryIO, content_type: str, page: int, longest: int) -> Examined:
    """A page from 1 as a JPEG to look at; nothing ``written`` for one that there is not.

    Raises ``Refused`` and ``BusyError``. It waits and draws less long than others, and one at a
    time: who looks at papers keeps nobody from sending theirs, nor from reading a page.
    """
    with _a_place(_at_the_door, 0), _a_place(_looking, SECONDS_TO_WAIT):
        return _done(
            [source],
            SECONDS_TO_LOOK,
            SECONDS_TO_WAIT,
            do="page",
            type=content_type,
            page=page,
            longest=longest,
        )


@contextmanager
def _a_place(places: threading.BoundedSemaphore, wait: float | None) -> Iterator[None]:
    """Waits so many seconds for a place, without end for None; raises ``BusyError``."""
    if not places.acquire(timeout=wait):
        raise BusyError
    try:
        yield
    finally:
        places.release()


def _done(
    sources: Sequence[BinaryIO],
    seconds: float = SECONDS,
    wait: float | None = None,
    **asked: object,
) -> Examined:
    """Have a task done. The files are handed over as descriptors: nothing is read here."""
    target = nameless()
    try:
        said = _answer([*sources, target], asked, seconds, wait)
        for source in sources:
            source.seek(0)
        if "refused" in said:
            raise Refused(said["refused"], **said["values"])
    except BaseException:
        target.close()
        raise
    if not said["written"]:
        target.close()
        return Examined(said["pages"], None)
    target.seek(0)
    return Examined(said["pages"], target)


def _answer(
    files: Sequence[BinaryIO], asked: dict[str, object], seconds: float, wait: float | None
) -> dict:
    descriptors = [file.fileno() for file in files]
    with _a_place(_places, wait):
        process = _ready()
        process.line.settimeout(seconds)
        try:
            socket.send_fds(process.line, [json.dumps(asked).encode()], descriptors)
            message = process.line.recv(64 * 1024)
        except (TimeoutError, ConnectionError):
            message = b""
        if not message:  # stopped by the clock, or the parser crashed
            process.end()
            raise Refused("too-complex")
        _idle.put(process)
    return json.loads(message)


class NotStartedError(RuntimeError):
    """There is no process to examine with: a matter of this machine, not of the document."""


class _Process:
    def __init__(self) -> None:
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "permitdesk.documents.examination"],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # parsers quote what they could not read
                env={},
            )
        self.line.settimeout(TO_START)
        try:
            ready = self.line.recv(64)
        except TimeoutError:
            ready = b""
        if not ready:
            self.end()
            raise NotStartedError

    def end(self) -> None:
        self.process.kill()
        self.line.close()
        self.process.wait()


def _ready() -> _Process:
    while True:
        try:
            found = _idle.get_nowait()
        except Empty:
            return _Process()
        if found.process.poll() is None:
            return found
        found.end()


@atexit.register
def _end_all() -> None:
    while not _idle.empty():
        _idle.get().end()
