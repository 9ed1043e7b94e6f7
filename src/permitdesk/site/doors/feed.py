"""The notices of a language as a feed (RSS 2.0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from permitdesk.core.characters import whole
from permitdesk.guidance import in_force_in, remembered

MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Item:
    """One thing that is new; ``id`` stays when its title or address changes."""

    id: str
    title: str
    text: str
    address: str
    published: datetime


@remembered
def items(language: str) -> Sequence[Item]:
    """The notices in force, the newest first."""
    newest = {"sort_on": "effective", "sort_order": "descending", "sort_limit": MOST}
    brains = in_force_in(language, "Notice", **newest)
    return tuple(
        Item(
            brain.UID,
            brain.Title,
            brain.getObject().text,
            brain.getURL(),
            _since(brain).asdatetime(),
        )
        for brain in brains[:MOST]
    )


def _since(brain):
    """From when on it holds; when it was made, where no editor has said a day (Plone: 1969)."""
    return brain.effective if brain.effective.year() > 1970 else brain.created


def feed(found: Sequence[Item], title: str, home: str, address: str, language: str) -> bytes:
    """``address`` is that of the feed itself."""
    ET.register_namespace("atom", _ATOM)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    for name, text in (("title", title), ("link", home), ("description", title)):
        ET.SubElement(channel, name).text = text
    ET.SubElement(channel, "language").text = language
    ET.SubElement(channel, f"{{{_ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    for each in found:
        item = ET.SubElement(channel, "item")
        for name, text in (
            ("title", each.title),
            ("link", each.address),
            ("description", each.text),
            ("pubDate", format_datetime(each.published)),
        ):
            ET.SubElement(item, name).text = whole(text)
        ET.SubElement(item, "guid", isPermaLink="false").text = each.id
    return ET.tostring(rss, encoding="utf-8", xml_declaration=True)
