"""Which files a bundle has, under which names, and which are left out and why."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.states import document_states
from permitdesk.casework.dossier.attached import attached
from permitdesk.casework.later import LaterDocument
from permitdesk.casework.letters.letter import finished
from permitdesk.casework.papers import Readable, may_be_opened, readable, scan_of
from permitdesk.casework.reading import requirement_of, revision_of, title_of
from permitdesk.core import clock
from permitdesk.core.folding import fold

RECORD, SHEET, MANIFEST = "vorgang.json", "vorgang.pdf", "manifest.json"
ORIGINAL, READABLE, LETTER, ATTACHED = "original", "readable", "letter", "attached"
_FOLDERS = {
    ORIGINAL: "unterlagen",
    READABLE: "lesefassungen",
    LETTER: "schreiben",
    ATTACHED: "anfragen",
}
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "text/plain": "txt",
}
_PLAIN = re.compile(r"[^a-z0-9]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Source:
    """A file of the case before it has its place; ``id`` is unique within its ``kind``.

    ``filename`` is what it was called where it came from: told in the manifest, never a path.
    ``closed`` says why nobody may open it (a scanner's word); it is then named and left out.
    """

    kind: str
    id: str
    title: str
    filename: str
    content_type: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]
    requirement: str = ""
    handed_in_at: str = ""
    of: tuple[str, ...] = ()
    closed: str = ""
    state: str = ""  # what staff said of it: a word of the checklist
    valid_until: str = ""


@dataclass(frozen=True)
class Placed:
    """A file at its path in the bundle."""

    path: str
    content_type: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]
    about: dict


def sources(case) -> list[Source]:
    """All files of a case: as they were handed in, made readable, finished letters, and those of
    the contacts that were put into it."""
    return [*_documents(case), *_readable(case), *_letters(case), *_attached(case)]


def placed(files: Iterable[Source]) -> list[Placed]:
    """Those that may be opened, each at a path that says nothing of a person and is safe anywhere.

    A path is made of a number, what the file is for in a–z, 0–9 and hyphens, and an ending that
    follows from its type; what somebody called their file is no part of it.
    """
    found: list[Placed] = []
    numbers: dict[str, int] = {}
    for file in files:
        folder = _FOLDERS[file.kind]
        numbers[folder] = number = numbers.get(folder, 0) + 1
        if file.closed:
            continue
        ending = _ENDINGS.get(file.content_type, "bin")
        path = f"{folder}/{number:03d}-{_slug(file.title)}.{ending}"
        about = {"kind": file.kind, "id": file.id, "title": file.title, "filename": file.filename}
        found.append(Placed(path, file.content_type, file.size, file.sha256, file.open, about))
    return found


def left_out(files: Iterable[Source]) -> list[dict]:
    """What nobody may open, by name and reason."""
    return [
        {
            "kind": file.kind,
            "id": file.id,
            "title": file.title,
            "filename": file.filename,
            "sha256": file.sha256,
            "reason": file.closed,
        }
        for file in files
        if file.closed
    ]


def drawn(path: str, content_type: str, data: bytes, title: str) -> Placed:
    """A file that was made for the bundle."""
    return Placed(
        path,
        content_type,
        len(data),
        hashlib.sha256(data).hexdigest(),
        lambda: io.BytesIO(data),
        {"kind": "case", "title": title},
    )


def _documents(case) -> Iterator[Source]:
    revision = revision_of(case)
    states = {each.id: each for each in document_states(facts_of(case), clock.today())}
    for document in case.documents:
        german = requirement_of(revision, document.requirement)
        late = isinstance(document, LaterDocument)
        yield Source(
            ORIGINAL,
            document.id,
            title_of(case, document, german),
            document.filename,
            document.content_type,
            document.given_size,
            document.given_sha256,
            _opener(document),
            requirement=document.requirement,
            handed_in_at=document.at.isoformat(timespec="seconds") if late else "",
            closed="" if may_be_opened(case, document) else scan_of(case, document),
            state=states[document.id].state,
            valid_until=states[document.id].until,
        )


def _readable(case) -> Iterator[Source]:
    revision = revision_of(case)
    for made in readable(case):
        german = requirement_of(revision, made.requirement)
        yield Source(
            READABLE,
            made.id,
            title_of(case, made, german),
            made.filename,
            made.content_type,
            made.given_size,
            made.given_sha256,
            _opener(made),
            requirement=made.requirement,
            of=made.of,
        )


def _letters(case) -> Iterator[Source]:
    for letter in finished(case):
        made = letter.finished
        yield Source(
            LETTER,
            letter.id,
            letter.title,
            letter.filename,
            "application/pdf",
            made.size,
            made.sha256,
            _opener(made),
        )


def _attached(case) -> Iterator[Source]:
    """By the contact's own scans: its documents are counted from 1 as those of the case are."""
    for each in attached(case):
        revision = revision_of(each)
        for document in (*each.documents, *readable(each)):
            is_made = isinstance(document, Readable)
            late = isinstance(document, LaterDocument)
            may = is_made or may_be_opened(each, document)
            yield Source(
                ATTACHED,
                f"{each.contact}/{document.id}",
                requirement_of(revision, document.requirement),
                document.filename,
                document.content_type,
                document.given_size,
                document.given_sha256,
                _opener(document),
                requirement=document.requirement,
                handed_in_at=document.at.isoformat(timespec="seconds") if late else "",
                of=tuple(f"{each.contact}/{id_}" for id_ in document.of) if is_made else (),
                closed="" if may else scan_of(each, document),
            )


def _opener(document) -> Callable[[], BinaryIO]:
    return lambda: document.blob.open("r")


def _slug(title: str) -> str:
    plain = _PLAIN.sub("-", fold(title.translate(_GERMAN))).strip("-")[:60].strip("-")
    return plain or "datei"
