"""A document of a draft as it is handed on: decrypted only when its bytes are asked for."""

import io

from permitdesk.intake.draft import KeptDocument, OpenDraft
from permitdesk.intake.interfaces import SubmittedDocument


def submitted(draft: OpenDraft, document: KeptDocument) -> SubmittedDocument:
    """The document for a submission; one at a time is in memory, never on disk in the clear."""
    return SubmittedDocument(
        requirement=document.requirement,
        filename=document.filename,
        content_type=document.content_type,
        size=document.size,
        sha256=document.sha256,
        open=lambda: io.BytesIO(b"".join(draft.read_document(document.id))),
        pages=document.pages,
    )
