"""A hint on answers: what it says, when, and whether one may go on."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from permitdesk.core import _
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import KINDS_OF_HINT, TOO_LONG
from permitdesk.designer.views.form import WORDS, FormPage, Section, text_field
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field, Option
from permitdesk.services.sheet import NoSuchPartError

NEW = _("designer_new_hint", default="Neuer Hinweis")
CHANGE = _("designer_edit_hint", default="Hinweis bearbeiten")
KIND = _("designer_hint_kind", default="Was bewirkt er?")
TITLE = _("designer_hint_title", default="Überschrift")
TEXT = _("designer_hint_text", default="Text")
TEXT_HELP = _(
    "designer_hint_text_help",
    default="Sagen Sie, was das bedeutet und was man jetzt tun kann.",
)
STEP = _("designer_hint_step", default="In welchem Abschnitt steht er?")
WHEN = _("designer_hint_when", default="Wann erscheint er?")
NO_CONDITION = _(
    "designer_hint_no_condition",
    default="Ein Hinweis braucht eine Bedingung: bei welchen Antworten er erscheint.",
)
KINDS = ("info", "warning", "stop")


class HintPage(FormPage):
    """``?id=`` names the hint; a new one has ``?step=``."""

    name = "design-hint"
    kept_names = ("id", "step")
    as_lists = ("step_",)

    @property
    def title(self):
        return CHANGE if self.hint else NEW

    @cached_property
    def hint(self) -> Mapping | None:
        found = self.sheet.hint(self.sent("id")) if self.sent("id") else None
        if found and found.get("kind") not in KINDS:
            raise NoSuchPartError(self.sent("id"))
        return found

    @property
    def step(self) -> str:
        return str(self.hint["step"]) if self.hint else self.sent("step")

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        kinds = tuple(Option(each, self.say(KINDS_OF_HINT[each])) for each in KINDS)
        return [
            Field("kind", "choice", self.say(KIND), required=True, options=kinds),
            text_field("title", self.say(TITLE), required=True, said=said),
            text_field("text", self.say(TEXT), self.say(TEXT_HELP), True, 4000, True, said),
            self.step_choice(STEP),
        ]

    def stored(self) -> Mapping[str, object]:
        if self.hint is None:
            return {"kind": "info", "step_": self.step}
        return {
            "kind": self.hint.get("kind"),
            "title": self.hint.get("title", ""),
            "text": self.hint.get("text", ""),
            "step_": self.step,
        }

    @cached_property
    def condition(self) -> ConditionForm:
        return self.condition_form((self.hint or {}).get("condition"), self.subjects())

    @property
    def row_forms(self):
        return (self.condition,)

    def read_rows(self) -> None:
        self.shown_when = self.condition.read(self.questions.answers, self.complain_of)
        if self.shown_when is None and not self.questions.said:
            self.complain(NO_CONDITION, "condition")

    def sections(self) -> Sequence[Section]:
        return [
            Section(self.say(WHEN), part="condition"),
            Section(self.say(WORDS), self.widgets("kind", "title", "text", "step_")),
        ]

    def save(self) -> str:
        answers = self.questions.answers
        title = str(answers["title"])
        id_ = self.sent("id") or self.sheet.add_hint(self.step, str(answers["kind"]), title)
        self.sheet.change_hint(
            id_,
            kind=str(answers["kind"]),
            title=title,
            text=str(answers["text"]),
            step=str(answers["step_"]),
            condition=to_data(self.shown_when),
        )
        self.keep("hint", title)
        return self.saved_address(str(answers["step_"]), f"h-{id_}")

    @property
    def can_delete(self) -> bool:
        return self.hint is not None

    def delete(self) -> str:
        title, step = str(self.hint.get("title", "")), self.step
        self.sheet.delete_hint(self.sent("id"))
        self.keep("hint", title)
        return self.step_address(step)

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.step)
