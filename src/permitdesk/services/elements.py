"""The XML of a form, element by element: its steps, its fields, what of them stands where. Pure.

A field stands in a step (``fieldset``), or in none. Our settings are attributes in a namespace of
their own; those of the steps are JSON on the schema.
"""

import json
from collections.abc import Iterator, Mapping

from lxml import etree

from permitdesk.core.characters import whole
from permitdesk.services.settings import ours
from permitdesk.services.xml import SCHEMA


def theirs(name: str) -> str:
    """The name of one of the elements that supermodel knows."""
    return f"{{{SCHEMA}}}{name}"


# What there is


def schema_of(root) -> etree._Element:
    """The schema of a model, which gets one where it has none."""
    found = root.find(theirs("schema"))
    return etree.SubElement(root, theirs("schema")) if found is None else found


def steps_of(above) -> list[etree._Element]:
    """The steps of a schema or of a whole model."""
    return list(above.iter(theirs("fieldset")))


def fields_in(above) -> Iterator[etree._Element]:
    """The fields that stand right there."""
    yield from above.iterfind(theirs("field"))


def fields_below(above) -> dict[str, etree._Element]:
    """All fields by name, in steps or not."""
    return {each.get("name"): each for each in above.iter(theirs("field"))}


def tops_of(step) -> list[etree._Element]:
    """What stands in a step itself, and in no group of the step."""
    names = {each.get("name") for each in fields_in(step)}
    return [each for each in fields_in(step) if each.get(ours("group")) not in names]


def step_settings(schema) -> dict[str, dict]:
    """Our settings by step; without what cannot be read."""
    found = data_in(schema.get(ours("steps")), {})
    return {name: each for name, each in found.items() if isinstance(each, dict)}


def keep_step_settings(schema, settings: Mapping[str, Mapping]) -> None:
    """Those of steps that there are."""
    there = {each.get("name") for each in steps_of(schema)}
    kept = {name: each for name, each in settings.items() if each and name in there}
    set_attribute(schema, ours("steps"), json.dumps(kept, ensure_ascii=False) if kept else "")


# Parts of a field


def text_of(element, part: str) -> str:
    """The text of a part: ``title``, ``description``, ``required`` …"""
    found = element.find(theirs(part))
    return (found.text or "").strip() if found is not None else ""


def write_text(element, part: str, text: str, keep: bool) -> None:
    """Set the text of a part; without a text it goes, unless it is to be kept."""
    found = element.find(theirs(part))
    if not text and not keep:
        if found is not None:
            element.remove(found)
        return
    if found is None:
        found = etree.SubElement(element, theirs(part))
    found.text = writable(text)


def is_required(element) -> bool:
    # A field says so only where it is not: zope.schema's own default.
    return text_of(element, "required").lower() not in ("false", "0")


# Attributes


def data_in(text: str | None, empty):
    """What is kept as JSON; ``empty`` for what cannot be read, which the findings tell."""
    try:
        data = json.loads(text) if text else empty
    except (ValueError, RecursionError):
        return empty
    return data if isinstance(data, type(empty)) else empty


def set_attribute(element, name: str, text: str) -> None:
    if text:
        element.set(name, writable(text))
    elif name in element.attrib:
        del element.attrib[name]
        etree.cleanup_namespaces(element)


def set_data(element, setting: str, data) -> None:
    """Keep one of our settings as JSON; the same stays as it is written."""
    if data != data_in(element.get(ours(setting)), type(data)() if data else data or {}):
        set_attribute(element, ours(setting), json.dumps(data, ensure_ascii=False) if data else "")


def writable(text: str) -> str:
    """The text without what no XML can hold."""
    return whole(text).translate({0xFFFE: None, 0xFFFF: None})


# Order


def move(like: list[etree._Element], element, by: int) -> None:
    """Up (-1) or down (1) among its like; at their end it stays."""
    place = like.index(element) + by
    if not 0 <= place < len(like):
        return
    if by < 0:
        like[place].addprevious(element)
    else:
        like[place].addnext(element)
