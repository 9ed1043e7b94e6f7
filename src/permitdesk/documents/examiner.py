"""The portal's side of ``examination``: keeps a few of its processes ready."""

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from queue import Empty, SimpleQueue

from permitdesk.documents.refusal import Refused

SECONDS = 15
_idle: SimpleQueue = SimpleQueue()
# More at once would only compete for the processor; who comes third waits.
_places = threading.BoundedSemaphore(2)


def examined(data: bytes, content_type: str) -> int:
    """Return the number of pages of a PDF or picture, or raise ``Refused``."""
    with _places:
        process = _ready()
        watch = threading.Timer(SECONDS, process.kill)
        watch.start()
        try:
            process.stdin.write(f"{content_type} {len(data)}\n".encode() + data)
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            watch.cancel()
        if not line:  # stopped by the clock, or the parser crashed
            _end(process)
            raise Refused("too-complex")
        _idle.put(process)
    answer = json.loads(line)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["values"])
    return answer["pages"]


def _ready() -> subprocess.Popen:
    while True:
        try:
            process = _idle.get_nowait()
        except Empty:
            break
        if process.poll() is None:
            return process
        _end(process)
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "permitdesk.documents.examination"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers quote what they could not read
        env={},
    )


def _end(process: subprocess.Popen) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError):  # what it was never able to read
            pipe.close()
    process.wait()


@atexit.register
def _end_all() -> None:
    while not _idle.empty():
        _end(_idle.get())
