"""One question: its words, its answers, its rules, when it is asked, and what it is for."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.option_form import OptionForm
from permitdesk.designer.rule_form import RuleForm
from permitdesk.designer.titles import AUTOCOMPLETE, KINDS, MARKED
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import WHEN, WORDS, Section, text_field
from permitdesk.designer.views.item import STEP, ItemPage
from permitdesk.services.choices import SheetOption
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Condition, Field, Option, Rule
from permitdesk.services.field_titles import LIST_TITLES, MARK_TITLES
from permitdesk.services.outline import FOREIGN, READABLE
from permitdesk.services.uses import uses_of_option
from permitdesk.theme import Link

NEW = _("designer_new_question", default="Neue Frage")
CHANGE = _("designer_edit_question", default="Frage bearbeiten")
TITLE = _("designer_question_title", default="Frage, so wie man sie liest")
TEXT_TITLE = _("designer_explanation_title", default="Überschrift der Erklärung")
TEXT = _("designer_question_text", default="Hilfe darunter")
TEXT_HELP = _(
    "designer_question_text_help", default="Ein oder zwei kurze Sätze. Oft braucht es keine."
)
EXAMPLE = _("designer_question_example", default="Beispiel")
EXAMPLE_HELP = _("designer_question_example_help", default="Steht klein unter der Frage.")
REQUIRED = _("designer_question_required", default="Muss man das beantworten?")
MUST = _("designer_question_must", default="Ja, sonst geht es nicht weiter")
MAY = _("designer_question_may", default="Nein, freiwillig")
KIND = _("designer_question_kind", default="Art der Antwort")
LIST = _("designer_question_list", default="Welche Liste?")
ROWS = _("designer_question_rows", default="Höchstens so oft")
ANSWERS = _("designer_section_answers", default="Antworten zur Auswahl")
ANSWER = _("designer_section_answer", default="Antwort")
RULES = _("designer_section_rules", default="Was geprüft wird")
USE = _("designer_section_use", default="Wofür die Antwort gut ist")
MARK = _("designer_question_mark", default="Was bedeutet die Antwort für das Amt?")
MARK_HELP = _(
    "designer_question_mark_help",
    default="Danach geht zum Beispiel, welcher Ordner den Antrag bekommt.",
)
FILL = _("designer_question_fill", default="Was der Browser selbst ausfüllen darf")
SHARED = _("designer_question_shared", default="Gilt die Antwort für die ganze Familie?")
SHARED_HELP = _(
    "designer_question_shared_help", default="Ohne Antwort gilt, was der Abschnitt sagt."
)
IN_USE = _(
    "designer_answer_in_use",
    default="Die Antwort „${answer}“ wird noch gebraucht: ${places}. Ändern Sie das zuerst.",
)
MARK_TAKEN = _("designer_mark_taken", default="Diese Bedeutung hat schon die Frage „${title}“.")
_FILLED = ("text", "email", "phone", "date")


class QuestionPage(ItemPage):
    """``?name=`` names the question; a new one has ``?step=``, ``?kind=`` and perhaps
    ``?group=``."""

    name = "design-question"
    part = "question"
    new_title, change_title = NEW, CHANGE
    kept_names = ("name", "step", "kind", "group")

    @cached_property
    def kind(self) -> str:
        if self.item:
            return self.item.kind
        return self.sent("kind") if self.sent("kind") in KINDS else "text"

    @cached_property
    def group(self) -> str:
        return self.item.group if self.item else self.sent("group")

    @property
    def kind_title(self) -> Shown:
        return self.say(KINDS[self.kind][0]) if self.kind in KINDS else self.item.type

    @property
    def subtitle(self) -> Shown:
        return self.kind_title

    @property
    def is_choice(self) -> bool:
        return self.kind in ("choice", "multi-choice")

    @property
    def has_rules(self) -> bool:
        return self.kind not in ("explanation", FOREIGN)

    @property
    def is_list(self) -> bool:
        return self.kind in ("code-list", "multi-code-list")

    as_lists = ("kind_", "mark", "autocomplete", "shared", "step_", "code_list")

    def asked(self) -> Sequence[Field]:
        return [*self._words(), *self._answer(), *self._use()]

    def _words(self) -> list[Field]:
        said = self.say(TOO_LONG)
        title = self.say(TEXT_TITLE if self.kind == "explanation" else TITLE)
        found = [
            text_field("title", title, required=True, said=said),
            text_field("text", self.say(TEXT), self.say(TEXT_HELP), False, 4000, True, said),
        ]
        if self.kind not in ("explanation", "group", "yes-no"):
            found.append(
                text_field("example", self.say(EXAMPLE), self.say(EXAMPLE_HELP), said=said)
            )
        return found

    def _answer(self) -> list[Field]:
        found = []
        if self.kind not in ("explanation", FOREIGN):
            found.append(self.yes_no("required", REQUIRED, yes=MUST, no=MAY))
        if self.other_kinds:
            kinds = (self.kind, *self.other_kinds)
            options = tuple(Option(each, self.say(KINDS[each][0])) for each in kinds)
            found.append(Field("kind_", "choice", self.say(KIND), required=True, options=options))
        if self.is_list:
            options = tuple(Option(each, self.say(t)) for each, t in LIST_TITLES.items())
            found.append(
                Field("code_list", "choice", self.say(LIST), required=True, options=options)
            )
        if self.kind == "group":
            limits = (Rule("min", 1), Rule("max", 50))
            found.append(Field("max_rows", "integer", self.say(ROWS), rules=limits))
        return found

    def _use(self) -> list[Field]:
        found = []
        marks = [] if self.group else [m for m, kinds in MARKED.items() if self.kind in kinds]
        if marks:
            options = tuple(Option(each, self.say(MARK_TITLES[each])) for each in marks)
            found.append(
                Field("mark", "choice", self.say(MARK), self.say(MARK_HELP), options=options)
            )
        if self.kind in _FILLED:
            options = tuple(Option(each, self.say(t)) for each, t in AUTOCOMPLETE.items())
            found.append(Field("autocomplete", "choice", self.say(FILL), options=options))
        if self.kind != "explanation" and not self.group:
            found.append(self.yes_no("shared", SHARED, SHARED_HELP, required=False))
        if not self.group:
            found.append(self.step_choice(STEP))
        return found

    @cached_property
    def other_kinds(self) -> tuple[str, ...]:
        """Kinds that it may change to: any that nobody has answered yet, else those that keep
        answers readable."""
        return READABLE.get(self.kind, ()) if self.item else ()

    def stored(self) -> Mapping[str, object]:
        if self.item is None:
            return {"required": "yes", "step_": self.step}
        name = self.item.name
        rows = self.sheet.setting(name, "max-rows")
        return {
            "title": self.item.title,
            "text": self.sheet.text(name, "description"),
            "example": self.sheet.setting(name, "example"),
            "required": "yes" if self.item.required else "no",
            "kind_": self.kind,
            "code_list": self.sheet.setting(name, "code-list"),
            "max_rows": int(rows) if rows.isdecimal() else None,
            "mark": self.sheet.setting(name, "mark"),
            "autocomplete": self.sheet.setting(name, "autocomplete"),
            "shared": self.sheet.setting(name, "shared"),
            "step_": self.step,
        }

    # What has rows

    @cached_property
    def condition(self) -> ConditionForm:
        name = self.item.name if self.item else ""
        data = self.sheet.condition(name) if name else None
        return self.condition_form(data, self.subjects(but=name, group=self.group))

    @cached_property
    def options(self) -> OptionForm:
        before = self.sheet.options(self.item.name) if self.item else []
        return OptionForm(before, self.posted, self.say, self.say(TOO_LONG))

    @cached_property
    def rules(self) -> RuleForm:
        name = self.item.name if self.item else ""
        stored = self.sheet.rules(name) if name else []
        others = {
            each.name: (each.type, each.title)
            for each in self.subjects(but=name, group=self.group, values=False).values()
        }
        columns = {
            row.name: (row.kind, self.german(row.title)) for row in (self.item.rows if name else ())
        }
        return RuleForm(self.kind, stored, self.posted, self.say, others, columns)

    @property
    def row_forms(self):
        found = [self.condition]
        if self.is_choice:
            found.append(self.options)
        return [*found, self.rules] if self.has_rules else found

    def read_rows(self) -> None:
        answers, complain = self.questions.answers, self.complain_of
        self.asked_when: Condition | None = self.condition.read(answers, complain)
        if self.is_choice:
            self.read_options = self.options.read(answers, complain)
            self._refuse_gone(self.options.gone)
        if self.has_rules:
            self.read_rules = self.rules.read(answers, complain)
        mark = answers.get("mark")
        for field in self.draft.definition.fields():
            if mark and field.mark == mark and not (self.item and field.name == self.item.name):
                complain("mark", Message(MARK_TAKEN, mapping={"title": self.german(field.title)}))

    def _refuse_gone(self, gone: Sequence[SheetOption]) -> None:
        for option in gone:
            uses = uses_of_option(self.sheet, self.item.name, option.value)
            if uses:
                places = "; ".join(str(self.german(use.title)) for use in uses)
                message = Message(IN_USE, mapping={"answer": option.title, "places": places})
                self.complain(message, "f-o_more")

    def sections(self) -> Sequence[Section]:
        found = [Section(self.say(WORDS), self.widgets("title", "text", "example"))]
        answer = self.widgets("required", "kind_", "code_list", "max_rows")
        if answer:
            found.append(Section(self.say(ANSWER), answer))
        if self.is_choice:
            found.append(Section(self.say(ANSWERS), part="options"))
        found.append(Section(self.say(WHEN), part="condition"))
        if self.has_rules:
            found.append(Section(self.say(RULES), part="rules"))
        use = self.widgets("mark", "autocomplete", "shared", "step_")
        return [*found, Section(self.say(USE), use)] if use else found

    def option_links(self) -> list[Link]:
        """To the condition of each answer that there is."""
        if self.item is None:
            return []
        return [
            Link(
                self.german(each.title),
                self.page_address("design-option", name=self.item.name, option=each.value),
                current=bool(each.condition),
            )
            for each in self.sheet.options(self.item.name)
        ]

    # Saving

    def save(self) -> str:
        answers = self.questions.answers
        title = str(answers["title"])
        name = self.item.name if self.item else ""
        if not name:
            name = self.sheet.add(self.step, self.kind, title, self.group)
        elif answers.get("kind_") in self.other_kinds:
            self.sheet.change_kind(name, str(answers["kind_"]))
        self.sheet.change(name, **self._changes(title))
        target = str(answers.get("step_") or self.step)
        if not self.group and target != self.step:
            self.sheet.place(name, target)
        return self.keep_item(name, title)

    def _changes(self, title: str) -> dict[str, object]:
        answers = self.questions.answers
        changes: dict[str, object] = {"title": title, "description": str(answers.get("text") or "")}
        fields = {each.name for each in self.questions.fields}
        for word in ("example", "code_list", "max_rows", "mark", "autocomplete", "shared"):
            if word in fields:
                changes[word] = str(answers.get(word) or "")
        if "required" in fields:
            changes["required"] = answers.get("required") == "yes"
        changes["condition"] = to_data(self.asked_when) if self.asked_when else None
        if self.is_choice:
            changes["options"] = self.read_options
        if self.has_rules:
            changes["rules"] = self.read_rules
        return changes
