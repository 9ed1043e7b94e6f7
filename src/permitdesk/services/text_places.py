"""Where a text of a service stands and what it is, for those who translate it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from zope.i18n import translate

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.services.definition import Definition, Field

# What of a question, a step or a document a text is.
PARTS = {
    "heading": _("services_text_heading", default="Überschrift"),
    "question": _("services_text_question", default="Frage"),
    "help": _("services_text_help", default="Hilfe"),
    "example": _("services_text_example", default="Beispiel"),
    "option": _("services_text_option", default="Antwort zur Auswahl"),
    "error": _("services_text_error", default="Fehlermeldung"),
    "document": _("services_text_document", default="Unterlage"),
    "hint": _("services_text_hint", default="Hinweis"),
    "prerequisite": _("services_text_prerequisite", default="Voraussetzung"),
    "notice": _("services_text_notice", default="Hinweis, solange der Dienst Pause macht"),
    "page": _("services_text_page", default="Startseite oder Bestätigung"),
}


@dataclass(frozen=True)
class TextPlace:
    """``path`` are German texts from the step down; ``part`` is one of ``PARTS``, ``kind`` one of
    ``translation.KINDS``. ``step`` and ``of`` are the names of the step and of the question or
    document, empty where there is none."""

    path: tuple[str, ...]
    part: str
    kind: str
    step: str = ""
    of: str = ""

    def told(self, language: str = SOURCE) -> str:
        """The place in a line; the texts of the service in German."""
        part = translate(PARTS[self.part], target_language=language)
        return " › ".join((*filter(None, self.path), part))


def text_places(definition: Definition) -> dict[str, TextPlace]:
    """The place of every text of ``labels.sources``, by key."""
    return dict(_places(definition))


def _places(definition: Definition) -> Iterator[tuple[str, TextPlace]]:
    for name in definition.texts:
        yield f"service.{name}", TextPlace((), "page", "title" if name == "title" else "page")
    titles = {step.name: step.title for step in definition.steps}
    for step in definition.steps:
        yield step.key("title"), TextPlace((step.title,), "heading", "title", step.name)
        yield step.key("description"), TextPlace((step.title,), "help", "help", step.name)
        for field in step.fields:
            yield from _field_places(field, (step.title,), step.name, field.name)
    for each in definition.requirements:
        path = (titles.get(each.step, ""), each.title)
        yield each.key("title"), TextPlace(path, "document", "document", each.step, each.id)
        yield each.key("description"), TextPlace(path, "help", "document", each.step, each.id)
    for hint in definition.hints:
        path = (titles.get(hint.step, ""), hint.title)
        for part in ("title", "text"):
            yield hint.key(part), TextPlace(path, "hint", "hint", hint.step)
    for each in definition.prerequisites:
        path = (titles.get(each.step, ""), each.title)
        for part in ("title", "text", "if_missing", "if_unseen"):
            yield each.key(part), TextPlace(path, "prerequisite", "hint", each.step)


def _field_places(
    field: Field, path: tuple[str, ...], step: str, of: str
) -> Iterator[tuple[str, TextPlace]]:
    here = (*path, field.title)
    # What must be confirmed with yes is a declaration, whatever is asked around it.
    declares = any(rule.kind == "true" for rule in field.rules)

    def place(part: str, kind: str) -> TextPlace:
        return TextPlace(here, part, "declaration" if declares else kind, step, of)

    yield field.key("title"), place("question", "title")
    yield field.key("description"), place("help", "help")
    yield field.key("example"), place("example", "help")
    for option in field.options:
        yield field.key(f"option.{option.value}"), place("option", "option")
    for position in range(1, len(field.rules) + 1):
        yield field.key(f"rule.{position}"), TextPlace(here, "error", "error", step, of)
    for member in field.fields:
        yield from _field_places(member, here, step, of)
