"""Which kind of question is to be added: what each is good for, in a word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from permitdesk.core import _
from permitdesk.core.texts import joined
from permitdesk.designer.titles import KINDS
from permitdesk.designer.views.form import FormPage, Section
from permitdesk.services.definition import Field, Option

KIND = _("designer_add_kind", default="Was wollen Sie fragen?")


class AddPage(FormPage):
    """Leads on to the question's page. ``?step=`` says where, ``?group=`` of which rows."""

    name = "design-add"
    kept_names = ("step", "group")
    title = _("designer_new_question", default="Neue Frage")

    def asked(self) -> Sequence[Field]:
        barred = ("group", "explanation") if self.sent("group") else ()
        options = tuple(
            Option(kind, joined(self.say(title), " – ", self.say(purpose)))
            for kind, (title, purpose) in KINDS.items()
            if kind not in barred
        )
        return [Field("kind", "choice", self.say(KIND), required=True, options=options)]

    @property
    def drawn(self) -> Mapping:
        return {each.name: replace(each, kind="radio") for each in self.questions.widgets}

    def sections(self) -> Sequence[Section]:
        return [Section("", self.widgets("kind"))]

    def done(self) -> str | None:
        if not self.questions.check():
            return None
        query = {"step": self.sent("step"), "kind": str(self.questions.answers["kind"])}
        if self.sent("group"):
            query["group"] = self.sent("group")
        return self.page_address("design-question", **query)

    @property
    def save_label(self):
        return _("designer_go_on", default="Weiter zur Frage")

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.sent("step"))
