"""What of a page a version is about: its texts and what else editors fill in. Its dates, its
state, its address and its links with translations are not."""

import hashlib
import json
from collections.abc import Iterator

from Acquisition import aq_base
from plone.app.textfield import RichTextValue
from plone.dexterity.utils import iterSchemata
from zope.schema.interfaces import IField

from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.translating.texts import fields_of

_BASIC = ("title", "description")


def others_of(page) -> Iterator[IField]:
    """What else editors fill in: a service, a day, an order."""
    texts = {field.name for field in fields_of(page)}
    for schema in iterSchemata(page):
        if schema.isOrExtends(IGuidance):
            for name in schema.names(all=True):
                if name not in texts:
                    yield schema[name].bind(page)


def digest(page) -> str:
    """The same for the same contents."""
    found = {name: _plain(value_of(page, name)) for name in _names(page)}
    written = json.dumps(found, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def value_of(page, name: str):
    return getattr(aq_base(page), name, None)


def take(page, earlier) -> None:
    """Give a page the contents of an earlier version of it."""
    for name in _names(page):
        value = value_of(earlier, name)
        if isinstance(value, RichTextValue):
            value = RichTextValue(value.raw, value.mimeType, value.outputMimeType)
        setattr(page, name, value)


def _names(page) -> tuple[str, ...]:
    schemata = (schema for schema in iterSchemata(page) if schema.isOrExtends(IGuidance))
    return (*_BASIC, *(name for schema in schemata for name in schema.names(all=True)))


def _plain(value) -> object:
    if isinstance(value, RichTextValue):
        return value.raw
    return sorted(value) if isinstance(value, set | frozenset) else value or None
