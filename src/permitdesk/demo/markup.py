"""Turns the demo texts' plain notation into simple HTML: paragraphs, lists, ``##``, links."""

import re
from collections.abc import Callable
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff]")
# E-mail addresses and telephone numbers keep their direction everywhere.
_NUMBERS = re.compile(r"[\w.-]+@[\w.-]+\w|\b\d{5} \d+-\d+")
# A run of Latin words, numbers and signs with a letter in it: "§ 81 Abs. 4 AufenthG", "18a".
_GERMAN = re.compile(
    r"(?:\d{5} \d+-\d+|(?=[§\d ]*[A-Za-zÄÖÜäöü])[§\dA-Za-zÄÖÜäöü]"
    r"(?:[-§\dA-Za-zÄÖÜäöüß .,@/]*[\dA-Za-zÄÖÜäöüß])?)"
)


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
    parts, end = [], 0
    for found in _LINK.finditer(text):
        target = found[2]
        if target.startswith("page:"):
            target = address_of(target.removeprefix("page:"))
        parts += [_words(text[end : found.start()]), f'<a href="{escape(target)}">']
        parts += [_words(found[1]), "</a>"]
        end = found.end()
    return "".join([*parts, _words(text[end:])])


def _words(text: str) -> str:
    """Text in another script isolates its German terms, so that they are read in their order."""
    isolated = _NUMBERS if not _OTHER_SCRIPT.search(text) else _GERMAN
    parts, end = [], 0
    for found in isolated.finditer(text):
        parts += [escape(text[end : found.start()], quote=False)]
        parts += [f"<bdi>{escape(found[0], quote=False)}</bdi>"]
        end = found.end()
    return "".join([*parts, escape(text[end:], quote=False)])
