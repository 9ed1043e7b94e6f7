"""A prerequisite: what the law asks for, beside what somebody answered. It decides nothing."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import WORDS, FormPage, Section, text_field
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field, Option
from permitdesk.services.sheet import NoSuchPartError

NEW = _("designer_new_prerequisite", default="Neue Voraussetzung")
CHANGE = _("designer_edit_prerequisite", default="Voraussetzung bearbeiten")
LEAD = _(
    "designer_prerequisite_lead",
    default="Sie sagt vor dem Absenden, was das Gesetz verlangt, neben dem, was jemand angegeben"
    " hat: erfüllt, fehlt wahrscheinlich, oder hier nicht zu sehen. Sie entscheidet nichts und"
    " hält niemanden auf.",
)
TITLE = _("designer_hint_title", default="Überschrift")
TEXT = _("designer_prerequisite_text", default="Was verlangt das Gesetz?")
PLACES = _(
    "designer_prerequisite_places",
    default="Diese berechneten Werte können Sie einsetzen: ${names}",
)
IF_MISSING = _("services_part_if_missing", default="Text, wenn es fehlt")
IF_MISSING_HELP = _(
    "designer_prerequisite_if_missing", default="Sagen Sie, was man jetzt tun kann."
)
IF_UNSEEN = _("services_part_if_unseen", default="Text, wenn man es nicht sieht")
STEP = _("designer_prerequisite_step", default="In welchem Abschnitt steht sie?")
SHOWN = _("designer_prerequisite_shows", default="Angabe daneben (${number})")
CONDITIONS = {
    "condition": (
        "if",
        _("designer_prerequisite_applies", default="Für wen gilt sie?"),
        "",
        _("designer_prerequisite_all", default="Für alle. Es gibt keine Bedingung."),
    ),
    "met": (
        "met",
        _("designer_prerequisite_met", default="Wann ist sie erfüllt?"),
        _(
            "designer_prerequisite_met_help",
            default="Nur was bei diesen Antworten sicher ist. Trifft weder das hier noch „fehlt“"
            " zu, steht dort, dass man es hier nicht sehen kann.",
        ),
        _("designer_prerequisite_never", default="Das sagt das Portal nie von selbst."),
    ),
    "missing": (
        "lacks",
        _("designer_prerequisite_missing", default="Wann fehlt sie?"),
        "",
        _("designer_prerequisite_never", default="Das sagt das Portal nie von selbst."),
    ),
}
KIND = "prerequisite"
MOST_SHOWN = 8


class PrerequisitePage(FormPage):
    """``?id=`` names the prerequisite; a new one has ``?step=``."""

    name = "design-prerequisite"
    kept_names = ("id", "step")

    @property
    def title(self):
        return CHANGE if self.kept else NEW

    @property
    def subtitle(self) -> Shown:
        return self.say(LEAD)

    @cached_property
    def kept(self) -> Mapping | None:
        found = self.sheet.hint(self.sent("id")) if self.sent("id") else None
        if found and found.get("kind") != KIND:
            raise NoSuchPartError(self.sent("id"))
        return found

    @property
    def step(self) -> str:
        return str(self.kept["step"]) if self.kept else self.sent("step")

    @cached_property
    def shows(self) -> list[str]:
        found = (self.kept or {}).get("shows")
        return [str(each) for each in found] if isinstance(found, list) else []

    @cached_property
    def show_names(self) -> list[str]:
        """The inputs for what stands beside it, one more than there is."""
        most = max(MOST_SHOWN, len(self.shows))
        return [f"show_{place}" for place in range(min(max(2, len(self.shows) + 1), most))]

    @property
    def as_lists(self) -> Sequence[str]:
        return ("step_", *self.show_names)

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        known = {name: each.title for name, each in self.subjects().items()}
        known = {**dict.fromkeys(self.shows), **known}
        offered = tuple(Option(name, title or name) for name, title in known.items())
        return [
            text_field("title", self.say(TITLE), required=True, said=said),
            text_field("text", self.say(TEXT), self.places, True, 4000, True, said),
            text_field(
                "text_missing", self.say(IF_MISSING), self.say(IF_MISSING_HELP), False, 4000, True,
                said,
            ),
            text_field("text_unseen", self.say(IF_UNSEEN), "", False, 4000, True, said),
            self.step_choice(STEP),
            *(
                Field(
                    name,
                    "choice",
                    self.say(Message(SHOWN, mapping={"number": place})),
                    options=offered,
                )
                for place, name in enumerate(self.show_names, 1)
            ),
        ]  # fmt: skip

    @property
    def places(self) -> Shown:
        names = ", ".join(f"${{{name}}}" for name in self.draft.definition.values)
        return self.say(Message(PLACES, mapping={"names": names})) if names else ""

    def stored(self) -> Mapping[str, object]:
        kept = self.kept or {}
        return {
            "title": kept.get("title", ""),
            "text": kept.get("text", ""),
            "text_missing": kept.get("if_missing", ""),
            "text_unseen": kept.get("if_unseen", ""),
            "step_": self.step,
            **dict(zip(self.show_names, self.shows, strict=False)),
        }

    @cached_property
    def conditions(self) -> Mapping[str, ConditionForm]:
        subjects = self.subjects()
        return {
            name: self.condition_form((self.kept or {}).get(name), subjects, prefix)
            for name, (prefix, *_words) in CONDITIONS.items()
        }

    @property
    def row_forms(self):
        return tuple(self.conditions.values())

    def condition_of(self, section: Section) -> ConditionForm:
        return self.conditions[section.name]

    def none_said(self, section: Section) -> Shown:
        return self.say(CONDITIONS[section.name][-1])

    def read_rows(self) -> None:
        answers = self.questions.answers
        self.wanted = {
            name: form.read(answers, self.complain_of) for name, form in self.conditions.items()
        }

    def sections(self) -> Sequence[Section]:
        return [
            Section(self.say(WORDS), self.widgets("title", "text")),
            *(
                Section(self.say(title), part="condition", help=self.say(text), name=name)
                for name, (_prefix, title, text, _none) in CONDITIONS.items()
            ),
            Section("", self.widgets("text_missing", "text_unseen", *self.show_names, "step_")),
        ]

    def save(self) -> str:
        answers = self.questions.answers
        title, step = str(answers["title"]), str(answers["step_"])
        id_ = self.sent("id") or self.sheet.add_hint(self.step, KIND, title)
        shown = [str(answers[name]) for name in self.show_names if answers.get(name)]
        self.sheet.change_hint(
            id_,
            title=title,
            text=str(answers["text"]),
            step=step,
            if_missing=answers.get("text_missing") or None,
            if_unseen=answers.get("text_unseen") or None,
            shows=list(dict.fromkeys(shown)) or None,
            **{name: to_data(each) if each else None for name, each in self.wanted.items()},
        )
        self.keep(KIND, title)
        return self.saved_address(step, f"h-{id_}")

    @property
    def can_delete(self) -> bool:
        return self.kept is not None

    def delete(self) -> str:
        title, step = str(self.kept.get("title", "")), self.step
        self.sheet.delete_hint(self.sent("id"))
        self.keep(KIND, title)
        return self.step_address(step)

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.step)
