"""Which XML may be a service's fields: a list of what is allowed, checked before anything reads it.

Supermodel resolves dotted names (``based-on``, ``invariant``, ``source``, ``defaultFactory``,
``form:widget`` …) and easyform evaluates TALES expressions that stand in attributes. Neither is
let in, so nobody who may write XML can run code with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.services.settings import NAMES, ours
from permitdesk.translation import MARKUP

SCHEMA = "http://namespaces.plone.org/supermodel/schema"
EASYFORM = "http://namespaces.plone.org/supermodel/easyform"
I18N = "http://xml.zope.org/namespaces/i18n"
MAX_SIZE = 1_000_000
# As which the bytes are read here. Supermodel goes by what the XML declares: read as UTF-7, a text
# without a single "<" holds elements.
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")


@dataclass(frozen=True)
class Allowed:
    """What a model may hold: elements, their attributes, attributes that do nothing with the
    values under which they do nothing, and the types of its fields (None: those registered)."""

    elements: frozenset[str]
    attributes: Mapping[str, frozenset[str]]
    inert: Mapping[str, frozenset[str]]
    types: frozenset[str] | None = None


ELEMENTS = frozenset(
    (
        *("model", "schema", "fieldset", "field", "title", "description", "required", "readonly"),
        *("default", "missing_value", "min", "max", "min_length", "max_length", "unique"),
        *("values", "element", "value_type", "accept", "validate_invariants"),
    )
)
ATTRIBUTES = {
    "model": frozenset(),
    "schema": frozenset({"name"}),
    "fieldset": frozenset({"name", "label", "description", "order"}),
    "field": frozenset({"name", "type"}),
    "value_type": frozenset({"type"}),
    "element": frozenset({"key"}),
}
# Where an element may stand. Within a field, ``schema`` is another thing: a name to import.
WITHIN = {
    "model": frozenset({""}),
    "schema": frozenset({"model"}),
    "fieldset": frozenset({"schema"}),
    "field": frozenset({"schema", "fieldset"}),
    "value_type": frozenset({"field"}),
    "element": frozenset({"values", "default", "missing_value"}),
}
# Values of the field's own kind: read by its type, and that of a file or an object imports them.
_VALUES = frozenset({"default", "missing_value", "min", "max"})
_PLAIN = frozenset(
    (
        *("TextLine", "Text", "URI", "Bool", "Int", "Float", "Decimal"),
        *("Date", "Datetime", "Choice", "Set"),
    )
)
_VALUE_TYPES = frozenset({"zope.schema.Choice", "zope.schema.TextLine"})
# What easyform's editor writes though nobody asked for it, with the values that do nothing.
INERT = {
    f"{{{EASYFORM}}}serverSide": frozenset({"False", "false", ""}),
    f"{{{EASYFORM}}}THidden": frozenset({"False", "false", ""}),
}
SERVICE = Allowed(
    ELEMENTS,
    ATTRIBUTES
    | {
        "schema": frozenset({"name", ours("steps"), ours("values")}),
        "field": frozenset({"name", "type"}) | {ours(name) for name in NAMES},
    },
    INERT,
)


_TEXTS = frozenset({"label", "description", f"{{{I18N}}}translate", ours("example")})


TOO_LARGE = _("services_xml_too_large", default="Das XML der Felder ist zu groß.")
NO_UTF8 = _("services_xml_utf8", default="Das XML der Felder muss in UTF-8 geschrieben sein.")
FAULTY = _("services_xml_faulty", default="Das XML der Felder ist fehlerhaft: ${reason}")
DOCTYPE = _("services_xml_doctype", default="Eine DOCTYPE-Angabe ist nicht erlaubt.")
NO_MODEL = _("services_xml_root", default="Das oberste Element muss „model“ sein.")
FOREIGN = _("services_xml_foreign", default="Das ist nicht erlaubt (Zeile ${line}): ${name}")
NO_ELEMENT = _(
    "services_xml_element", default="Das Element „${name}“ ist nicht erlaubt (Zeile ${line})."
)
MISPLACED = _(
    "services_xml_misplaced",
    default="Das Element „${name}“ ist hier nicht erlaubt (Zeile ${line}).",
)
HAS_MARKUP = _(
    "services_xml_markup",
    default="Ein Text enthält HTML; das ist nicht erlaubt (Zeile ${line}).",
)
NO_TYPE = _("services_xml_type", default="Die Art „${name}“ ist nicht erlaubt (Zeile ${line}).")
NO_ATTRIBUTE = _(
    "services_xml_attribute",
    default="Die Angabe „${attribute}“ ist an „${name}“ nicht erlaubt (Zeile ${line}).",
)


class UnsafeModelError(ValueError):
    """XML that may not become a service's fields; ``messages`` say what, ``problems`` in German."""

    def __init__(self, messages: Iterable[Message]):
        self.messages = tuple(messages)
        super().__init__("\n".join(self.problems))

    @property
    def problems(self) -> tuple[str, ...]:
        return self.said()

    def said(self, language: str = SOURCE) -> tuple[str, ...]:
        """What is wrong, a line each."""
        return tuple(str(say(each, language)) for each in self.messages)


