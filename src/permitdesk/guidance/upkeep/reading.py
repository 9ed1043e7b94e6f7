"""What a text of a page says and where it leads, read from its markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from permitdesk.guidance.markup import bare

_BLOCKS = {"p", "li", "h2", "h3", "h4", "ul", "ol", "div"}


@dataclass(frozen=True)
class Link:
    """What is read, and the address as it was stored; '' where it has none that is safe."""

    words: str
    address: str


@dataclass(frozen=True)
class Reading:
    """``words`` has a line for each paragraph, heading and point of a list."""

    words: str = ""
    links: tuple[Link, ...] = ()


@lru_cache(maxsize=4000)
def read(markup: str) -> Reading:
    """Read the markup of a text; an empty reading where nothing is left of it."""
    tree = bare(markup)
    if tree is None:
        return Reading()
    links = tuple(
        Link(_in_one_line("".join(each.itertext())), (each.get("href") or "").strip())
        for each in tree.iter("a")
    )
    lines = "".join(_pieces(tree)).split("\n")
    return Reading("\n".join(filter(None, map(_in_one_line, lines))), links)


def _pieces(element) -> Iterator[str]:
    """Its words, with a new line where a block begins and ends."""
    edge = "\n" if element.tag in _BLOCKS or element.tag == "br" else ""
    yield edge
    yield (element.text or "").replace("\n", " ")
    for each in element:
        yield from _pieces(each)
        yield (each.tail or "").replace("\n", " ")
    yield edge


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
