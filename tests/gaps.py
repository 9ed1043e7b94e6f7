"""What a page shows in German for want of a translation, and whether it says so."""

import re
from collections.abc import Iterable, Mapping

import transaction
from lxml import html
from plone import api

from permitdesk.services import publish

PLACE = re.compile(r"\$\{\w+\}")
ISOLATED = re.compile("\u2066[^\u2066\u2069]*\u2069")
LONG = 12  # letters after which a text is found within another one
NAMES = {"Auenfeld", "Neumühl", "Auenburg"}  # of places: the same in every language
READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "content")


def without_labels(service, language: str = "ar", keys: Iterable[str] | None = None) -> None:
    """Take the translations of a service out, all or some, and publish it so."""
    table = dict(service.labels.get(language, {}))
    for key in list(table) if keys is None else keys:
        table.pop(key)
    with api.env.adopt_roles(["Manager"]):
        service.labels[language] = table
        publish(service)
    transaction.commit()


def german_texts(
    page: str, sources: Mapping[str, str], typed: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """The German of these texts on a page in another language: as it should be, and unmarked.

    ``typed`` is what a person entered, whatever language that is; it may be what an example says.
    """
    pieces = {
        _plain(piece)
        for text in sources.values()
        for piece in PLACE.split(text.replace("\n", "${newline}"))
    } - {_plain(each) for each in typed}
    long = "|".join(re.escape(each) for each in sorted(pieces, key=len) if len(each) > LONG)
    # A translation may have the German term in brackets.
    known = re.compile(rf"(?<!\()(?:{long or '(?!)'})(?!\))")
    whole = {each for each in pieces if len(each) > 2} - NAMES
    marked, unmarked = [], []
    tree = html.document_fromstring(page)
    for node in tree.xpath("//title/text() | //main//text()"):
        element = node.getparent().getparent() if node.is_tail else node.getparent()
        text = _plain(ISOLATED.sub("", node) if element.tag == "title" else node)
        if text.rstrip(" 0123456789()") not in whole and not known.search(text):
            continue
        language = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        direction = element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)")
        (marked if (language, direction) == ("de", "ltr") else unmarked).append(text)
    for name in READ_ALOUD:
        unmarked += [each for each in tree.xpath(f"//main//@{name}") if known.search(_plain(each))]
    return marked, unmarked


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ?:")
