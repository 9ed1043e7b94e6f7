"""The table of a language: what is looked for, what was typed into it, what others did meanwhile.
Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from permitdesk.core.folding import fold
from permitdesk.translation import MACHINE, TRANSLATED, Entry, on_one_line, seen, tidy

BATCH = 50
OPEN = "open"  # whatever somebody has to work on
DEPARTS = "departs"  # uses another word than the one agreed on


@dataclass(frozen=True)
class Sought:
    """What the table is narrowed to; ``state`` may be ``open`` or ``departs``, ``step`` is a step's
    name."""

    state: str = ""
    step: str = ""
    words: str = ""


def found(
    entries: Iterable[Entry],
    sought: Sought,
    steps: Mapping[str, str],
    departing: Collection[str] = (),
) -> list[Entry]:
    """The entries that fit; ``steps`` gives the step of each key, ``departing`` are the keys of
    those that depart from the agreed words. Words are looked for in the
    German, the translation, the comment and the place, each as the beginning of a word or not."""
    words = fold(sought.words).split()

    def fits(entry: Entry) -> bool:
        if sought.state == OPEN and not entry.is_open:
            return False
        if sought.state == DEPARTS and entry.key not in departing:
            return False
        if sought.state not in ("", OPEN, DEPARTS, entry.state):
            return False
        if sought.step and steps.get(entry.key, "") != sought.step:
            return False
        if not words:
            return True
        whole = " ".join(map(fold, (entry.source, entry.text, entry.comment, entry.place)))
        return all(word in whole for word in words)

    return [entry for entry in entries if fits(entry)]


def following(entries: Sequence[Entry], key: str) -> str:
    """The key of the next open text behind ``key``, else of the first one; empty for none."""
    keys = [entry.key for entry in entries]
    place = keys.index(key) + 1 if key in keys else 0
    around = [*entries[place:], *entries[:place]]
    return next((each.key for each in around if each.is_open and each.key != key), "")


@dataclass(frozen=True)
class Typed:
    """A row as it was sent; ``stamp`` names what the person had seen."""

    key: str
    stamp: str
    text: str
    state: str
    comment: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether the person changed anything in the row."""
        return seen(self.text, self.state, self.comment) != self.stamp[:12]


def typed(key: str, stamp: str, text: str, state: str, comment: str) -> Typed:
    """A row, tidied as it would be kept."""
    return Typed(key, stamp, tidy(text), state, on_one_line(comment))


@dataclass(frozen=True)
class SortedOut:
    """What is to be saved, and the keys of rows that others changed meanwhile or that are gone."""

    to_save: tuple[Entry, ...]
    overtaken: tuple[str, ...]
    gone: tuple[str, ...]


def sorted_out(rows: Iterable[Typed], now: Mapping[str, Entry]) -> SortedOut:
    """Only rows that the person touched count; one that somebody else changed is not saved over,
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
