"""A file on its way in: copied by chunks into a temporary file that has no name."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from permitdesk.documents.refusal import Refused

CHUNK = 64 * 1024


@dataclass(frozen=True)
class Received:
    """The bytes exactly as received; ``sha256`` is hex."""

    file: BinaryIO
    size: int
    sha256: str


def receive(stream: BinaryIO, max_bytes: int) -> Received:
    """Copy a stream from its beginning, at most ``max_bytes`` and one; raises ``Refused``.

    Only a chunk at a time is in memory. Leaves both streams at their beginning.
    """
    stream.seek(0)
    copy, digest, size = nameless(), hashlib.sha256(), 0
    try:
        while chunk := stream.read(min(CHUNK, max_bytes + 1 - size)):
            digest.update(chunk)
            copy.write(chunk)
            size += len(chunk)
            if size > max_bytes:
                raise Refused("too-large", limit=max_bytes // (1024 * 1024))
        if not size:
            raise Refused("empty")
    except BaseException:
        copy.close()
        raise
    finally:
        stream.seek(0)
    copy.seek(0)
    return Received(copy, size, digest.hexdigest())


def measured(file: BinaryIO) -> Received:
    """What another process has written into a file of ours."""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return Received(file, size, digest)


def again(file: BinaryIO) -> BinaryIO:
    """Another file object at the beginning of the same bytes; closing it leaves ``file`` open."""
    file.seek(0)
    return open(os.dup(file.fileno()), "rb")  # noqa: PTH123 - there is no path


def nameless() -> BinaryIO:
    """A temporary file without a name: it ends with its last reader, whatever happens.

    Without a buffer: two processes share its place of reading.
    """
    return tempfile.TemporaryFile("w+b", buffering=0)
