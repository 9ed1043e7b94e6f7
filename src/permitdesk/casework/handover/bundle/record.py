"""A case as JSON for other systems: ``docs/casework.md`` has the schema, which only grows.

Values are language-neutral and stand beside their German words. How the office organises its own
work (tasks, labels, links to cases of other persons) is no part of a case's file.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime

from Acquisition import aq_inner, aq_parent

from permitdesk.casework import log
from permitdesk.casework.checklist.missing import missing
from permitdesk.casework.dossier import notes
from permitdesk.casework.dossier.attached import Attached, attached_ever, kept_apart
from permitdesk.casework.handover.bundle.contents import Source
from permitdesk.casework.handover.entries import Bookkeeping
from permitdesk.casework.history import LABEL, LINK, TASK, history, kind_of
from permitdesk.casework.later import LaterDocument, Message, Notified, Seen
from permitdesk.casework.reading import flat, language_name, read, revision_of
from permitdesk.casework.states import state_title
from permitdesk.core.characters import as_bytes
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import unmarked

SCHEMA, VERSION = "permitdesk-case", 1
_NO_PART = (TASK, LABEL, LINK)
# That somebody looked, or whether a mail went out, tells nothing of the case.
_NO_ENTRY = (LaterDocument, Seen, Notified)


def record(case, files: Iterable[Source], service_title: str) -> dict:
    """Everything that belongs to the file, JSON-able."""
    application, desk = case.application, aq_parent(aq_inner(case))
    unit = aq_parent(aq_inner(desk))
    revision = revision_of(case)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "reference": case.reference,
        "kind": case.kind,
        "service": {
            "id": case.service,
            "title": service_title,
            "revision": application.revision,
        },
        "state": {"id": case.state, "title": state_title(case.state)},
        "received_at": application.received_at.isoformat(timespec="seconds"),
        "channel": application.channel,
        "entered_by": application.entered_by or None,
        "language": {"id": application.language, "title": language_name(application.language)},
        "fingerprint": application.fingerprint,
        "responsible": {
            "unit": {"id": unit.getId(), "title": unit.title},
            "desk": {"id": desk.getId(), "title": desk.title},
        },
        "applicant": {
            "family_name": case.person.family_name,
            "given_names": case.person.given_names,
        },
        "answers": application.answers,
        "steps": _steps(revision, application.answers),
        "left_open": list(application.missing),
        "documents": [
            {
                "kind": file.kind,
                "id": file.id,
                "requirement": file.requirement or None,
                "title": file.title,
                "filename": file.filename,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
                "handed_in_at": file.handed_in_at or None,
                "of": list(file.of),
                "state": file.state or None,
                "valid_until": file.valid_until or None,
                "left_out": file.closed or None,
            }
            for file in files
        ],
        "missing": [
            {"id": each.id, "title": str(each.title), "note": each.note or None}
            for each in missing(case, SOURCE)
        ],
        "entries": list(entries(case)),
        "history": [
            {
                "at": event.at.isoformat(timespec="seconds"),
                "by": event.who or None,
                "kind": event.kind,
                "text": event.what,
                "comment": event.comment or None,
            }
            for event in reversed(history(case))
            if event.kind not in _NO_PART
        ],
    }


def entries(case) -> Iterator[dict]:
    """What was added since the application, oldest first, of every kind that belongs to the file.

    ``kind`` is the kind's name, ``data`` what it holds.
    """
    withdrawn = {each.id for each in notes.told(log.internal(case)) if not each.is_there}
    apart = {each.contact for each in kept_apart(case)}
    found = [
        each
        for each in (*case.later, *log.internal(case))
        if not isinstance(each, _NO_ENTRY)
        and kind_of(type(each)) not in _NO_PART
        and not (isinstance(each, Attached) and each.contact in apart)
    ]
    for entry in sorted(found, key=lambda each: each.at):
        data = _contact(entry) if isinstance(entry, Attached) else _data(entry)
        if isinstance(entry, notes.Noted) and entry.key in withdrawn:
            data.pop("text", None)
        yield {
            "kind": type(entry).__name__,
            "id": entry.key or None,
            "at": entry.at.isoformat(timespec="seconds"),
            "by": entry.by or None,
            "side": entry.side,
            "data": data,
        }


def _data(entry) -> dict:
    entry._p_activate()
    return {
        name: plain(value)
        for name, value in sorted(vars(entry).items())
        if name not in ("at", "by", "key") and not name.startswith("_")
    }


def _contact(entry: Attached) -> dict:
    """A contact that lies in the file: nobody else may have it. ``documents`` are ids of files."""
    application, revision = entry.application, revision_of(entry)
    return {
        "contact": entry.contact,
        "service": application.service,
        "received_at": plain(application.received_at),
        "language": application.language,
        "fingerprint": application.fingerprint,
        "answers": application.answers,
        "steps": _steps(revision, application.answers),
        "messages": [
            {
                "id": each.key or None,
                "at": plain(each.at),
                "by": each.by or None,
                "side": each.side,
                **_data(each),
            }
            for each in entry.later
            if isinstance(each, Message)
        ],
        "documents": [f"{entry.contact}/{each.id}" for each in entry.documents],
    }


def _steps(revision, answers: dict) -> list[dict]:
    return [
        {
            "title": section.title,
            "fields": [
                {
                    "name": line.name,
                    "title": line.question,
                    "values": [unmarked(each) for each in line.values],
                }
                for line in flat(section.lines)
            ],
        }
        for section in read(revision, answers)
    ]


def content_mark(case) -> str:
    """Tells whether something was added to a case: the same mark, nothing was.

    That it was handed over, moved to another desk or closed adds nothing to it.
    """
    kept = [
        each
        for each in (*case.later, *log.internal(case))
        if not isinstance(each, (*_NO_ENTRY, Bookkeeping)) and kind_of(type(each)) not in _NO_PART
    ]
    said = [(type(each).__name__, each.at.isoformat(), each.by, each.key) for each in kept]
    documents = [(each.id, each.given_sha256) for each in case.documents]
    for entry in attached_ever(case):
        documents += [(f"{entry.contact}/{d.id}", d.given_sha256) for d in entry.documents]
    return hashlib.sha256(json.dumps([said, documents]).encode()).hexdigest()


def plain(value):
    """A value of an entry as JSON. Raises TypeError for what has no form there: a file that leaves
    something out without a word would be taken for the whole."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    raise TypeError(f"{type(value).__name__} has no form in a case's file")


def encoded(value: dict) -> bytes:
    """JSON as the bundle has it: the same value, the same bytes."""
    return as_bytes(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True))
