"""Blanks in a HEIC photo what is not its picture: Exif with position and camera, XMP, film clips.

The file keeps its length and the picture its bytes: what is blanked is overwritten where it lies
(ISO/IEC 14496-12, 8.11; 23008-12). How the photo is turned stands beside the picture and stays.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from permitdesk.documents.orientation import NOTHING

_KEPT = {b"ftyp", b"meta", b"mdat", b"free", b"skip"}
_BLANKED = {
    b"Exif": b"\0\0\0\0" + NOTHING,
    b"mime": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    b"uri ": b"",
}


@dataclass(frozen=True)
class _Box:
    kind: bytes
    start: int
    body: int
    end: int


def without_metadata(data: bytes) -> bytes:
    """Return the same photo without what it tells besides. Raises ``ValueError`` for a torn one."""
    whole = bytearray(data)
    boxes = list(_boxes(data, 0, len(data)))
    meta = next((box for box in boxes if box.kind == b"meta"), None)
    if meta is None:
        raise ValueError("a film, no photo")
    for box in boxes:
        if box.kind not in _KEPT or box.kind in (b"free", b"skip"):
            whole[box.start + 4 : box.start + 8] = b"free"
            whole[box.body : box.end] = bytes(box.end - box.body)
    inner = {box.kind: box for box in _boxes(data, meta.body + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        raise ValueError("no list of items")
    kinds = dict(_items(data, inner[b"iinf"]))
    for item, start, end in _places(data, inner[b"iloc"], inner.get(b"idat")):
        if kinds.get(item) not in _BLANKED:
            continue
        if not 0 <= start <= end <= len(data):
            raise ValueError("an item lies outside")
        content = _BLANKED[kinds[item]]
        filling = b" " if kinds[item] == b"mime" else b"\0"
        if len(content) > end - start:
            content = b""
        whole[start:end] = content.ljust(end - start, filling)
    return bytes(whole)


def last_end(data: bytes) -> int:
    """Where the last whole box ends; what follows is no part of the photo."""
    end = 0
    try:
        for box in _boxes(data, 0, len(data)):
            end = box.end
    except ValueError:
        pass
    return end


def _boxes(data: bytes, at: int, limit: int) -> Iterator[_Box]:
    while at < limit:
        if limit - at < 8:
            raise ValueError("a box is cut off")
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = _numbers(">Q", data, body)
            body += 8
        end = limit if size == 0 else at + size
        if end < body or end > limit:
            raise ValueError("a box is cut off")
        yield _Box(kind, at, body, end)
        at = end


def _items(data: bytes, iinf: _Box) -> Iterator[tuple[int, bytes]]:
    """The kind of each item, by its number."""
    first = iinf.body + 4 + (2 if data[iinf.body] == 0 else 4)
    for box in _boxes(data, first, iinf.end):
        version = data[box.body]
        if box.kind != b"infe" or version < 2:
            continue
        form, at = (">H", box.body + 4) if version == 2 else (">I", box.body + 4)
        (number,) = _numbers(form, data, at)
        at += struct.calcsize(form) + 2
        yield number, data[at : at + 4]


def _places(data: bytes, iloc: _Box, idat: _Box | None) -> Iterator[tuple[int, int, int]]:
    """Number, beginning and end of each part of each item."""
    version = data[iloc.body]
    sizes, more = _numbers(">BB", data, iloc.body + 4)
    wide = (sizes >> 4, sizes & 15, more >> 4, more & 15 if version else 0)
    count = ">H" if version < 2 else ">I"
    at = iloc.body + 6
    (items,) = _numbers(count, data, at)
    at += struct.calcsize(count)

    def number(width: int) -> int:
        nonlocal at
        if at + width > iloc.end:
            raise ValueError("the list of places is cut off")
        at += width
        return int.from_bytes(data[at - width : at])

    for _ in range(items):
        item = number(struct.calcsize(count))
        method = number(2) & 15 if version else 0
        number(2)  # always this file
        base = number(wide[2])
        for _part in range(number(2)):
            number(wide[3])
            start, length = base + number(wide[0]), number(wide[1])
            if method == 1 and idat is not None:
                start += idat.body
            elif method:
                continue  # built from other items, which are in the list themselves
            yield item, start, start + length


def _numbers(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error as error:
        raise ValueError("cut off") from error
