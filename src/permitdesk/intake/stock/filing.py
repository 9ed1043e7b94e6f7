"""Files what was sent with a stock form, with the same care as an application."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.send import ToSend, send
from permitdesk.intake.stock.action import FileIntoCaseworkerFolder
from permitdesk.intake.submission import Receipt, canonical, listed
from permitdesk.services import revision_of_form


def file_form(
    site,
    form,
    action: FileIntoCaseworkerFolder,
    language: str,
    answers: Mapping[str, object],
    documents: Sequence[SubmittedDocument],
    key: str,
    request,
) -> Receipt:
    """File answers and documents as a case; the caller's transaction.

    ``key`` is the one of the page. Together with the content it is the idempotency key: the same
    page sent twice is one case, the same page sent again with a correction is another one.
    """
    asked = as_asked(form, action)
    content = canonical(asked["service"], language, answers, listed(documents))
    return send(
        site,
        form,
        request,
        ToSend(
            revision_of_form(asked),
            language,
            answers,
            documents,
            sha256(key.encode() + content).hexdigest(),
            form=asked,
            unit=action.unit,
        ),
    )


def as_asked(form, action: FileIntoCaseworkerFolder) -> dict[str, object]:
    """A form as it is now, for ``services.revision_of_form``: a case keeps it, for want of
    revisions."""
    return {
        "service": form.UID(),
        "title": form.Title(),
        "source": form.fields_model,
        "kind": action.kind,
        "reference_prefix": action.reference_prefix,
        "marks": action.marks(),
    }
