"""The notices and the news of a language as a feed (RSS 2.0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from permitdesk.core.characters import whole
from permitdesk.core.clock import BERLIN
from permitdesk.core.texts import say
from permitdesk.guidance import GERMAN_ONLY, Announced, announced, latest_news

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


def items(language: str) -> Sequence[Item]:
    """The notices in force and the news, the newest first."""
    found = [
        Item(each.id, str(each.title), _text(each, language), each.address, _moment(each.begins))
        for each in announced(language)
    ]
    found += [
        Item(each.id, each.title, each.lead, each.address, _beginning_of(each.day))
        for each in latest_news(language)
    ]
    return sorted(found, key=lambda each: each.published, reverse=True)[:MOST]


def _text(notice: Announced, language: str) -> str:
    if isinstance(notice.title, str):
        return str(notice.text)
    return f"{notice.text}\n{say(GERMAN_ONLY, language)}"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time.min, BERLIN)


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
