"""One step: its title, what it explains, when it is asked, whether a family shares it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from permitdesk.core import _
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import WHEN, WORDS, FormPage, Section, text_field
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Condition, Field
from permitdesk.services.uses import Use, uses_of_step

NEW = _("designer_new_step", default="Neuer Abschnitt")
CHANGE = _("designer_edit_step", default="Abschnitt bearbeiten")
TITLE = _("designer_step_title", default="Überschrift")
TITLE_HELP = _(
    "designer_step_title_help", default="Eine kurze Frage oder ein Thema: „Wo wohnen Sie?“"
)
TEXT = _("designer_step_text", default="Erklärung unter der Überschrift")
SHARED = _("designer_step_shared", default="Gelten die Antworten für die ganze Familie?")
SHARED_HELP = _(
    "designer_step_shared_help",
    default="Dann beginnt ein Antrag für eine weitere Person der Familie mit diesen Antworten.",
)


class StepPage(FormPage):
    """``?step=`` names the step; without it a new one is made."""

    name = "design-step"
    kept_names = ("step",)

    @property
    def title(self):
        return CHANGE if self.sent("step") else NEW

    @cached_property
    def step(self):
        return self.sheet.step(self.sent("step")) if self.sent("step") else None

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        return [
            text_field("title", self.say(TITLE), self.say(TITLE_HELP), True, 200, said=said),
            text_field("text", self.say(TEXT), longest=2000, long=True, said=said),
            self.yes_no("shared", SHARED, SHARED_HELP),
        ]

    def stored(self) -> Mapping[str, object]:
        if self.step is None:
            return {"shared": "no"}
        return {
            "title": self.step.title,
            "text": self.step.description,
            "shared": "yes" if self.step.shared else "no",
        }

    @cached_property
    def condition(self) -> ConditionForm:
        return self.condition_form(self.step.condition if self.step else None, self._subjects)

    @property
    def _subjects(self):
        mine = {each.name for each in self.step.questions} if self.step else set()
        return {name: each for name, each in self.subjects().items() if name not in mine}

    @property
    def row_forms(self):
        return (self.condition,)

    def read_rows(self) -> None:
        self.read: Condition | None = self.condition.read(self.questions.answers, self.complain_of)

    def sections(self) -> Sequence[Section]:
        return [
            Section(self.say(WORDS), self.widgets("title", "text")),
            Section(self.say(WHEN), part="condition"),
            Section("", self.widgets("shared")),
        ]

    def save(self) -> str:
        answers = self.questions.answers
        title, text = str(answers["title"]), str(answers.get("text") or "")
        name = self.sent("step") or self.sheet.add_step(title)
        self.sheet.change_step(
            name,
            title=title,
            description=text,
            condition=to_data(self.read) if self.read else None,
            shared=answers.get("shared") == "yes" or None,
        )
        self.keep("step", title)
        return self.saved_address(name)

    @property
    def can_delete(self) -> bool:
        return self.step is not None

    @cached_property
    def uses(self) -> Sequence[Use]:
        return uses_of_step(self.sheet, self.step.name) if self.step else ()

    def delete(self) -> str:
        title = self.step.title
        self.sheet.delete_step(self.step.name)
        self.keep("step", title)
        return self.page_address("design")

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.sent("step")) if self.step else self.page_address("design")
