"""What an applicant has before them when they confirm, in one mark."""

from permitdesk.intake.assistance import mark
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.form import Form
from permitdesk.intake.submission import canonical, listed


def seen_mark(form: Form, draft: OpenDraft) -> str:
    """Tells whether answers, documents or the helper's statement were changed; not which language
    they are read in. Somebody helps with the draft."""
    wanted = {each.id for each in form.requirements()}
    papers = listed([each for each in draft.documents if each.requirement in wanted])
    return mark(canonical(draft.service, "", form.answers, papers), draft.assistance.statement)
