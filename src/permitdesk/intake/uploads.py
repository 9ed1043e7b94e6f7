"""Takes a document into a draft, after looking at what it really is."""

from collections.abc import Collection

from zope.i18nmessageid import Message

from permitdesk.core import _, gate
from permitdesk.documents import Inspected, Refused, inspect
from permitdesk.intake.draft import KeptDocument, OpenDraft, new_document_id
from permitdesk.services.definition import Requirement
from permitdesk.theme import how_long


def take(
    draft: OpenDraft,
    requirement: Requirement,
    uploaded: object,
    called_for: Collection[str] | None = None,
    once: bool = False,
) -> Message | None:
    """Keep what was uploaded for a requirement; returns why something was not taken.

    ``uploaded`` is whatever the form holds: nothing, one file, several. Where one file is asked
    for, a new one takes the place of the old one. Only files of requirements that are
    ``called_for`` (all, where it is not said) count for how many there may be: the others are on
    no page, nobody could remove them, and they are not sent. ``once``: a file that is there
    already, with this name and content, is not kept a second time.
    """
    refused = None
    for upload in chosen(uploaded):
        refused = _take(draft, requirement, upload, called_for, once) or refused
    return refused


def chosen(uploaded: object) -> list:
    """The files in what a form holds."""
    return [
        each
        for each in (uploaded if isinstance(uploaded, list) else [uploaded])
        if getattr(each, "filename", None) and hasattr(each, "read")
    ]


def too_fast(request, count: int) -> Message | None:
    """What to say where more files arrive from one place than this portal looks at; they are
    counted. The answer to ``request`` says so too."""
    seconds = gate.take(gate.UPLOAD, request, count)
    if not seconds:
        return None
    request.response.setStatus(429)
    request.response.setHeader("Retry-After", str(seconds))
    return _(
        "intake_files_too_fast",
        default="Von Ihrem Internet-Anschluss kommen gerade sehr viele Dateien. Wählen Sie die"
        " Datei später noch einmal aus. Wartezeit: ${time}",
        mapping={"time": how_long(seconds)},
    )


def _take(
    draft: OpenDraft,
    requirement: Requirement,
    upload,
    called_for: Collection[str] | None,
    once: bool,
) -> Message | None:
    kept = [each for each in draft.documents if each.requirement == requirement.id]
    if requirement.max_files > 1 and len(kept) >= requirement.max_files:
        return _(
            "intake_files_full",
            default="Hier sind schon ${count} Dateien. Entfernen Sie zuerst eine.",
            mapping={"count": len(kept)},
        )
    limits = requirement.limits
    replaced = len(kept) if requirement.max_files == 1 else 0
    counted = [d for d in draft.documents if called_for is None or d.requirement in called_for]
    if len(counted) - replaced >= limits.files:
        return too_many(limits.files)
    try:
        found = inspect(upload, upload.filename, requirement.formats, limits.bytes)
    except Refused as refusal:
        return refusal.message
    with found:
        same = (found.filename, found.sha256)
        if once and any((each.filename, each.sha256) == same for each in kept):
            return None
        draft.add_document(_kept(requirement, found), found.kept)
    if requirement.max_files == 1:
        for each in kept:
            draft.remove_document(each.id)
    return None


def too_many(count: int) -> Message:
    """What to say where an application holds as many files as it may."""
    return _(
        "intake_files_too_many",
        default="Ein Antrag kann höchstens ${count} Dateien haben. Fassen Sie mehrere Seiten in"
        " einem PDF zusammen.",
        mapping={"count": count},
    )


def _kept(requirement: Requirement, found: Inspected) -> KeptDocument:
    return KeptDocument(
        id=new_document_id(),
        requirement=requirement.id,
        filename=found.filename,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        pages=found.pages,
        kept_size=found.kept_size,
        kept_sha256=found.kept_sha256,
        scan=found.scan,
    )
