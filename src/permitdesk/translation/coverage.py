"""How far a language is, and whether the office's policy lets people use it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from permitdesk.translation.entry import MACHINE, OUTDATED, REVIEWED, STATES, TRANSLATED, Entry

READY, USABLE, BLOCKED = "ready", "usable", "blocked"


@dataclass(frozen=True)
class Policy:
    """What the office asks of a language.

    ``ready`` and ``usable`` are shares of texts in percent. Below ``usable``, or where a text of a
    ``required`` kind is missing, the language is blocked. ``outdated_counts``: an outdated text
    counts as missing. ``review_needed``: only what somebody reviewed counts for *ready*.
    """

    ready: int = 100
    usable: int = 0
    required: frozenset[str] = frozenset()
    outdated_counts: bool = False
    review_needed: bool = False


@dataclass(frozen=True)
class Coverage:
    """``counts`` by state; ``done`` and ``reviewed`` in percent, rounded down, so that 100 is all.

    ``lacking`` are the required kinds of which something is missing.
    """

    counts: dict[str, int]
    total: int
    done: int
    reviewed: int
    readiness: str
    lacking: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        return self.total - sum(self.counts[each] for each in (TRANSLATED, REVIEWED, MACHINE))


def coverage(entries: Iterable[Entry], policy: Policy) -> Coverage:
    """How far a language is, and what the policy says to it."""
    entries = tuple(entries)
    counts = Counter(each.state for each in entries)
    done = {TRANSLATED, REVIEWED, MACHINE} | (set() if policy.outdated_counts else {OUTDATED})

    def counts_as_done(entry: Entry) -> bool:
        # Under a draft lies what people see meanwhile, or nothing; ``text`` is the draft.
        return entry.state in done

    total = len(entries)
    share = _share(sum(map(counts_as_done, entries)), total)
    reviewed = _share(counts[REVIEWED], total)
    lacking = sorted(
        {each.kind for each in entries if each.kind in policy.required and not counts_as_done(each)}
    )
    if lacking or share < policy.usable:
        readiness = BLOCKED
    elif (reviewed if policy.review_needed else share) >= policy.ready:
        readiness = READY
    else:
        readiness = USABLE
    by_state = {state: counts[state] for state in STATES}
    return Coverage(by_state, total, share, reviewed, readiness, tuple(lacking))


def _share(part: int, total: int) -> int:
    return part * 100 // total if total else 100
