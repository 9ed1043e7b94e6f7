"""A draft filled in at once, for tests that begin where somebody has answered everything."""

import hashlib
import io

import transaction
from zope.component.hooks import setSite

from permitdesk.intake import drafts
from permitdesk.intake.draft import KeptDocument, StepState, new_document_id
from permitdesk.services import published


def fill(portal, code, answers, uploads=()):
    """Enter answers and documents into the draft of a code, over what it holds."""
    transaction.begin()
    setSite(portal)
    draft = drafts.find(portal, code)
    for step in published(portal["services"][draft.service]).definition.steps:
        values = {field.name: answers[field.name] for field in step.fields if field.name in answers}
        draft.keep_step(step.name, StepState(values))
    for upload in uploads:
        kept = KeptDocument(
            new_document_id(),
            upload.requirement,
            upload.filename,
            upload.content_type,
            len(upload.data),
            hashlib.sha256(upload.data).hexdigest(),
        )
        draft.add_document(kept, io.BytesIO(upload.data))
    draft.note(at="confirmation")
    transaction.commit()


def a_filled_draft(portal, service, answers, uploads=()):
    """The code of a new draft with these answers and documents."""
    transaction.begin()
    setSite(portal)
    revision = published(portal["services"][service])
    code = drafts.create(portal, service, revision.number, "de").code
    transaction.commit()
    fill(portal, code, answers, uploads)
    return code


def entered(portal, code):
    """Everything that a draft holds, by question."""
    transaction.begin()
    setSite(portal)
    draft = drafts.find(portal, code)
    found = {}
    for step in published(portal["services"][draft.service]).definition.steps:
        found |= draft.step(step.name).values
    return found
