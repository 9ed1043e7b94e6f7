"""The simple markup that a guidance page may hold, and nothing else."""

import re
from functools import lru_cache

from lxml import html
from lxml_html_clean import Cleaner
from plone.app.uuid.utils import uuidToURL

from permitdesk.core.characters import whole
from permitdesk.guidance.remembered import remembered

_TAGS = {
    "p",
    "br",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "b",
    "em",
    "i",
    "bdi",
    "span",
}
_cleaner = Cleaner(
    allow_tags=_TAGS,
    remove_unknown_tags=False,
    safe_attrs_only=True,
    safe_attrs={"href", "lang", "dir", "title"},
    kill_tags={"script", "style", "iframe", "object", "embed", "form", "svg", "math", "template"},
    add_nofollow=False,
)
_SAFE_ADDRESS = re.compile(r"(https?:|mailto:|tel:|/|#|\.|[^:]*$)", re.IGNORECASE)
_BY_ID = re.compile(r"^(?:\.\./)*resolveuid/([0-9a-f]{32})(.*)$")


def cleaned(source: str | None) -> str:
    """Return ``source`` reduced to simple markup, links by id resolved; '' when nothing is left."""
    if not source or not source.strip():
        return ""
    # Where such a link leads is in the catalogue; the rest follows from the source alone.
    return _with_links(source) if "resolveuid" in source else _plain_links(source)


def _cleaned(source: str) -> str:
    tree = bare(source)
    if tree is None:
        return ""
    for link in tree.iter("a"):
        _lead(link)
    text = html.tostring(tree, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>")


def bare(source: str | None):
    """``source`` as a tree of simple markup, links as they were stored; None when nothing is
    left."""
    if not source or not source.strip():
        return None
    tree = html.fragment_fromstring(source, create_parent="div")
    _cleaner(tree)
    for link in tree.iter("a"):
        _check(link)
    return tree if tree.text_content().strip() else None


_plain_links = lru_cache(maxsize=500)(_cleaned)
_with_links = remembered(_cleaned)


def plain(source: str | None) -> str:
    """Return the words of ``source`` for the search index."""
    if not source or not source.strip():
        return ""
    tree = html.fragment_fromstring(source, create_parent="div")
    _cleaner(tree)
    return " ".join(" ".join(tree.itertext()).split())


def _lead(link) -> None:
    """Lead by an address where it leads by an id."""
    by_id = _BY_ID.match(link.get("href") or "")
    if by_id:
        link.set("href", (uuidToURL(by_id[1]) or "") + by_id[2])
        _check(link)


def _check(link) -> None:
    address = whole(link.get("href") or "").strip()
    if address and _SAFE_ADDRESS.match(address):
        link.set("href", address)
    else:
        link.attrib.pop("href", None)
