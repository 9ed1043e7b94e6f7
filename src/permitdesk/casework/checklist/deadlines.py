"""The office's deadlines, and how they pause while the applicant is asked for something. Pure.

A pause begins on the day on which staff ask, and ends on the day on which everything asked for is
there or is no longer needed. Not taking a document only marks it: nothing pauses before staff ask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from permitdesk.casework.checklist.facts import Fact, Unwanted, Wanted
from permitdesk.casework.checklist.states import answers
from permitdesk.casework.periods import Length
from permitdesk.core import clock


@dataclass(frozen=True)
class Pause:
    """From the day on which the office asked to the day on which it had everything; ``until`` is
    None while it still waits. ``because`` are the keys of what was asked for."""

    since: date
    until: date | None
    because: tuple[str, ...]

    def days(self, today: date) -> int:
        """How many days it lasted, or has lasted so far; never below 0."""
        return max(0, ((today if self.until is None else self.until) - self.since).days)


@dataclass(frozen=True)
class Deadline:
    """``due`` is the last day, all pauses so far counted; while ``paused_since`` is set, it moves
    on by a day each day."""

    due: date
    paused_since: date | None = None
    because: tuple[str, ...] = ()
    days_paused: int = 0

    def is_overdue(self, today: date) -> bool:
        return self.paused_since is None and self.due < today


def deadline_of(
    facts: Sequence[Fact],
    start: date,
    length: Length | int,
    today: date,
    pauses_count: bool = True,
) -> Deadline:
    """When a deadline that began on ``start`` ends. A number is one of days.

    A pause counts only if it began before the deadline was over.
    """
    if isinstance(length, int):
        length = Length(length)
    due, total = length.after(start), 0
    for pause in pauses(facts) if pauses_count else ():
        if pause.since > due:
            break
        days = pause.days(today)
        due, total = due + timedelta(days=days), total + days
        if pause.until is None:
            return Deadline(due, pause.since, pause.because, total)
    return Deadline(due, days_paused=total)


def pauses(facts: Sequence[Fact]) -> list[Pause]:
    """When the office waited for its applicant: in order, without overlaps."""
    found: list[Pause] = []
    for since, until, what in sorted(_waits(facts), key=lambda each: (each[0], each[2])):
        begin, end = clock.day_of(since), None if until is None else clock.day_of(until)
        last = found[-1] if found else None
        if last is None or (last.until is not None and last.until < begin):
            found.append(Pause(begin, end, (what,)))
            continue
        ends = None if last.until is None or end is None else max(last.until, end)
        found[-1] = Pause(last.since, ends, tuple(dict.fromkeys((*last.because, what))))
    return found


def _waits(facts: Sequence[Fact]) -> Iterator[tuple[datetime, datetime | None, str]]:
    """Each single thing that was waited for: since when, until when, what."""
    for fact in facts:
        match fact:
            case Wanted():
                ends = [each.at for each in answers(fact, facts)]
                ends += _taken_back(facts, {fact.key})
                yield fact.at, min(ends, default=None), fact.key


def _taken_back(facts: Sequence[Fact], keys: set[str]) -> list[datetime]:
    return [each.at for each in facts if isinstance(each, Unwanted) and each.key in keys]
