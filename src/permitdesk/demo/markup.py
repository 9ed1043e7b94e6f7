"""Turns the demo texts' plain notation into simple HTML: paragraphs, lists, ``##``, links."""

import re
from collections.abc import Callable
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# E-mail addresses and telephone numbers keep their direction in right-to-left texts.
_ISOLATED = re.compile(r"[\w.-]+@[\w.-]+\w|\b\d{5} \d+-\d+")


def to_html(text: str, address_of: Callable[[str], str]) -> str:
    """Return the HTML of a text; ``page:contact`` in a link becomes ``address_of("contact")``."""
    return "".join(_block(block, address_of) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str, address_of: Callable[[str], str]) -> str:
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_inline(line[2:], address_of)}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:], address_of)}</h2>"
    return f"<p>{_inline(' '.join(lines), address_of)}</p>"


def _inline(text: str, address_of: Callable[[str], str]) -> str:
    text = _ISOLATED.sub(lambda found: f"<bdi>{found[0]}</bdi>", escape(text, quote=False))

    def link(found: re.Match) -> str:
        target = found[2]
        if target.startswith("page:"):
            target = address_of(target.removeprefix("page:"))
        return f'<a href="{escape(target)}">{found[1]}</a>'

    return _LINK.sub(link, text)
