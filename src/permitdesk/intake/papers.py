"""A document as it is handed on: one of a draft is decrypted only when its bytes are asked for."""

import io
from typing import BinaryIO

from permitdesk.core.streams import Chunks
from permitdesk.documents import Inspected, again
from permitdesk.intake.draft import KeptDocument, OpenDraft
from permitdesk.intake.interfaces import SubmittedDocument


def submitted(draft: OpenDraft, document: KeptDocument) -> SubmittedDocument:
    """The document for a submission; only a chunk is in memory, nothing in the clear on disk."""
    return SubmittedDocument(
        requirement=document.requirement,
        filename=document.filename,
        content_type=document.content_type,
        size=document.size,
        sha256=document.sha256,
        open=lambda: unsealed(draft, document),
        pages=document.pages,
        kept_size=document.kept_size,
        kept_sha256=document.kept_sha256,
        scan=document.scan,
        by_link=document.by_link,
    )


def unsealed(draft: OpenDraft, document: KeptDocument) -> BinaryIO:
    """The bytes of a document of a draft as a stream; reading raises ``vault.DamagedError``."""
    return io.BufferedReader(Chunks(draft.read_document(document.id)))


def handed_on(requirement: str, found: Inspected, by_link: bool = False) -> SubmittedDocument:
    """A document for a submission that was looked at just now; ``found`` must stay open."""
    return SubmittedDocument(
        requirement=requirement,
        filename=found.filename,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        open=lambda: again(found.kept),
        pages=found.pages,
        kept_size=found.kept_size,
        kept_sha256=found.kept_sha256,
        scan=found.scan,
        by_link=by_link,
    )
