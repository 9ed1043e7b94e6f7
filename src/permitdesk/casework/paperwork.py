"""The job after documents came: scans what the scanner missed, makes photos readable.

A job, not on demand: the office finds it ready, a slow picture holds no page, and a colleague who
only looks changes nothing in the database.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from zope.event import notify
from zope.interface import implementer

from permitdesk import privacy
from permitdesk.casework.application import Document
from permitdesk.casework.interfaces import VirusFound
from permitdesk.casework.office import case_by_reference
from permitdesk.casework.papers import Readable, papers_of, photos, readable, scan_of
from permitdesk.casework.reading import requirement_of, revision_of, title_of
from permitdesk.core.interfaces import IJobHandler
from permitdesk.documents import Refused, joined, scanner, upright

logger = logging.getLogger("permitdesk.casework")
JPEG, PDF = "image/jpeg", "application/pdf"


@implementer(IJobHandler)
class LookAfterPapers:
    """Raises where the scanner is still down: the job comes again, the documents stay closed."""

    def __call__(self, site, payload: dict) -> None:
        case = case_by_reference(site, payload["reference"])
        if case is not None:
            scan_missed(case)
            make_readable(case)


def scan_missed(case) -> None:
    """Scan every document that was not. Raises ``ScannerDownError``."""
    for document in case.documents:
        if scan_of(case, document) != scanner.UNSCANNED:
            continue
        try:
            with document.blob.open("r") as kept:
                result = scanner.scan(kept)
            if result != scanner.CLEAN:  # the scanner was taken away meanwhile: nobody looked
                raise scanner.ScannerDownError("not configured")
        except scanner.InfectedError as error:
            result = scanner.INFECTED
            privacy.record("document.infected", case.reference, f"{document.id}: {error}")
            logger.error("A document of %s is infected and stays closed.", case.reference)
            notify(VirusFound(case, document.id))
        papers_of(case).scans[document.id] = result


def make_readable(case) -> None:
    """Make photos upright JPEGs, several of one requirement one PDF; what fails is left out.

    What is there already stays as it is: the trail says by its id what somebody read.
    """
    there = {each.of: each for each in readable(case)}
    number = max((int(each.id[1:]) for each in there.values()), default=0)
    made: list[Readable] = []
    revision = revision_of(case)
    for group in photos(case):
        known = there.get(tuple(document.id for document in group))
        if known is not None:
            made.append(known)
            continue
        title = title_of(case, group[0], requirement_of(revision, group[0].requirement))
        try:
            new = list(_made(f"r{number + 1}", group, title))
        except Refused as refused:
            logger.warning("A photo of %s is not made readable: %s", case.reference, refused.reason)
            continue
        number += len(new)
        made.extend(new)
    if tuple(made) != readable(case):
        papers_of(case).readable = tuple(made)


def _made(id_: str, group: Sequence[Document], title: str) -> Iterator[Readable]:
    with ExitStack() as opened:
        pictures = []
        for document in group:
            kept = opened.enter_context(document.blob.open("r"))
            found = upright(kept, document.content_type, if_needed=len(group) == 1)
            if found.written is not None:
                pictures.append(opened.enter_context(found.written))
        if len(group) > 1:
            whole = joined(pictures, title)
            file = opened.enter_context(whole.written)
            yield Readable(id_, group, f"{title}.pdf", PDF, whole.pages, file)
        elif pictures:
            name = f"{group[0].filename.rpartition('.')[0]} (aufrecht).jpg"
            yield Readable(id_, group, name, JPEG, 1, pictures[0])
