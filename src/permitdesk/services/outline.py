"""The outline of a form: its steps, and what stands in them, as a list shows it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from permitdesk.services.elements import is_required, text_of
from permitdesk.services.fields import TYPES
from permitdesk.services.settings import ours

DOCUMENT = "document"
FOREIGN = "foreign"  # a kind of field that the wizard cannot draw
_FILE = "plone.namedfile.field.NamedBlobFile"
DOTTED = {kind: dotted for dotted, kind in TYPES.items()} | {DOCUMENT: _FILE}
_FILES = frozenset(
    f"plone.namedfile.field.Named{kind}" for kind in ("File", "BlobFile", "Image", "BlobImage")
)
# Kinds between which a question may change: what was answered stays readable.
READABLE = {
    "text": ("long-text",),
    "long-text": ("text",),
    "date": ("partial-date",),
    "integer": ("number",),
    "choice": ("multi-choice",),
}


@dataclass(frozen=True)
class Item:
    """A question, document or field of a foreign kind, as the outline lists it."""

    name: str
    kind: str
    title: str
    step: str
    group: str = ""
    type: str = ""  # the dotted name of its kind
    required: bool = False
    conditional: bool = False
    rows: tuple["Item", ...] = ()


@dataclass(frozen=True)
class SheetStep:
    """A step. ``minutes`` is None where it is reckoned from its questions."""

    name: str
    title: str
    description: str
    condition: Mapping | None
    minutes: int | None
    shared: bool
    questions: tuple[Item, ...]
    documents: tuple[Item, ...]


def kind_of(element) -> str:
    dotted = element.get("type", "")
    return DOCUMENT if dotted in _FILES else TYPES.get(dotted, FOREIGN)


def item_of(element, step: str, rows: tuple[Item, ...] = ()) -> Item:
    return Item(
        element.get("name", ""),
        kind_of(element),
        text_of(element, "title"),
        step,
        element.get(ours("group"), ""),
        element.get("type", ""),
        is_required(element),
        bool(element.get(ours("condition"))),
        rows,
    )
