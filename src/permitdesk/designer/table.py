"""The table of a language: what is looked for, what comes next. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from permitdesk.core.folding import fold
from permitdesk.translation import Entry

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
