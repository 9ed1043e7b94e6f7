"""The answers of a choice in the XML of a form: their codes, their words, when they are offered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from permitdesk.services.elements import data_in, set_data, theirs, writable, write_text
from permitdesk.services.naming import name_for
from permitdesk.services.settings import ours


@dataclass(frozen=True)
class SheetOption:
    """An answer to choose. A new one has no ``value`` yet; it gets one from its title."""

    value: str
    title: str
    condition: Mapping | None = None


def options_of(element) -> list[SheetOption]:
    only_if = data_in(element.get(ours("option-conditions")), {})
    found = []
    for values in element.iter(theirs("values")):
        for each in values.iterfind(theirs("element")):
            title = (each.text or "").strip()
            value = each.get("key") or title
            found.append(SheetOption(value, title, only_if.get(value)))
    return found


def write_options(element, options: Iterable[SheetOption], several: bool) -> None:
    """Of a choice of ``several`` answers, or of one."""
    chosen = _with_codes(list(options))
    values = _values(element, several)
    known = {each.get("key"): each for each in values.iterfind(theirs("element"))}
    for each in list(values):
        values.remove(each)
    for option in chosen:
        made = known.get(option.value)
        made = etree.Element(theirs("element"), key=option.value) if made is None else made
        made.text = writable(option.title)
        values.append(made)
    only_if = {each.value: each.condition for each in chosen if each.condition}
    set_data(element, "option-conditions", only_if)


def _with_codes(options: list[SheetOption]) -> list[SheetOption]:
    taken = {each.value for each in options}
    found = []
    for each in options:
        value = each.value or name_for(each.title, taken, "antwort")
        taken.add(value)
        found.append(SheetOption(value, each.title.strip(), each.condition))
    return found


def _values(element, several: bool) -> etree._Element:
    """Where the answers stand; of several they stand one level deeper."""
    above = element
    if several:
        write_text(element, "values", "", keep=False)
        above = element.find(theirs("value_type"))
        if above is None:
            above = etree.SubElement(element, theirs("value_type"), type="zope.schema.Choice")
    else:
        write_text(element, "value_type", "", keep=False)
    found = above.find(theirs("values"))
    return etree.SubElement(above, theirs("values")) if found is None else found
