"""A document to upload: what it is, when it is needed, and what may be handed in."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from permitdesk.core import _
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import FormPage, Section, text_field
from permitdesk.designer.views.question import STEP
from permitdesk.designer.views.step import WORDS
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Condition, Field, Option, Requirement, Rule
from permitdesk.services.uses import Use, uses_of

NEW = _("designer_new_document", default="Neue Unterlage")
CHANGE = _("designer_edit_document", default="Unterlage bearbeiten")
TITLE = _("designer_document_title", default="Name der Unterlage")
TITLE_HELP = _("designer_document_title_help", default="Zum Beispiel: „Mietvertrag“.")
TEXT = _("designer_document_text", default="Was es sein soll, und was nicht reicht")
WHEN = _("designer_document_when", default="Wann braucht man sie?")
REQUIRED = _("designer_document_required", default="Muss sie dabei sein?")
MUST = _("designer_document_must", default="Ja")
MAY = _("designer_document_may", default="Nein, freiwillig")
FILES = _("designer_document_files", default="Höchstens so viele Dateien")
FORMATS = _("designer_document_formats", default="Erlaubte Dateien")
LATER = _("designer_document_later", default="Darf sie nach dem Absenden kommen?")
THIRD = _("designer_document_third", default="Lädt sie oft jemand anderes hoch?")
THIRD_HELP = _(
    "designer_document_third_help",
    default="Zum Beispiel der Arbeitgeber. Er bekommt dann einen Code nur für diese Unterlage.",
)
SHARED = _("designer_document_shared", default="Gehört sie der ganzen Familie?")
HANDING = _("designer_section_handing", default="Hochladen")
YES, NO = _("services_yes", default="Ja"), _("services_no", default="Nein")
NAMES = {
    "application/pdf": _("designer_format_pdf", default="PDF"),
    "image/jpeg": _("designer_format_jpeg", default="Foto (JPEG)"),
    "image/png": _("designer_format_png", default="Bild (PNG)"),
    "image/heic": _("designer_format_heic", default="Foto vom iPhone (HEIC)"),
}
_USUAL = {"may_come_later": "yes", "third_party": "no", "shared": "no"}
_ALL = set(Requirement.formats)


class DocumentPage(FormPage):
    """``?name=`` names the document; a new one has ``?step=``."""

    name = "design-document"
    kept_names = ("name", "step")
    as_lists = ("step_",)

    @property
    def title(self):
        return CHANGE if self.item else NEW

    @cached_property
    def item(self):
        return self.sheet.item(self.sent("name")) if self.sent("name") else None

    @cached_property
    def step(self) -> str:
        return self.item.step if self.item else self.sheet.step(self.sent("step")).name

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        must = (Option("yes", self.say(MUST)), Option("no", self.say(MAY)))
        steps = tuple(Option(each.name, self.german(each.title)) for each in self.sheet.steps)
        formats = tuple(Option(each, self.say(title)) for each, title in NAMES.items())
        limits = (Rule("min", 1), Rule("max", 20))
        return [
            text_field("title", self.say(TITLE), self.say(TITLE_HELP), True, said=said),
            text_field("text", self.say(TEXT), longest=4000, long=True, said=said),
            Field("required", "choice", self.say(REQUIRED), required=True, options=must),
            self._yes_no("may_come_later", LATER),
            Field("max_files", "integer", self.say(FILES), required=True, rules=limits),
            Field("formats", "multi-choice", self.say(FORMATS), required=True, options=formats),
            self._yes_no("third_party", THIRD, THIRD_HELP),
            self._yes_no("shared", SHARED),
            Field("step_", "choice", self.say(STEP), required=True, options=steps),
        ]

    def _yes_no(self, name: str, title, help_="") -> Field:
        options = (Option("yes", self.say(YES)), Option("no", self.say(NO)))
        said = self.say(help_) if help_ else ""
        return Field(name, "choice", self.say(title), said, required=True, options=options)

    def stored(self) -> Mapping[str, object]:
        if self.item is None:
            return {
                "required": "yes",
                "max_files": 1,
                "formats": sorted(_ALL),
                "step_": self.step,
                **_USUAL,
            }
        name = self.item.name
        formats = self.sheet.setting(name, "formats").replace(",", " ").split()
        files = self.sheet.setting(name, "max-files")
        return {
            "title": self.item.title,
            "text": self.sheet.text(name, "description"),
            "required": "yes" if self.item.required else "no",
            "max_files": int(files) if files.isdecimal() else 1,
            "formats": formats or sorted(_ALL),
            "step_": self.step,
            **{
                word: self.sheet.setting(name, word.replace("_", "-")) or usual
                for word, usual in _USUAL.items()
            },
        }

    @cached_property
    def condition(self) -> ConditionForm:
        data = self.sheet.condition(self.item.name) if self.item else None
        return self.condition_form(data, self.subjects())

    @property
    def row_forms(self):
        return (self.condition,)

    def read_rows(self) -> None:
        self.needed_when: Condition | None = self.condition.read(
            self.questions.answers, self.complain_of
        )

    def sections(self) -> Sequence[Section]:
        return [
            Section(self.say(WORDS), self.widgets("title", "text")),
            Section(self.say(WHEN), part="condition"),
            Section(
                self.say(HANDING),
                self.widgets(
                    *("required", "may_come_later", "max_files", "formats"),
                    *("third_party", "shared", "step_"),
                ),
            ),
        ]

    def save(self) -> str:
        answers = self.questions.answers
        title = str(answers["title"])
        name = self.item.name if self.item else self.sheet.add(self.step, "document", title)
        formats = [each for each in Requirement.formats if each in answers["formats"]]
        known = self.sheet.setting(name, "formats").replace(",", " ").split()
        changes = {
            # What is the same as nothing said stays unsaid.
            word: ""
            if answers[word] == usual and not self.sheet.setting(name, word.replace("_", "-"))
            else str(answers[word])
            for word, usual in _USUAL.items()
        }
        files = int(answers["max_files"])
        if set(formats) != set(known or _ALL):
            changes["formats"] = "" if set(formats) == _ALL else " ".join(formats)
        if files != 1 or self.sheet.setting(name, "max-files"):
            changes["max_files"] = str(files)
        self.sheet.change(
            name,
            title=title,
            description=str(answers.get("text") or ""),
            required=answers["required"] == "yes",
            condition=to_data(self.needed_when) if self.needed_when else None,
            **changes,
        )
        if answers["step_"] != self.step:
            self.sheet.place(name, str(answers["step_"]))
        self.keep("document", title)
        return self.step_address(str(answers["step_"]), f"q-{name}")

    @property
    def can_delete(self) -> bool:
        return self.item is not None

    @cached_property
    def uses(self) -> Sequence[Use]:
        return uses_of(self.sheet, self.item.name) if self.item else ()

    def delete(self) -> str:
        item = self.item
        self.sheet.delete(item.name)
        self.keep("document", item.title)
        return self.step_address(item.step)

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.step, f"q-{self.item.name}" if self.item else "")
