"""A service's field XML as a package writes it: one layout, so that only changes show. Pure.

Empty descriptions, which the stock editor adds, and spaces around texts are left out; attributes
stand in the order of their names, JSON in them is written in one way.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from xml.sax.saxutils import escape

from lxml import etree

from permitdesk.services.elements import theirs
from permitdesk.services.settings import NAMESPACE as OURS
from permitdesk.services.settings import PREFIX
from permitdesk.services.xml import EASYFORM, I18N, SCHEMA, screened

_PREFIXES = {OURS: PREFIX, EASYFORM: "easyform", I18N: "i18n"}


def laid_out(source: str | bytes) -> str:
    """The XML in its one layout. Raises ``UnsafeModelError``."""
    root = etree.fromstring(screened(source))
    return "".join(_lines(root, 0, True))


def _lines(element, depth: int, is_root: bool = False) -> Iterator[str]:
    room = "  " * depth
    if element.tag is etree.Comment:
        yield f"{room}<!--{element.text or ''}-->\n"
        return
    name = etree.QName(element).localname
    attributes = [f'xmlns="{SCHEMA}"'] if is_root else []
    if is_root:
        used = {etree.QName(key).namespace for each in element.iter() for key in each.attrib}
        attributes += [f'xmlns:{_PREFIXES[uri]}="{uri}"' for uri in sorted(used & set(_PREFIXES))]
    attributes += sorted(
        f'{_name(key)}="{_value(key, value)}"' for key, value in element.attrib.items()
    )
    # Few stand in a line; of many each has its own.
    between = "\n" + room + "    " if len(attributes) > 3 else " "
    start = f"{room}<{name}" + (" " if attributes else "") + between.join(attributes)
    inner = [each for each in element if not _is_empty_description(each)]
    text = (element.text or "").strip()
    if not inner and not text:
        yield f"{start}/>\n"
    elif not inner:
        yield f"{start}>{escape(text)}</{name}>\n"
    else:
        yield f"{start}>\n"
        if text:
            yield f"{room}  {escape(text)}\n"
        for each in inner:
            yield from _lines(each, depth + 1)
        yield f"{room}</{name}>\n"


def _is_empty_description(element) -> bool:
    is_text = element.tag == theirs("description")
    return is_text and not len(element) and not (element.text or "").strip()


def _name(key: str) -> str:
    name = etree.QName(key)
    prefix = _PREFIXES.get(name.namespace)
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _value(key: str, value: str) -> str:
    if etree.QName(key).namespace == OURS and value[:1] in ("[", "{"):
        # What cannot be read is kept as it is, and the findings tell.
        with suppress(ValueError, RecursionError):
            value = json.dumps(json.loads(value), ensure_ascii=False)
    # An attribute's own lines would come back as spaces.
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
