"""What a page shows besides questions: frozen values, drawn by the macros of ``macros/``.

Everything here is plain text; the template escapes it. A ``str`` is in the language of the page,
what is not carries its language (``core.texts``) and is marked where it is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.core.texts import Shown

_ICONS = {"stop": "danger", "info": "info", "warning": "warning", "success": "success"}


@dataclass(frozen=True)
class Notice:
    """A box with an icon and a word. ``kind``: ``info``, ``warning``, ``stop``, ``success``."""

    kind: str
    title: Shown
    text: Shown = ""
    links: Sequence[tuple[str, str]] = ()  # what is read, and where it leads

    @property
    def style(self) -> str:
        return _ICONS[self.kind]


@dataclass(frozen=True)
class Badge:
    """A state in a word. ``kind``: ``neutral``, ``info``, ``warning``, ``stop``, ``success``."""

    kind: str
    text: str

    @property
    def style(self) -> str:
        return _ICONS.get(self.kind, "")


@dataclass(frozen=True)
class Answer:
    """A line of *check your answers*. ``values`` are one line each; ``change`` is an address."""

    question: Shown
    values: Sequence[Shown]
    change: str = ""
    german: str = ""  # the German question, where it stands beside the translation
    isolate: bool = True  # names, numbers, references keep their own direction
    missing: bool = False
    rows: Sequence["AnswerRow"] = ()  # of a group, in place of values


@dataclass(frozen=True)
class AnswerRow:
    """A row of a group with a heading of its own: *Aufenthaltstitel 2*."""

    title: Shown
    answers: Sequence[Answer]
    german: str = ""


@dataclass(frozen=True)
class Prerequisite:
    """What the law asks for, beside somebody's answers, with a state in a word."""

    title: Shown
    state: Badge
    text: Shown
    answers: Sequence[Shown] = ()
    note: Shown = ""


@dataclass(frozen=True)
class Task:
    """A line of a task list."""

    title: Shown
    state: Badge
    address: str = ""
    hint: Shown = ""


@dataclass(frozen=True)
class Fact:
    """A term and what it means here. ``isolate`` for names, numbers, references."""

    term: Shown
    value: Shown
    isolate: bool = False


@dataclass(frozen=True)
class Card:
    """An entrance: a title that is a link, and for whom or what."""

    title: Shown
    address: str
    text: Shown = ""
    note: Shown = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table for staff. ``isolate`` for names, numbers, references."""

    text: str
    address: str = ""
    badge: Badge | None = None
    numeric: bool = False
    isolate: bool = False
    marks: Sequence[Badge] = ()  # beside the text


@dataclass(frozen=True)
class Table:
    """A dense table. Each row's first cell is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def is_numeric(self, column: int) -> bool:
        return bool(self.rows) and self.rows[0][column].numeric

    def label_of(self, column: int, cell: Cell) -> str | None:
        """The column's name, said beside the cell where a phone has no room for columns."""
        return self.columns[column] if cell.text or cell.badge or cell.marks else None


@dataclass(frozen=True)
class Pages:
    """Where a long list can go on; empty addresses are not shown. ``position``: "1–30 von 412"."""

    position: str
    previous: str = ""
    next: str = ""
