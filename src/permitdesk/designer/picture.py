"""What the applicant sees of a text: its question, document or hint, in a language, now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from permitdesk.core import clock
from permitdesk.core.texts import Shown
from permitdesk.intake import drawing
from permitdesk.services import TextPlace
from permitdesk.services.definition import Definition, Revision
from permitdesk.theme import Notice, Widget
from permitdesk.translation import Entry

_KINDS = {"info": "info", "warning": "warning", "stop": "stop"}


@dataclass(frozen=True)
class Picture:
    """A question, a notice, or a heading and a paragraph of the service's own pages."""

    widget: Widget | None = None
    notice: Notice | None = None
    heading: Shown = ""
    paragraph: Shown = ""


def picture(
    definition: Definition, entries: Iterable[Entry], key: str, place: TextPlace, language: str
) -> Picture:
    """The picture of the text under ``key``; what is not translated is German and says so."""
    revision = _as_revision(definition, entries, language)
    page = drawing.Page(revision, language, clock.today())
    field = definition.field(place.of) if place.of else None
    if field is not None:
        shown = replace(field, options=tuple(replace(o, condition=None) for o in field.options))
        shown = replace(shown, fields=tuple(replace(f, condition=None) for f in field.fields))
        entered = {field.name: [{}]} if field.type == "group" else {}
        widget = drawing.draw(page, shown, entered, "picture")
        if place.part == "error":
            widget = replace(widget, error=revision.shown(key, language))
        return Picture(widget=widget)
    for each in definition.requirements:
        if each.id == place.of:
            return Picture(widget=drawing.draw_upload(page, each, (), "picture", unchecked=False))
    for each in (*definition.hints, *definition.prerequisites):
        if key.startswith(each.key("")):
            title = revision.shown(each.key("title"), language)
            part = key if key != each.key("title") else each.key("text")
            kind = _KINDS.get(getattr(each, "kind", "info"), "info")
            return Picture(notice=Notice(kind, title, revision.shown(part, language)))
    shown = revision.shown(key, language)
    return Picture(heading=shown) if place.kind == "title" else Picture(paragraph=shown)


def _as_revision(definition: Definition, entries: Iterable[Entry], language: str) -> Revision:
    entries = tuple(entries)
    return Revision(
        service="picture",
        number=0,
        definition=definition,
        labels={language: {each.key: each.text for each in entries if each.text}},
        digest="",
        sources={each.key: each.source for each in entries},
    )
