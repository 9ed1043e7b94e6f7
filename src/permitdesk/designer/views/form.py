"""A page with a form about one part of a service: sections of questions, rows that come and go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.subjects import Subject
from permitdesk.designer.views.design import DraftPage
from permitdesk.district import list_names, threshold_names
from permitdesk.intake import Questions
from permitdesk.services.definition import Condition, Field, Option, Rule
from permitdesk.services.sheet import NoSuchPartError
from permitdesk.services.uses import Use, read_condition
from permitdesk.theme import ErrorLink, Link, PageTemplate, Widget
from permitdesk.translation import unwritable

STILL_NAMED = _(
    "designer_still_named",
    default="Das wird noch gebraucht. Ändern Sie zuerst die Stellen, die darunter stehen.",
)
USES = {
    "step": _("designer_use_step", default="Bedingung des Abschnitts „${title}“"),
    "question": _("designer_use_question", default="Bedingung der Frage „${title}“"),
    "document": _("designer_use_document", default="Bedingung der Unterlage „${title}“"),
    "option": _("designer_use_option", default="Bedingung der Antwort „${title}“"),
    "rule": _("designer_use_rule", default="Regel der Frage „${title}“"),
    "hint": _("designer_use_hint", default="Hinweis „${title}“"),
    "prerequisite": _("designer_use_prerequisite", default="Voraussetzung „${title}“"),
    "fee": _("designer_use_fee", default="Regel für die Gebühr „${title}“"),
    "value": _("designer_use_value", default="Berechneter Wert „${title}“"),
}
ALWAYS = _("designer_if_always", default="Immer. Es gibt keine Bedingung.")
WORDS = _("designer_section_words", default="Worte")
WHEN = _("designer_section_when", default="Wann wird das gefragt?")
YES, NO = _("services_yes", default="Ja"), _("services_no", default="Nein")
CONDITION = "if"


@dataclass(frozen=True)
class Section:
    """Questions that belong together. ``part``: ``condition``, ``cases``, ``options`` or ``rules``
    for rows that come and go, ``summands`` or ``folded``, drawn by a macro of their own; of several
    ``name`` says which."""

    title: Shown
    widgets: Sequence[Widget] = ()
    part: str = ""
    help: Shown = ""
    name: str = ""


def text_field(
    name: str, title: Shown, help_: Shown = "", required=False, longest=300, long=False, said=""
) -> Field:
    """A text to type, with a limit."""
    rules = (Rule("max_length", longest, message=said),)
    return Field(
        name, "long-text" if long else "text", title, help_, required=required, rules=rules
    )


class FormPage(DraftPage):
    """``asked`` are the questions of the page, ``stored`` what they are filled with at first."""

    index = PageTemplate("form.pt")
    _parts = PageTemplate("form_parts.pt")
    subtitle: Shown = ""
    save_label = _("designer_save", default="Speichern")
    kept_names: Sequence[str] = ()  # what of the address goes on in the form

    def __call__(self):
        try:
            return super().__call__()
        except NoSuchPartError:
            return self.go(self.page_address("design"))

    def asked(self) -> Sequence[Field]:
        raise NotImplementedError

    def stored(self) -> Mapping[str, object]:
        return {}

    def sections(self) -> Sequence[Section]:
        raise NotImplementedError

    def save(self) -> str:
        """Keep what was sent; returns where to go on."""
        raise NotImplementedError

    def delete(self) -> str:
        """Take it away; returns where to go on."""
        raise NotImplementedError

    # Questions of several pages

    def yes_no(
        self, name: str, title: Message, help_: Shown = "", required=True, yes=YES, no=NO
    ) -> Field:
        """A question for yes or no, in these words."""
        options = (Option("yes", self.say(yes)), Option("no", self.say(no)))
        said = self.say(help_) if help_ else ""
        return Field(name, "choice", self.say(title), said, required=required, options=options)

    def step_choice(self, title: Message) -> Field:
        """In which step it stands: ``step_``."""
        steps = tuple(Option(each.name, self.german(each.title)) for each in self.sheet.steps)
        return Field("step_", "choice", self.say(title), required=True, options=steps)

    # The form

    @property
    def form_parts(self):
        """The macros of what has rows, by the ``part`` of a section."""
        return self._parts.macros

    def condition_of(self, section: Section) -> ConditionForm:
        """The condition that a section is about."""
        return self.condition

    def none_said(self, section: Section) -> Shown:
        """What is true without a condition."""
        return self.translate(ALWAYS)

    @property
    def posted(self) -> Mapping[str, object] | None:
        return self.request.form if self.is_posted else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, self.sent(name)) for name in self.kept_names if self.sent(name)]

    @cached_property
    def questions(self) -> Questions:
        fields = [*self.asked()]
        for form in self.row_forms:
            fields += form.asked
        if self.is_posted:
            sent = Questions(fields, self.language, self.request.form)
            for name, value in self._usual.items():
                sent.typed[name] = sent.typed.get(name) or value
            return sent
        filled = Questions(fields, self.language)
        filled.typed = {**self.stored()}
        for form in self.row_forms:
            filled.typed |= form.stored
        return filled

    @property
    def _usual(self) -> Mapping[str, object]:
        return {
            name: value
            for form in self.row_forms
            for name, value in getattr(form, "usual", {}).items()
        }

    @property
    def row_forms(self) -> Sequence:
        """What has rows that come and go."""
        return ()

    @cached_property
    def drawn(self) -> Mapping[str, Widget]:
        """The widgets by name. Short lists of choices of rows are lists that take no room."""
        rows = {field.name for form in self.row_forms for field in form.asked}
        lists = rows | set(self.as_lists)
        return {
            each.name: replace(each, kind="select")
            if each.kind == "radio" and each.name in lists
            else each
            for each in self.questions.widgets
        }

    as_lists: Sequence[str] = ()  # questions whose answer can be taken back

    def widgets(self, *names: str) -> list[Widget]:
        return [self.drawn[name] for name in names if name in self.drawn]

    @property
    def form_errors(self) -> Sequence[ErrorLink]:
        return self.questions.errors if self.is_posted else ()

    def done(self) -> str | None:
        if self._is_asking or any(form.is_changing for form in self.row_forms):
            return None
        if "delete" in self.request.form:
            return self._delete()
        self.questions.check()
        self.read_rows()
        self._refuse_markup()
        if self.questions.said or self.problems or self.is_overtaken():
            return None
        return self.save()

    @property
    def _is_asking(self) -> bool:
        """Whether what was sent only asks for what fits, or looks an entry of a list up."""
        return any(each == "refresh" or each.endswith(".find") for each in self.request.form)

    def complain_of(self, name: str, message) -> None:
        """Say what is wrong with one input, unless something is said of it already."""
        if name not in self.questions.said:
            self.questions.complain(name, message)

    def read_rows(self) -> None:
        """Read what has rows, and complain about it."""

    def _refuse_markup(self) -> None:
        for name, value in self.questions.answers.items():
            for message in unwritable(value) if isinstance(value, str) else ():
                self.complain_of(name, message)

    def _delete(self) -> str | None:
        if self.uses:
            self.complain(STILL_NAMED, "uses")
            return None
        return None if self.is_overtaken() else self.delete()

    @property
    def can_delete(self) -> bool:
        return False

    @cached_property
    def uses(self) -> Sequence[Use]:
        return ()

    def said_uses(self) -> list[Link]:
        return [
            Link(
                self.translate(Message(USES[use.kind], mapping={"title": self.german(use.title)})),
                self.address_of(use),
            )
            for use in self.uses
        ]

    @property
    def cancel_address(self) -> str:
        return self.page_address("design")

    def german(self, text: str) -> Shown:
        """A German text of the service on a page of any language."""
        return text if self.german_page or not text else Text(text, SOURCE)

    @property
    def german_page(self) -> bool:
        return self.language == SOURCE

    @property
    def script(self) -> str:
        return self.script_address("designer.js")

    def say(self, message) -> Shown:
        return self.translate(message)

    # Conditions

    def condition_form(
        self, data: object, subjects: Mapping[str, Subject], prefix: str = CONDITION
    ) -> ConditionForm:
        return ConditionForm(
            prefix,
            subjects,
            read_condition(data),
            self.posted,
            self.say,
            tuple(sorted(list_names())),
            tuple(sorted(threshold_names())),
        )

    def subjects(self, but: str = "", group: str = "", values: bool = True) -> dict[str, Subject]:
        """What a condition may look at: all questions asked, those of the same row, and derived
        values; not the one it is of."""
        found = {}
        for step in self.draft.definition.steps:
            for field in step.fields:
                found[field.name] = self._subject(field)
                if field.name == group:
                    found |= {each.name: self._subject(each) for each in field.fields}
        if values and not group:
            for name, value in self.draft.definition.values.items():
                kind = "date" if value.kind == "day" else "number"
                found[name] = Subject(name, self.german(name), kind, is_value=True)
        return {
            name: each for name, each in found.items() if name != but and each.type != "explanation"
        }

    def _subject(self, field: Field) -> Subject:
        options = tuple(
            replace(each, title=self.german(each.title), condition=None) for each in field.options
        )
        return Subject(field.name, self.german(field.title), field.type, options, field.code_list)

    def condition_said(self, condition: Condition | None) -> Shown:
        return self.draft.said(condition)
