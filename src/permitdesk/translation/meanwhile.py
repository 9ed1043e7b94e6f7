"""Two people at the texts of one language: what one of them typed, what others did meanwhile.
Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from permitdesk.translation.entry import MACHINE, TRANSLATED, Entry, seen
from permitdesk.translation.screening import on_one_line, tidy


@dataclass(frozen=True)
class Typed:
    """A text as it was sent; ``stamp`` names what the person had seen."""

    key: str
    stamp: str
    text: str
    state: str
    comment: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether the person changed anything in it."""
        return seen(self.text, self.state, self.comment) != self.stamp[:12]


def typed(key: str, stamp: str, text: str, state: str, comment: str) -> Typed:
    """A text, tidied as it would be kept."""
    return Typed(key, stamp, tidy(text), state, on_one_line(comment))


@dataclass(frozen=True)
class SortedOut:
    """What is to be saved, and the keys of those that others changed meanwhile or that are gone."""

    to_save: tuple[Entry, ...]
    overtaken: tuple[str, ...]
    gone: tuple[str, ...]


def sorted_out(rows: Iterable[Typed], now: Mapping[str, Entry]) -> SortedOut:
    """Only what the person touched counts; one that somebody else changed is not saved over,
    unless both wrote the same."""
    to_save, overtaken, gone = [], [], []
    for row in rows:
        if not row.is_touched:
            continue
        entry = now.get(row.key)
        if entry is None:
            gone.append(row.key)
            continue
        wanted = replace(entry, text=row.text, state=row.state, comment=row.comment)
        if wanted == entry:
            continue
        if row.stamp != entry.stamp:
            overtaken.append(row.key)
            continue
        if row.state == entry.state == MACHINE and row.text != entry.text:
            wanted = replace(wanted, state=TRANSLATED)  # a person has worked on it
        to_save.append(wanted)
    return SortedOut(tuple(to_save), tuple(overtaken), tuple(gone))
