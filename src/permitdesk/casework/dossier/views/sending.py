"""Where the forms of the dossier's parts are sent: each a page of its own."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.services.definition import Field


class AskedForm(InPageForm):
    """Where an ``Asking`` is sent. ``done`` acts on the answers once they are as asked."""

    asks: ClassVar[str]  # the name of the form

    def fields(self) -> Sequence[Field]:
        raise NotImplementedError

    def act(self, answers: Mapping[str, object]) -> None:
        """Do it; complain to ``questions`` about what is not possible."""
        raise NotImplementedError

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.fields(), SOURCE, self.request.form)

    @property
    def sent(self) -> dict[tuple[str, str], Questions]:
        return {(self.asks, self.sent_text("mark")): self.questions}

    @property
    def errors(self):
        return [*self.trouble, *self.questions.errors]

    def done(self) -> bool:
        if self.questions.check():
            self.act(self.questions.answers)
        return not self.questions.said

    def text(self, name: str) -> str:
        return str(self.questions.answers.get(name) or "")
