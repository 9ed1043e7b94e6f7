"""Reads JSON whose long texts are files: they never are in memory, only what is around them.

A submission through the API holds its documents as base64 within one JSON text. Python's parser
wants all of it in memory, more than twice. So the body is read by chunks, each text above LONG
goes into a temporary file as it stands, and the parser gets a short mark in its place.
"""

import binascii
import json
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from permitdesk.documents import nameless

LONG = 64 * 1024  # bytes; no answer is as long
MOST_AROUND = 4 * 1024 * 1024  # bytes of JSON without the long texts
_CHUNK = 64 * 1024
_SPECIAL = re.compile(rb'["\\]')
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_WRITTEN = {b"/": b"/", b"n": b"", b"r": b"", b"t": b""}  # how programs write / and line ends
_BLANKS = b" \t\r\n"


class TooMuchError(ValueError):
    """More bytes than were allowed."""


class Lifted:
    """A JSON text and its long texts as files; close it when they are not needed any more.

    Raises ``ValueError`` or ``RecursionError`` for what is no JSON, ``TooMuchError`` for too much.
    """

    def __init__(self, body: BinaryIO, most: int) -> None:
        self._prefix = secrets.token_hex(16)  # nobody can send a mark of ours
        self._files: dict[str, BinaryIO] = {}
        self._made = 0
        self.opened = ExitStack()
        try:
            around = _Around(self)
            size = 0
            while chunk := body.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise TooMuchError(size)
                around.feed(chunk)
            self.data = json.loads(bytes(around.text), parse_constant=_no_constant)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.opened.close()

    def new_file(self) -> tuple[str, BinaryIO]:
        """A mark, and the file that it stands for."""
        mark = f"{self._prefix}-{self._made}"
        self._made += 1
        self._files[mark] = self.opened.enter_context(nameless())
        return mark, self._files[mark]

    def base64(self, text: str, target: BinaryIO) -> None:
        """Decode a text of this JSON into ``target``; raises ``binascii.Error``."""
        written = self._files.pop(text, None)
        decode = _Decoder(target)
        if written is None:
            decode.feed(text.encode())
        else:
            written.seek(0)
            for piece in _unescaped(written):
                decode.feed(piece)
            written.close()
        decode.end()

    @property
    def is_used_up(self) -> bool:
        """Whether each long text was the content of a file: nothing else may be as long."""
        return not self._files


class _Around:
    """What is left of a JSON text when its long texts are taken out."""

    def __init__(self, lifted: Lifted) -> None:
        self.text = bytearray()
        self._lifted = lifted
        self._inside = self._escaped = False
        self._start = 0
        self._mark, self._file = "", None

    def feed(self, chunk: bytes) -> None:
        at = 0
        while at < len(chunk):
            if not self._inside:
                quote = chunk.find(b'"', at)
                end = len(chunk) if quote < 0 else quote + 1
                self.text += chunk[at:end]
                self._inside, self._start, at = quote >= 0, len(self.text), end
            elif self._escaped:
                self._add(chunk[at : at + 1])
                self._escaped, at = False, at + 1
            else:
                found = _SPECIAL.search(chunk, at)
                end = found.start() if found else len(chunk)
                self._add(chunk[at:end])
                at = end + 1
                if found and found[0] == b'"':
                    self._close()
                elif found:
                    self._add(b"\\")
                    self._escaped = True
            if len(self.text) > MOST_AROUND:
                raise TooMuchError(len(self.text))

    def _add(self, piece: bytes) -> None:
        if self._file is not None:
            self._file.write(piece)
            return
        self.text += piece
        if len(self.text) - self._start > LONG:
            self._mark, self._file = self._lifted.new_file()
            self._file.write(self.text[self._start :])
            del self.text[self._start :]

    def _close(self) -> None:
        if self._file is not None:
            self.text += self._mark.encode()
        self.text += b'"'
        self._inside, self._file = False, None


class _Decoder:
    """Base64 by pieces, strictly: nothing foreign in it, filling at its end only."""

    def __init__(self, target: BinaryIO) -> None:
        self._target, self._rest, self._ended = target, b"", False

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece.translate(None, _BLANKS)
        whole = len(text) // 4 * 4
        self._rest = text[whole:]
        if whole:
            if self._ended:
                raise binascii.Error("more after the end")
            self._ended = text[whole - 1 : whole] == b"="
            self._target.write(binascii.a2b_base64(text[:whole], strict_mode=True))

    def end(self) -> None:
        if self._rest:
            raise binascii.Error("cut off")
        self._target.seek(0)


def _unescaped(written: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while chunk := written.read(_CHUNK):
        text = rest + chunk
        rest = b""
        if text.endswith(b"\\"):  # at most one escape ends here: base64 has no backslash
            text, rest = text[:-1], b"\\"
        yield _ESCAPED.sub(_meant, text)
    if rest:
        raise binascii.Error("cut off")


def _meant(found: re.Match[bytes]) -> bytes:
    if found[1] not in _WRITTEN:
        raise binascii.Error("no base64")
    return _WRITTEN[found[1]]


def _no_constant(name: str):
    raise ValueError(name)  # NaN and Infinity are no JSON
