"""Which texts of an object are translated, and how they are read and written.

A type that is one object a language has a schema that extends ``IGuidance`` and names its texts
(``taggedValue(TRANSLATED, …)``). Its title and description always belong to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from Acquisition import aq_base
from plone.app.textfield import RichText, RichTextValue
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import iterSchemata
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message
from zope.schema import TextLine

from permitdesk.core import _
from permitdesk.guidance.interfaces import OWN, TRANSLATED, IGuidance
from permitdesk.guidance.notation import loses, markup_of, written
from permitdesk.translation import LONGEST, TOO_LONG, tidy, wrong

LINE, LINES, MARKUP = "line", "lines", "markup"

LOST = _(
    "guidance_translate_lost",
    default="Darin ist Auszeichnung, die auf den Seiten nicht geht. Erlaubt sind Absätze,"
    " Überschriften, Listen, Links, fett und kursiv.",
)
ONE_LINE = _("guidance_translate_one_line", default="Das muss in einer Zeile stehen.")


@dataclass(frozen=True)
class Field:
    """A text to translate. ``kind``: ``line``, ``lines``, or ``markup`` in its notation."""

    name: str
    title: Message
    kind: str


_BASIC = (
    Field("title", _("guidance_translate_title", default="Titel"), LINE),
    Field("description", _("guidance_translate_description", default="Zusammenfassung"), LINES),
)


def fields_of(obj) -> tuple[Field, ...]:
    """The texts of an object, in the order in which they are translated."""
    return (*_BASIC, *_declared(iterSchemata(obj)))


def shared_fields(obj) -> Iterator[str]:
    """What of an object is no text: the same in every language when a translation begins."""
    for schema in iterSchemata(obj):
        if schema.isOrExtends(IGuidance):
            names = set(schema.names(all=True))
            texts = schema.queryTaggedValue(TRANSLATED, ())
            yield from names.difference(texts, schema.queryTaggedValue(OWN, ()))


def translated_types() -> tuple[str, ...]:
    """The types that are one object a language."""
    return tuple(
        sorted(
            name
            for name, fti in getUtilitiesFor(IDexterityFTI)
            if fti.lookupSchema().isOrExtends(IGuidance)
        )
    )


def text_of(obj, field: Field) -> str:
    """A text as people edit it; '' when there is none."""
    value = getattr(aq_base(obj), field.name, None)
    if not value:
        return ""
    return written(value.raw) if field.kind == MARKUP else tidy(value)


def put(obj, field: Field, text: str) -> None:
    """Store a text as people edit it."""
    if field.kind == MARKUP:
        value = RichTextValue(markup_of(text), "text/html", "text/x-html-safe") if text else None
    else:
        value = text
    setattr(obj, field.name, value)


def wrong_in(field: Field, source: str, text: str) -> list[Message]:
    """What is wrong with a translation of this text, in words."""
    if field.kind != MARKUP:
        found = wrong(source, text)
        return [*found, ONE_LINE] if field.kind == LINE and "\n" in text else found
    if len(text) > LONGEST:
        return [TOO_LONG]
    # Its markup is read here; what else no text may hold is the same everywhere.
    found = wrong(source, text.replace("<", "‹"))
    return [*found, LOST] if loses(text) else found


def _declared(schemata) -> Iterator[Field]:
    for schema in schemata:
        for name in schema.queryTaggedValue(TRANSLATED, ()):
            field = schema[name]
            if isinstance(field, RichText):
                kind = MARKUP
            else:
                kind = LINE if isinstance(field, TextLine) else LINES
            yield Field(name, field.title, kind)
