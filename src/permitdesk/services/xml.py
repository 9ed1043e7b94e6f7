"""Which XML may be a service's fields: a list of what is allowed, checked before anything reads it.

Supermodel resolves dotted names (``based-on``, ``invariant``, ``source``, ``defaultFactory``,
``form:widget`` …) and easyform evaluates TALES expressions that stand in attributes. Neither is
let in, so nobody who may write XML can run code with it.
"""

import re

from lxml import etree

from permitdesk.services.settings import NAMES
from permitdesk.services.settings import NAMESPACE as OURS

SCHEMA = "http://namespaces.plone.org/supermodel/schema"
EASYFORM = "http://namespaces.plone.org/supermodel/easyform"
I18N = "http://xml.zope.org/namespaces/i18n"
MAX_SIZE = 1_000_000

# The stock editor shows descriptions as they are: markup in them would run there.
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_ELEMENTS = frozenset(
    (
        *("model", "schema", "fieldset", "field", "title", "description", "required", "readonly"),
        *("default", "missing_value", "min", "max", "min_length", "max_length", "unique"),
        *("values", "element", "value_type", "accept", "validate_invariants"),
    )
)
_ATTRIBUTES = {
    "model": frozenset(),
    "schema": frozenset({"name", f"{{{OURS}}}steps", f"{{{OURS}}}values"}),
    "fieldset": frozenset({"name", "label", "description", "order"}),
    "field": frozenset({"name", "type"}) | {f"{{{OURS}}}{name}" for name in NAMES},
    "value_type": frozenset({"type"}),
    "element": frozenset({"key"}),
}
# What easyform's editor writes though nobody asked for it, with the values that do nothing.
_INERT = {
    f"{{{EASYFORM}}}serverSide": frozenset({"False", "false", ""}),
    f"{{{EASYFORM}}}THidden": frozenset({"False", "false", ""}),
}


class UnsafeModelError(ValueError):
    """XML that may not become a service's fields; ``problems`` says what, in German."""

    def __init__(self, problems: list[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def screened(source: str) -> bytes:
    """The XML as bytes, when all of it is allowed. Raises ``UnsafeModelError``."""
    data = source.encode("utf-8") if isinstance(source, str) else source
    if len(data) > MAX_SIZE:
        raise UnsafeModelError(["Das XML der Felder ist zu groß."])
    # A declared encoding would contradict the text that we were given.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeModelError([f"Das XML der Felder ist fehlerhaft: {error.msg}"]) from error
    if root.getroottree().docinfo.doctype:
        raise UnsafeModelError(["Eine DOCTYPE-Angabe ist nicht erlaubt."])
    if root.tag != f"{{{SCHEMA}}}model":
        raise UnsafeModelError(["Das oberste Element muss <model> sein."])
    problems = [problem for element in root.iter() for problem in _problems(element)]
    if problems:
        raise UnsafeModelError(problems)
    return data


def _problems(element) -> list[str]:
    if element.tag is etree.Comment:
        return []
    if not isinstance(element.tag, str):
        return [f"Das ist nicht erlaubt (Zeile {element.sourceline}): {type(element).__name__}"]
    name = etree.QName(element)
    if name.namespace != SCHEMA or name.localname not in _ELEMENTS:
        return [f"Das Element <{name.localname}> ist nicht erlaubt (Zeile {element.sourceline})."]
    allowed = _ATTRIBUTES.get(name.localname, frozenset())
    texts = (element.text or "", element.get("label", ""), element.get("description", ""))
    marked_up = [
        f"Ein Text enthält HTML; das ist nicht erlaubt (Zeile {element.sourceline})."
        for text in texts
        if _MARKUP.search(text)
    ]
    return marked_up + [
        f"Die Angabe „{etree.QName(attribute).localname}“ ist an <{name.localname}> nicht erlaubt"
        f" (Zeile {element.sourceline})."
        for attribute, value in element.attrib.items()
        if attribute not in allowed
        and etree.QName(attribute).namespace != I18N
        and value not in _INERT.get(attribute, ())
    ]
