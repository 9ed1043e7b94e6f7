"""The small markup of a template, and how values come into it. Pure, and safe by its shape.

A text is parsed into blocks first, and only then filled: a value is never read as markup, and
neither is ever read as Typst. ``# `` begins a heading, ``## `` one below it, ``- `` an item of a
list, an empty line ends a paragraph; ``{name}`` is a placeholder. There is nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from permitdesk.core.texts import Shown, joined, listed

HEADING, SUBHEADING, PARAGRAPH, LIST = "heading", "subheading", "paragraph", "list"
_PLACE = re.compile(r"\{([a-z_]{1,40})\}")
_MARKS = (("## ", SUBHEADING), ("# ", HEADING))


@dataclass(frozen=True)
class Block:
    """A heading or paragraph has one text, a list one for each item."""

    kind: str
    texts: tuple[Shown, ...]


# Of a letter when its placeholders are filled: far more than any that is read.
LONGEST, MOST_TEXTS = 200_000, 2000


class TooLongError(ValueError):
    """A text would become too long with its values."""


class _Room:
    """Counts what is filled, before it is put together: what is short by itself can be endless
    with its values."""

    def __init__(self) -> None:
        self.length, self.texts = LONGEST, MOST_TEXTS

    def take(self, *texts: Shown) -> None:
        for text in texts:
            self.length -= len(str(text))
        if self.length < 0:
            raise TooLongError

    def take_text(self) -> None:
        self.texts -= 1
        if self.texts < 0:
            raise TooLongError


# One text, the items of a list, or blocks of their own.
Value = Shown | tuple[Shown, ...] | tuple[Block, ...]


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Everything is valid; what means nothing is a paragraph."""
    return tuple(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    kind, kept = PARAGRAPH, []
    for line in (*lines, ""):
        said, mark = line.strip(), PARAGRAPH
        for start, heading in _MARKS:
            if said.startswith(start):
                said, mark = said.removeprefix(start).strip(), heading
                break
        else:
            if said.startswith("- "):
                said, mark = said.removeprefix("- ").strip(), LIST
        if kept and (mark != kind or not said):
            yield _block(kind, kept)
            kept = []
        if said and mark in (HEADING, SUBHEADING):
            yield Block(mark, (said,))
        elif said:
            kind = mark
            kept.append(said)


def _block(kind: str, kept: list[str]) -> Block:
    return Block(kind, tuple(kept) if kind == LIST else ("\n".join(kept),))


def placeholders(text: str) -> tuple[str, ...]:
    """The names in a text, each once, in their order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def occurrences(text: str) -> Mapping[str, int]:
    """How often each name is in a text, in their order."""
    return Counter(_PLACE.findall(text))


def fill(blocks: Iterable[Block], values: Mapping[str, Value]) -> tuple[Block, ...]:
    """The blocks with values in place of the placeholders; one without a value stays as it is.

    An item of a list with the placeholder of a list becomes an item for each; a paragraph that is
    nothing but the placeholder of blocks becomes these. Raises ``TooLongError``.
    """
    room = _Room()
    return tuple(each for block in blocks for each in _filled(block, values, room))


def _filled(block: Block, values: Mapping[str, Value], room: _Room) -> Iterator[Block]:
    only = _PLACE.fullmatch(str(block.texts[0])) if len(block.texts) == 1 else None
    value = values.get(only[1]) if only else None
    if block.kind == PARAGRAPH and _is_blocks(value):
        for each in value:
            for text in each.texts:
                room.take_text()
                room.take(text)
            yield each
        return
    if block.kind != LIST:
        yield Block(block.kind, (_line(str(block.texts[0]), values, room),))
        return
    items = tuple(item for text in block.texts for item in _items(str(text), values, room))
    if items:
        yield Block(LIST, items)


def _items(text: str, values: Mapping[str, Value], room: _Room) -> Iterator[Shown]:
    name = next(
        (each for each in placeholders(text) if _is_list(values.get(each))),
        None,
    )
    if name is None:
        yield _line(text, values, room)
        return
    for item in values[name]:
        yield _line(text, {**values, name: item}, room)


def line(text: str, values: Mapping[str, Value]) -> Shown:
    """One line with its values; a list within it is separated by commas. Raises
    ``TooLongError``."""
    return _line(text, values, _Room())


def _line(text: str, values: Mapping[str, Value], room: _Room) -> Shown:
    room.take_text()
    said = []
    for number, part in enumerate(_PLACE.split(text)):
        if part:
            shown = _in_line(part, values) if number % 2 else part
            room.take(shown)
            said.append(shown)
    return joined(*said)


def _in_line(name: str, values: Mapping[str, Value]) -> Shown:
    value = values.get(name)
    if value is None:
        return f"{{{name}}}"
    if _is_blocks(value):
        return listed([text for block in value for text in block.texts], " ")
    return listed(value) if isinstance(value, tuple) else value


def _is_blocks(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Block)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple) and not _is_blocks(value)


def drawn(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """The blocks as ``theme.render_pdf`` takes them. Below the title of a letter no level is left
    out, as PDF/UA wants it."""
    found, under_heading = [], False
    for block in blocks:
        kind = block.kind
        if kind == HEADING:
            under_heading = True
        elif kind == SUBHEADING and not under_heading:
            kind = HEADING
        if kind == LIST:
            found.append({"kind": LIST, "items": [{"text": text} for text in block.texts]})
        else:
            found.append({"kind": kind, "text": block.texts[0]})
    return found
