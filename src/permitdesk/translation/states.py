"""The state of a translation: what follows from its texts, and what somebody said of it. Pure.

A translation that may be shown stands in a room's own table with the German that it translates.
What is known besides is a ``Note``: a draft, who reviewed what, a comment, since when it is
outdated. Without a note a translation counts as translated.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from permitdesk.translation.entry import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    SAID,
    TRANSLATED,
    seen,
)


@dataclass(frozen=True)
class Note:
    """``said`` is a state (``machine``, ``reviewed``) that holds for exactly the texts that ``of``
    names; ``draft`` is unfinished work, which nobody is shown. ``since`` is the day (ISO) on which
    the German changed."""

    said: str = ""
    of: str = ""
    draft: str = ""
    comment: str = ""
    since: str = ""
    by: str = ""
    at: str = ""

    def kept(self) -> dict[str, str]:
        """As it is stored: only what says something."""
        return {name: value for name, value in asdict(self).items() if value}


NOTHING = Note()


def state_of(source: str, before: str, text: str, note: Note = NOTHING) -> str:
    """The state of ``text``, which translates the German ``before``, beside ``source`` of now."""
    if note.draft:
        return IN_WORK
    if not text:
        return MISSING
    if before != source:
        return OUTDATED
    if note.said in (MACHINE, REVIEWED) and note.of == seen(before, text):
        return note.said
    return TRANSLATED


@dataclass(frozen=True)
class Kept:
    """What is stored of one translation: the German, its translation, and the note."""

    before: str = ""
    text: str = ""
    note: Note = NOTHING


def saved(kept: Kept, source: str, text: str, state: str, comment: str, by: str, at: str) -> Kept:
    """What is stored after somebody saved ``text`` in ``state``.

    An unfinished text becomes a draft and leaves what people see. ``missing`` and ``outdated``
    cannot be said: where the text is another one it is translated now, else nothing changes but
    the comment. Who changes a reviewed text has not reviewed it.
    """
    note = replace(kept.note, comment=comment)
    shown = note.draft or kept.text
    if not text:
        # An emptied draft gives back what was there before it.
        if note.draft:
            return Kept(kept.before, kept.text, replace(note, draft="", by=by, at=at))
        return Kept(note=Note(comment=comment, by=by, at=at))
    if state == IN_WORK:
        return Kept(kept.before, kept.text, replace(note, draft=text, by=by, at=at))
    known = state_of(source, kept.before, kept.text, kept.note)
    if text == shown and state == known:
        return Kept(kept.before, kept.text, note)
    if state not in SAID and text == shown:
        return Kept(kept.before, kept.text, note)
    if state == REVIEWED and known == REVIEWED and text != shown:
        state = TRANSLATED
    said = state if state in (MACHINE, REVIEWED) else ""
    of = seen(source, text) if said else ""
    return Kept(source, text, Note(said=said, of=of, comment=comment, by=by, at=at))


def confirmed(kept: Kept, source: str, by: str, at: str) -> Kept:
    """What is stored after somebody said that a translation is still true of the new German.

    What was reviewed stays so: the meaning is the one that was reviewed.
    """
    note = kept.note
    of = seen(source, kept.text) if note.of == seen(kept.before, kept.text) else ""
    said = note.said if of else ""
    return Kept(source, kept.text, replace(note, said=said, of=of, since="", by=by, at=at))


def read_note(kept: Mapping[str, str] | None) -> Note:
    return Note(**kept) if kept else NOTHING
