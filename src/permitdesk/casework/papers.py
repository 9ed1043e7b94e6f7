"""What became of a case's documents since they arrived. The application itself never changes.

A document that no scanner has seen is not handed out, one with a virus never; photos are made
readable beside the originals.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from persistent import Persistent
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob

from permitdesk.casework.application import Document, Frozen
from permitdesk.casework.later import LaterDocument
from permitdesk.core.jobs import enqueue
from permitdesk.documents import PICTURES, measured, safe_filename, scanner

JOB = "permitdesk.casework.papers"


class Papers(Persistent):
    """Of one case: results of scans by the id of a document, and what was made readable."""

    readable: tuple["Readable", ...] = ()

    def __init__(self) -> None:
        self.scans = PersistentMapping()


class Readable(Frozen):
    """What was made for reading from one or several photos; ``of`` are the ids of these.

    ``id`` is ``r`` and a number: addresses of documents lead to it too. ``asked`` is as theirs.
    """

    asked = ""

    def __init__(
        self,
        id_: str,
        of: Sequence[Document],
        name: str,
        content_type: str,
        pages: int,
        made: BinaryIO,
    ) -> None:
        found = measured(made)
        blob = Blob()
        with blob.open("w") as kept:
            while chunk := made.read(1 << 16):
                kept.write(chunk)
        self._freeze(
            id=id_,
            of=tuple(document.id for document in of),
            requirement=of[0].requirement,
            asked=getattr(of[0], "asked", ""),
            filename=safe_filename(name, content_type),
            content_type=content_type,
            given_size=found.size,
            given_sha256=found.sha256,
            pages=pages,
            blob=blob,
        )


def papers_of(case) -> Papers:
    """The case's papers, made when they are not there; for who writes."""
    if case.papers is None:
        case.papers = Papers()
    return case.papers


def readable(case) -> tuple[Readable, ...]:
    """What was made readable so far."""
    return case.papers.readable if case.papers is not None else ()


def scan_of(case, document: Document) -> str:
    """One of ``scanner``'s words for a document, as it is known by now."""
    later = case.papers.scans.get(document.id) if case.papers is not None else None
    return document.scan if later is None else later


def is_usable(case, document: Document) -> bool:
    """Whether the office has it: one with a virus stays closed for ever, so it is still missing."""
    return scan_of(case, document) != scanner.INFECTED


def may_be_opened(case, document: Document) -> bool:
    """Whether a document may be handed out, shown or worked with at all.

    Whoever hands documents out asks this: pages, services, archives of a whole case.
    """
    return scan_of(case, document) not in (scanner.UNSCANNED, scanner.INFECTED)


def find(case, id_: str) -> Document | Readable | None:
    """A document, or what was made readable, by the id in its address."""
    made = next((each for each in readable(case) if each.id == id_), None)
    return made or case.document_by_id(id_)


def photos(case) -> Iterator[tuple[Document, ...]]:
    """The photos that may be opened, by requirement, in the order received.

    What was handed in later stays apart from what was sent before, by what it answers.
    """
    groups: dict[tuple, list[Document]] = {}
    for document in case.documents:
        if document.content_type in PICTURES and may_be_opened(case, document):
            later = isinstance(document, LaterDocument)
            about = (document.requirement, later, document.asked if later else "")
            groups.setdefault(about, []).append(document)
    yield from map(tuple, groups.values())


def hand_over(case, documents: Sequence[Document]) -> None:
    """Record the job for documents that just came, where there is something to do."""
    if any(d.scan == scanner.UNSCANNED or d.content_type in PICTURES for d in documents):
        enqueue(JOB, {"reference": case.reference})
