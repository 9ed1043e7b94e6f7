"""Internal notes: what staff write for each other. No applicant ever sees one.

A note never changes. Who wrote it corrects it by a new one, which stands beside the old, or
withdraws it: then neither its text is shown any more nor that of those in whose place it stands,
and that they were there still is.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from permitdesk.access import actor
from permitdesk.casework import log
from permitdesk.casework.history import NOTE, Telling
from permitdesk.casework.later import Entry
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

LONGEST, MOST = 4000, 500


class NotYoursError(PermissionError):
    """Somebody else wrote the note."""


class TooManyNotesError(ValueError):
    """The case has as many notes as it can hold."""


class Noted(Entry):
    """``key`` is the note's id; ``corrects`` that of the one in whose place it stands."""

    is_news = False


class NoteWithdrawn(Entry):
    """Of the ``note`` with this id."""

    is_news = False


@dataclass(frozen=True)
class Note:
    """``text`` is empty once it is withdrawn; ``corrected_by`` the id of a later one."""

    id: str
    text: str
    by: str
    at: datetime
    corrects: str = ""
    corrected_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def is_current(self) -> bool:
        return not self.corrected_by and not self.withdrawn_at

    @property
    def is_there(self) -> bool:
        """Whether its text is still to be read; a corrected one stands beside its correction."""
        return self.withdrawn_at is None


def notes(case) -> tuple[Note, ...]:
    """All notes, the latest first."""
    return tuple(reversed(told(log.internal(case))))


def told(entries: Iterable[Entry]) -> tuple[Note, ...]:
    """The notes that a log tells of, oldest first."""
    found: dict[str, Note] = {}
    for entry in entries:
        if isinstance(entry, Noted):
            found[entry.key] = Note(entry.key, entry.text, entry.by, entry.at, entry.corrects)
            if entry.corrects in found:
                found[entry.corrects] = replace(found[entry.corrects], corrected_by=entry.key)
        elif isinstance(entry, NoteWithdrawn):
            note = found.get(entry.note)
            while note is not None and note.is_there:
                found[note.id] = replace(note, text="", withdrawn_at=entry.at)
                note = found.get(note.corrects)
    return tuple(found.values())


def add_note(case, text: str, key: str = "", corrects: str = "") -> bool:
    """Write a note; False for one that is there already. With ``corrects`` it stands in the place
    of one of one's own: raises ``NotYoursError`` otherwise, LookupError for one that is not
    current (any more). Raises ``TooManyNotesError``, ``OtherContentError`` as ``log.add``."""
    id_ = key or secrets.token_hex(8)
    entry = Noted(clock.now(), actor(), id_, text=text[:LONGEST], corrects=corrects)
    if log.came_before(case, entry):
        return False
    known = told(log.internal(case))
    if corrects:
        _own([each for each in known if each.is_current], corrects)
    if len(known) >= MOST:
        raise TooManyNotesError(case.reference)
    return log.add(case, entry, "case.note-corrected" if corrects else "case.noted")


def withdraw_note(case, id_: str) -> bool:
    """Withdraw one of one's own notes, corrected or not, with those that it corrects. Raises
    ``NotYoursError``, LookupError for one that is not there (any more)."""
    _own([each for each in told(log.internal(case)) if each.is_there], id_)
    return log.add(case, NoteWithdrawn(clock.now(), actor(), note=id_), "case.note-withdrawn")


def _own(known: Iterable[Note], id_: str) -> Note:
    found = next((each for each in known if each.id == id_), None)
    if found is None:
        raise LookupError(id_)
    if found.by != actor():
        raise NotYoursError(id_)
    return found


@telling.of(Noted, NOTE)
def _noted(case, entry: Noted) -> str:
    corrected = _("casework_dossier_note_corrected", default="Notiz berichtigt")
    written = _("casework_dossier_noted", default="Notiz geschrieben")
    return str(say(corrected if entry.corrects else written, SOURCE))


@telling.of(NoteWithdrawn, NOTE)
def _withdrawn(case, entry: NoteWithdrawn) -> str:
    return str(say(_("casework_dossier_note_withdrawn", default="Notiz zurückgezogen"), SOURCE))
