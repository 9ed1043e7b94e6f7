"""Takes a document into a draft, after looking at what it really is."""

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.documents import Refused, inspect
from permitdesk.intake.draft import KeptDocument, OpenDraft, new_document_id
from permitdesk.services.definition import Requirement

MAX_DOCUMENTS = 60


def take(draft: OpenDraft, requirement: Requirement, uploaded: object) -> Message | None:
    """Keep what was uploaded for a requirement; returns why something was not taken.

    ``uploaded`` is whatever the form holds: nothing, one file, several. Where one file is asked
    for, a new one takes the place of the old one.
    """
    refused = None
    for upload in uploaded if isinstance(uploaded, list) else [uploaded]:
        filename = getattr(upload, "filename", None)
        if not filename or not hasattr(upload, "read"):
            continue
        refused = _take(draft, requirement, upload, filename) or refused
    return refused


def _take(draft: OpenDraft, requirement: Requirement, upload, filename: str) -> Message | None:
    kept = [each for each in draft.documents if each.requirement == requirement.id]
    if requirement.max_files > 1 and len(kept) >= requirement.max_files:
        return _(
            "intake_files_full",
            default="Hier sind schon ${count} Dateien. Entfernen Sie zuerst eine.",
            mapping={"count": len(kept)},
        )
    if len(draft.documents) >= MAX_DOCUMENTS:
        return _(
            "intake_files_too_many",
            default="Ein Antrag kann höchstens ${count} Dateien haben. Fassen Sie mehrere Seiten in"
            " einem PDF zusammen.",
            mapping={"count": MAX_DOCUMENTS},
        )
    try:
        found = inspect(upload, filename, requirement.formats)
    except Refused as refusal:
        return refusal.message
    document = KeptDocument(
        new_document_id(),
        requirement.id,
        found.filename,
        found.content_type,
        found.size,
        found.sha256,
        found.pages,
    )
    draft.add_document(document, upload)
    if requirement.max_files == 1:
        for each in kept:
            draft.remove_document(each.id)
    return None
