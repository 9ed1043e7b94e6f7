"""What somebody has before them when they send or confirm, in one mark."""

import hashlib
from collections.abc import Mapping, Sequence

from permitdesk.intake.assistance import mark
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.form import Form
from permitdesk.intake.submission import Listed, canonical, listed
from permitdesk.services import Announced


def seen(
    answers: Mapping[str, object], documents: Sequence[Listed], announced: Sequence[Announced]
) -> str:
    """Names what stands on a page or was sent, whatever the language."""
    return hashlib.sha256(canonical("", "", answers, documents, announced)).hexdigest()


def seen_of(form: Form, draft: OpenDraft) -> str:
    """The same of a draft, as it would be sent."""
    wanted = {each.id for each in form.requirements()}
    papers = listed([each for each in draft.documents if each.requirement in wanted])
    return seen(form.answers, papers, form.announced)


def seen_with_statement(form: Form, draft: OpenDraft) -> str:
    """The same with what somebody says who helps with the draft."""
    return mark(seen_of(form, draft), draft.assistance.statement)
