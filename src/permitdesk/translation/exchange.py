"""What a file of translations would change, and what of it is refused and why. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.unreadable import UnreadableError
from permitdesk.translation.entry import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    SAID,
    TRANSLATED,
    Entry,
)
from permitdesk.translation.screening import on_one_line, tidy, wrong

MOST_BYTES = 4_000_000
MOST_ENTRIES = 20_000

UNKNOWN = _("translation_import_unknown", default="Diesen Text gibt es hier nicht.")
GERMAN_CHANGED = _(
    "translation_import_german",
    default="Der deutsche Text ist jetzt anders als in der Datei.",
)
EMPTY = _(
    "translation_import_empty",
    default="Die Datei hat hier keine Übersetzung. Die vorhandene bleibt.",
)
TWICE = _("translation_import_twice", default="Dieser Text steht mehrmals in der Datei.")


TOO_LARGE = _("translation_file_too_large", default="Die Datei ist zu groß.")
TOO_MANY = _("translation_file_too_many", default="Die Datei hat zu viele Einträge.")


class UnreadableFileError(UnreadableError):
    """Not a file that can be used."""


@dataclass(frozen=True)
class Refused:
    entry: Entry
    reasons: tuple[Message, ...]


@dataclass(frozen=True)
class Plan:
    """``taken`` is what would be saved, as it would then be; ``unchanged`` counts what is so
    already."""

    taken: tuple[Entry, ...]
    refused: tuple[Refused, ...]
    unchanged: int


def plan(
    known: Mapping[str, Entry],
    incoming: Iterable[Entry],
    wrong_in: Callable[[Entry, str], list[Message]] = lambda now, text: wrong(now.source, text),
) -> Plan:
    """What importing would do. An entry's ``state`` is empty where the file cannot say one;
    ``wrong_in`` tells what is wrong with a text in place of one that is known."""
    taken, refused, unchanged = [], [], 0
    done: set[str] = set()
    for entry in incoming:
        now = known.get(entry.key)
        reasons = _reasons(now, entry, done, wrong_in)
        done.add(entry.key)
        if reasons:
            refused.append(Refused(entry, tuple(reasons)))
            continue
        after = _after(now, entry)
        if after == now:
            unchanged += 1
        else:
            taken.append(after)
    return Plan(tuple(taken), tuple(refused), unchanged)


def _reasons(now: Entry | None, entry: Entry, done: set[str], wrong_in) -> list[Message]:
    if entry.key in done:
        return [TWICE]
    if now is None:
        return [UNKNOWN]
    if entry.source != now.source:
        return [GERMAN_CHANGED]
    if not tidy(entry.text):
        return [EMPTY] if now.text else []
    return wrong_in(now, tidy(entry.text))


def _after(now: Entry, entry: Entry) -> Entry:
    text, comment = tidy(entry.text), on_one_line(entry.comment) or now.comment
    if text == now.text:
        # The same words: a file may say that they are finished, reviewed, still true; that they
        # were reviewed, or made by a machine, it does not take back.
        finished = entry.state == TRANSLATED and now.state in (REVIEWED, MACHINE)
        state = entry.state if entry.state in SAID and not finished else now.state
    elif entry.state in SAID:
        state = entry.state
    else:
        # Other words that the file itself calls outdated or missing are not finished.
        state = IN_WORK if entry.state in (OUTDATED, MISSING) else TRANSLATED
    return replace(now, text=text, comment=comment, state=state)
