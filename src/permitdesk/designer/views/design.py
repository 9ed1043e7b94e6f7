"""The form of a service: its outline, and each step as the applicant sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, listed
from permitdesk.designer.draft import Draft, plain
from permitdesk.designer.titles import DOCUMENT, FOREIGN, KINDS
from permitdesk.designer.views.page import DesignerPage
from permitdesk.intake.drawing import Page, draw, draw_upload
from permitdesk.services.field_titles import mark_in_words
from permitdesk.services.outline import FOREIGN as FOREIGN_KIND
from permitdesk.services.outline import Item, SheetStep
from permitdesk.services.sheet import NoSuchPartError
from permitdesk.services.uses import Use, read_condition
from permitdesk.theme import Link, Notice, PageTemplate, Widget
from permitdesk.translation import unwritable

ONLY_IF = _("designer_only_if", default="Nur wenn ${condition}")
REQUIRED = _("designer_required", default="Pflicht")
MEANS = _("designer_means", default="Bedeutet: ${mark}")
KINDS_OF_HINT = {
    "info": _("designer_hint_info", default="Hinweis"),
    "warning": _("designer_hint_warning", default="Warnung: Man darf weitermachen"),
    "stop": _("designer_hint_stop", default="Ende: Hier kann man den Antrag nicht stellen"),
    "prerequisite": _("services_text_prerequisite", default="Voraussetzung"),
}
UP = _("designer_up", default="„${title}“ nach oben")
DOWN = _("designer_down", default="„${title}“ nach unten")
WORDS = _("designer_words", default="Worte von „${title}“ ändern")
EDIT = _("designer_edit", default="„${title}“ bearbeiten")
TOO_LONG = _("designer_too_long", default="Dieser Text ist zu lang. Kürzen Sie ihn bitte.")
NO_WORDS = _("designer_no_words", default="Schreiben Sie, was gefragt wird.")
LONGEST_TITLE = 300
NO_TITLE = _("designer_no_title", default="(ohne Titel)")
# Which page edits what a ``Use`` names.
_PAGES = {
    **dict.fromkeys(("question", "option", "rule"), ("design-question", "name")),
    "document": ("design-document", "name"),
    "step": ("design-step", "step"),
    "hint": ("design-hint", "id"),
    "prerequisite": ("design-prerequisite", "id"),
    "value": ("design-value", "name"),
}


@dataclass(frozen=True)
class Shape:
    """A question or document with what designers want to know of it, and how it looks."""

    item: Item
    kind: Shown
    notes: Sequence[Shown]
    condition: Shown
    address: str
    widget: Widget | None
    rows: Sequence["Shape"] = ()


@dataclass(frozen=True)
class ShownHint:
    id: str
    kind: Shown
    condition: Shown
    address: str
    notice: Notice


class DraftPage(DesignerPage):
    """A page on the form itself, with the working state read once."""

    tab = "design"

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.context, self.language)

    @property
    def sheet(self):
        return self.draft.sheet

    def page_address(self, page: str, **query: str) -> str:
        return f"{self.address}/@@{page}" + (f"?{urlencode(query)}" if query else "")

    def step_address(self, step: str, anchor: str = "") -> str:
        return self.page_address("design", step=step) + (f"#{anchor}" if anchor else "")

    def saved_address(self, step: str, anchor: str = "step") -> str:
        """Where what was saved stands; there it says that it was."""
        return self.page_address("design", step=step, saved=anchor) + f"#{anchor}"

    def address_of(self, use: Use) -> str:
        """Where what names something is edited; empty where it is only read."""
        if use.kind == "fee":
            return self.page_address("design-fees")
        page, word = _PAGES.get(use.kind, ("", ""))
        return self.page_address(page, **{word: use.name}) if page else ""

    def keep(self, kind: str, title: str) -> None:
        """Write the sheet into the service, and note who did what."""
        self.draft.save()
        self.changed(kind, title)

    def titled_item(self, title: str) -> Shown:
        return title or self.translate(NO_TITLE)

    def said_condition(self, data: object) -> Shown:
        """A condition as a sentence; empty for none."""
        words = self.draft.said(read_condition(data))
        return self.translate(Message(ONLY_IF, mapping={"condition": words})) if words else ""


class DesignPage(DraftPage):
    """The tab *Formular*; ``?step=`` says which step is shown. ``do`` of what is sent is ``words``
    (of questions and documents, changed in place: ``title_<name>``, ``help_<name>``) or a move:
    ``up:<question>``, ``down:<question>``, ``step-up:<step>``, ``step-down:<step>``, or what was
    dragged: ``place`` with ``name``, ``step``, ``before``; ``place-step`` with ``name``,
    ``before``."""

    name = "design"
    title = _("designer_tab_design", default="Formular")
    index = PageTemplate("design.pt")

    def done(self) -> str | None:
        if self.sent("do") in ("", "words"):
            return self._say_otherwise()
        if self.is_overtaken():
            return None
        do, _colon, name = self.sent("do", 200).partition(":")
        name = name or self.sent("name")
        try:
            return self._moved(do, name)
        except NoSuchPartError:
            return self.here

    def typed(self, part: str, name: str, stored: str) -> str:
        """The words in an input: what was typed, else what is kept."""
        typed = self.request.form.get(f"{part}_{name}") if self.is_posted else None
        return self.sent(f"{part}_{name}", 4000).strip() if isinstance(typed, str) else stored

    def help_of(self, name: str) -> str:
        return self.sheet.text(name, "description")

    def is_typed(self, item: Item) -> bool:
        """Whether other words are typed for it than those kept."""
        help_ = self.help_of(item.name)
        return (
            self.typed("title", item.name, item.title) != item.title
            or self.typed("help", item.name, help_).replace("\r\n", "\n") != help_
        )

    def _say_otherwise(self) -> str | None:
        """Keep the words that were changed in place."""
        if self.step is None:
            return self.here
        items = [
            each
            for item in (*self.step.questions, *self.step.documents)
            for each in (item, *item.rows)
            if self.is_typed(each)
        ]
        for item in items:
            title = self.typed("title", item.name, item.title)
            text = self.typed("help", item.name, "")
            if not title:
                self.complain(NO_WORDS, f"title_{item.name}")
            elif len(title) > LONGEST_TITLE:
                self.complain(TOO_LONG, f"title_{item.name}")
            for message in dict.fromkeys((*unwritable(title), *unwritable(text))):
                self.complain(message, f"title_{item.name}")
        if self.problems or (items and self.is_overtaken()):
            return None
        for item in items:
            text = self.typed("help", item.name, "").replace("\r\n", "\n")
            title = self.typed("title", item.name, item.title)
            self.sheet.change(item.name, title=title, description=text)
            self.keep("document" if item.kind == "document" else "question", title)
        return self.step_address(self.step.name, f"q-{items[0].name}" if items else "")

    def _moved(self, do: str, name: str) -> str:
        by = {"up": -1, "step-up": -1, "down": 1, "step-down": 1}.get(do, 0)
        word = "up" if by < 0 else "down"
        if do in ("up", "down"):
            self.sheet.move(name, by)
        elif do == "place":
            self.sheet.place(name, self.sent("step"), self.sent("before"))
        elif do in ("step-up", "step-down"):
            self.sheet.move_step(name, by)
        elif do == "place-step":
            self.sheet.place_step(name, self.sent("before"))
        if do.endswith("step") or do.startswith("step"):
            shown, anchor = self.sent("shown") or name, f"{word}-step-{name}"
        else:
            shown, anchor = self.sheet.item(name).step, f"{word}-{name}"
        self.keep("order", "")
        return self.step_address(shown, anchor)

    @cached_property
    def steps(self) -> Sequence[SheetStep]:
        return self.sheet.steps

    @cached_property
    def step(self) -> SheetStep | None:
        """The step that is shown: the one asked for, else the first."""
        wanted = self.sent("shown") if self.is_posted else self.sent("step")
        named = (each for each in self.steps if each.name == wanted)
        return next(named, self.steps[0] if self.steps else None)

    @property
    def number(self) -> int:
        return self.steps.index(self.step) + 1

    @property
    def problem_count(self) -> int:
        return len(self.draft.problems)

    @property
    def problems_address(self) -> str:
        """Where the problems are listed; empty where no page lists them."""
        addresses = (tab.address for tab in self.tabs if tab.address.endswith("/@@findings"))
        return next(addresses, "")

    def called(self, word: str, title: str) -> Shown:
        """What a button does, for who hears one button after the other."""
        message = {"up": UP, "down": DOWN, "edit": EDIT, "words": WORDS}[word]
        return str(
            self.translate(Message(message, mapping={"title": str(self.titled_item(title))}))
        )

    @property
    def script(self) -> str:
        return self.script_address("designer.js")

    @cached_property
    def questions(self) -> list[Shape]:
        return [self._shape(each) for each in self.step.questions]

    @cached_property
    def documents(self) -> list[Shape]:
        return [self._shape(each) for each in self.step.documents]

    def hints(self) -> list[ShownHint]:
        found = (each for each in self.sheet.hints if each.get("step") == self.step.name)
        return [self._hint(each) for each in found]

    @property
    def adding(self) -> list[Link]:
        """What can be added to this step."""
        step = self.step.name
        return [
            Link(
                self.translate(_("designer_add_question", default="Frage hinzufügen")),
                self.page_address("design-add", step=step),
            ),
            Link(
                self.translate(_("designer_add_document", default="Unterlage hinzufügen")),
                self.page_address("design-document", step=step),
            ),
            Link(
                self.translate(_("designer_add_hint", default="Hinweis hinzufügen")),
                self.page_address("design-hint", step=step),
            ),
            Link(
                self.translate(_("designer_add_prerequisite", default="Voraussetzung hinzufügen")),
                self.page_address("design-prerequisite", step=step),
            ),
        ]

    def _shape(self, item: Item) -> Shape:
        page = "design-document" if item.kind == "document" else "design-question"
        return Shape(
            item,
            self._kind(item),
            self._notes(item),
            self.said_condition(self.sheet.condition(item.name)),
            self.page_address(page, name=item.name),
            self._widget(item),
            [self._shape(each) for each in item.rows],
        )

    def _kind(self, item: Item) -> Shown:
        if item.kind == "document":
            return self.translate(DOCUMENT)
        if item.kind == FOREIGN_KIND:
            return self.translate(Message(FOREIGN, mapping={"type": item.type}))
        return self.translate(KINDS[item.kind][0])

    def _notes(self, item: Item) -> list[Shown]:
        notes = [self.translate(REQUIRED)] if item.required else []
        mark = self.sheet.setting(item.name, "mark")
        if mark:
            said = mark_in_words(mark, self.language)
            notes.append(self.translate(Message(MEANS, mapping={"mark": said})))
        return notes

    def _widget(self, item: Item) -> Widget | None:
        page = Page(self.draft.revision, SOURCE, clock.today())
        requirement = self.draft.requirements.get(item.name)
        if requirement is not None:
            return draw_upload(page, requirement, (), f"seen_{item.name}", False)
        field = self.draft.fields.get(item.name)
        if field is None or item.group:
            return None
        entered = {field.name: [{}]} if field.type == "group" else {}
        return draw(page, plain(field), entered, f"seen_{item.name}")

    def _hint(self, hint) -> ShownHint:
        kind = hint.get("kind", "info")
        page = "design-prerequisite" if kind == "prerequisite" else "design-hint"
        style = kind if kind in ("info", "warning", "stop") else "info"
        return ShownHint(
            str(hint.get("id", "")),
            self.translate(KINDS_OF_HINT.get(kind, kind)),
            self.said_condition(hint.get("condition")),
            self.page_address(page, id=str(hint.get("id", ""))),
            Notice(style, str(hint.get("title", "")), str(hint.get("text", ""))),
        )

    def line(self, shape: Shape) -> Shown:
        """Kind and notes on one line."""
        parts = [shape.kind, *shape.notes]
        return listed(parts, " · ")
