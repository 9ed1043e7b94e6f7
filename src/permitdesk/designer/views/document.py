"""A document to upload: what it is, when it is needed, and what may be handed in."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from permitdesk.core import _
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import WORDS, Section, text_field
from permitdesk.designer.views.item import STEP, ItemPage
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Condition, Field, Option, Requirement, Rule

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
NAMES = {
    "application/pdf": _("designer_format_pdf", default="PDF"),
    "image/jpeg": _("designer_format_jpeg", default="Foto (JPEG)"),
    "image/png": _("designer_format_png", default="Bild (PNG)"),
    "image/heic": _("designer_format_heic", default="Foto vom iPhone (HEIC)"),
}
_USUAL = {"may_come_later": "yes", "third_party": "no", "shared": "no"}
_ALL = set(Requirement.formats)


class DocumentPage(ItemPage):
    """``?name=`` names the document; a new one has ``?step=``."""

    name = "design-document"
    part = "document"
    new_title, change_title = NEW, CHANGE
    kept_names = ("name", "step")
    as_lists = ("step_",)

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        formats = tuple(Option(each, self.say(title)) for each, title in NAMES.items())
        limits = (Rule("min", 1), Rule("max", 20))
        return [
            text_field("title", self.say(TITLE), self.say(TITLE_HELP), True, said=said),
            text_field("text", self.say(TEXT), longest=4000, long=True, said=said),
            self.yes_no("required", REQUIRED, yes=MUST, no=MAY),
            self.yes_no("may_come_later", LATER),
            Field("max_files", "integer", self.say(FILES), required=True, rules=limits),
            Field("formats", "multi-choice", self.say(FORMATS), required=True, options=formats),
            self.yes_no("third_party", THIRD, THIRD_HELP),
            self.yes_no("shared", SHARED),
            self.step_choice(STEP),
        ]

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
        return self.keep_item(name, title)
