"""The end of a trial: what would have happened, and keeping the answers as an example."""

from functools import cached_property

from zope.component.hooks import getSite

from permitdesk.access import staff_id
from permitdesk.core import _, clock
from permitdesk.designer.trying.outcome import form_for
from permitdesk.designer.trying.running import keep, tried
from permitdesk.designer.trying.views.asked import BAD, name_of_example
from permitdesk.designer.trying.views.page import RunningPage
from permitdesk.designer.trying.views.shown import NOTHING, Shown
from permitdesk.designer.trying.views.try_out import EXAMPLE, FRAME, OUTCOME
from permitdesk.intake import Form, Questions, trial_address, trials
from permitdesk.services import (
    BadExampleError,
    UnpublishableError,
    accept_outcome,
    read_example,
    working_revision,
)
from permitdesk.theme import Notice, PageTemplate
from permitdesk.tracking import sample_mail


class OutcomePage(RunningPage):
    """Reads the trial of this browser; a GET changes nothing."""

    name = OUTCOME
    title = _("designer_outcome_title", default="Was geschehen würde")
    index = PageTemplate("outcome_page.pt")

    @cached_property
    def documents(self) -> list[str]:
        """The ids of the documents that are there."""
        revision = trials.revision(getSite(), self.draft)
        known = [each.id for each in revision.definition.requirements]
        if self.draft.setting.all_documents:
            return known
        there = {each.requirement for each in self.draft.documents}
        return [each for each in known if each in there]

    @cached_property
    def form(self) -> Form:
        revision = trials.revision(getSite(), self.draft)
        entered: dict[str, object] = {}
        for step in revision.definition.steps:
            entered |= self.draft.step(step.name).values
        return form_for(revision, entered, self.documents, self.draft.setting.today)

    @cached_property
    def shown(self) -> Shown:
        form = self.form
        outcome = tried(
            self.context.getId(), form.revision, form.answers, self.documents, form.today
        )
        return Shown(form, outcome, self.language, self.theirs)

    @property
    def notice(self) -> Notice:
        return Notice("info", self.translate(NOTHING))

    @property
    def mail(self) -> tuple[str, str] | None:
        """Subject and text of the mail that it came; None where nobody left an address."""
        field = self.form.definition.marked("email")
        if field is None or not self.form.answers.get(field.name):
            return None
        return sample_mail(getSite(), self.theirs)

    @property
    def back_address(self) -> str:
        return f"{trial_address(self.context, self.handle, self.theirs)}/check"

    @property
    def frame_address(self) -> str:
        return f"{self.address}/@@{FRAME}?trial={self.handle}"

    # -- as an example

    @cached_property
    def questions(self) -> Questions:
        return name_of_example(self.language, self.request.form if self.is_posted else None)

    @property
    def form_errors(self):
        return self.questions.errors if self.is_posted else []

    @property
    def is_working_state(self) -> bool:
        """Whether the service is still what the trial filled in."""
        try:
            return working_revision(self.context).digest == self.form.revision.digest
        except UnpublishableError:
            return False

    def done(self) -> str | None:
        if not self.questions.check():
            return None
        data = {
            "title": self.questions.answers["title"],
            "answers": self.form.answers,
            "documents": self.documents,
            "language": self.theirs,
            "as_of": self.form.today.isoformat(),
        }
        try:
            made = read_example(data)
            keep(self.context, made, staff_id())
        except BadExampleError as error:
            self.questions.complain("title", BAD.get(error.part, BAD["title"]))
            return None
        # Who saves it has the outcome on the screen; of another state nothing is accepted.
        if self.is_working_state:
            moment = clock.now().isoformat(timespec="seconds")
            outcome = self.shown.outcome.data()
            accept_outcome(self.context, made.id, outcome, staff_id(), moment)
        return f"{self.address}/@@{EXAMPLE}?example={made.id}"
