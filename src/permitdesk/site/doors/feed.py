"""The notices of a language as a feed (RSS 2.0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from DateTime import DateTime
from plone import api

from permitdesk.core.characters import whole
from permitdesk.guidance import remembered

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
    brains = api.portal.get_tool("portal_catalog")(
        portal_type="Notice",
        path="/".join((*api.portal.get().getPhysicalPath(), language)),
        review_state="published",
        Language=language,
        effectiveRange=DateTime(),
        sort_on="effective",
        sort_order="descending",
        sort_limit=MOST,
    )
    return tuple(
        Item(
            brain.UID,
            brain.Title,
            brain.getObject().text,
            brain.getURL(),
            brain.effective.asdatetime(),
        )
        for brain in brains[:MOST]
    )


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