def screened(source: str | bytes, allowed: Allowed = SERVICE) -> bytes:
    """The XML as bytes, when all of it is allowed. Raises ``UnsafeModelError``."""
    data = source.encode("utf-8") if isinstance(source, str) else source
    if len(data) > MAX_SIZE:
        raise UnsafeModelError([TOO_LARGE])
    if not _is_read_alike(data):
        raise UnsafeModelError([NO_UTF8])
    # A declared encoding would contradict the text that we were given.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeModelError([_said(FAULTY, reason=error.msg)]) from error
    if root.getroottree().docinfo.doctype:
        raise UnsafeModelError([DOCTYPE])
    if root.tag != f"{{{SCHEMA}}}model":
        raise UnsafeModelError([NO_MODEL])
    problems = [problem for element in root.iter() for problem in _problems(element, allowed)]
    if problems:
        raise UnsafeModelError(problems)
    return data


def _is_read_alike(data: bytes) -> bool:
    """Whether every parser reads the same characters, whatever the XML declares."""
    declared, _end, _rest = data.removeprefix(b"\xef\xbb\xbf").partition(b"?>")
    if not declared.startswith(b"<?xml"):
        return True
    return {each.lower() for each in _ENCODING.findall(declared)} <= _ENCODINGS


def _problems(element, allowed: Allowed) -> list[Message]:
    line = element.sourceline
    if element.tag is etree.Comment:
        return []
    if not isinstance(element.tag, str):
        return [_said(FOREIGN, line=line, name=type(element).__name__)]
    name = etree.QName(element)
    if name.namespace != SCHEMA or name.localname not in allowed.elements:
        return [_said(NO_ELEMENT, name=name.localname, line=line)]
    problems = _misplaced(element, name.localname)
    # What stands for translation may be taken for the text itself.
    marked = (value for each, value in element.attrib.items() if each in _TEXTS)
    texts = (element.text or "", *marked)
    if any(map(MARKUP.search, texts)):
        problems.append(_said(HAS_MARKUP, line=line))
    kind = element.get("type")
    if kind is not None and allowed.types is not None and kind not in allowed.types:
        problems.append(_said(NO_TYPE, name=kind, line=line))
    known = allowed.attributes.get(name.localname, frozenset())
    return problems + [
        _said(
            NO_ATTRIBUTE,
            attribute=etree.QName(attribute).localname,
            name=name.localname,
            line=line,
        )
        for attribute, value in element.attrib.items()
        if attribute not in known
        and etree.QName(attribute).namespace != I18N
        and value not in allowed.inert.get(attribute, ())
    ]


def _misplaced(element, name: str) -> list[Message]:
    parent = element.getparent()
    above = "" if parent is None else etree.QName(parent).localname
    kind = "" if parent is None else parent.get("type", "")
    imports = (
        above not in WITHIN.get(name, {above})
        or (name in _VALUES and above in ("field", "value_type") and not _is_plain(kind))
        or (name == "value_type" and element.get("type") not in _VALUE_TYPES)
    )
    line = element.sourceline
    return [_said(MISPLACED, name=name, line=line)] if imports else []


def _said(message: Message, **values: object) -> Message:
    return Message(message, mapping=values)


def _is_plain(kind: str) -> bool:
    """Whether a kind of field takes its values as they are written."""
    place, _dot, name = kind.rpartition(".")
    return (place == "zope.schema" and name in _PLAIN) or place in (
        "permitdesk.services.fields",
        "plone.schema",
        "plone.schema.email",
    )
