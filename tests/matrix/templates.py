"""The templates of the portal, and the texts by which one of them is known on a page."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from lxml import etree

import permitdesk
from permitdesk.core.languages import SOURCE

HOME = Path(permitdesk.__file__).parent
MARKED = re.compile(r'i18n:translate="(\w+)"')
GERMAN = "Deutsch: "
FRAME = re.compile(r'use-macro="(?:python:)?view[/.]frame"')


@cache
def pages() -> frozenset[str]:
    """The templates that draw a whole page in our frame, by their path in the distribution."""
    return frozenset(path for path, text in _sources().items() if FRAME.search(text))


@cache
def parts() -> frozenset[str]:
    """All other templates: pieces of pages."""
    return frozenset(_sources()) - pages()


@cache
def marks(template: str, language: str) -> tuple[str, ...]:
    """The texts that no other template has, as they read in a language."""
    known = _messages(language)
    return tuple(
        text
        for id_ in dict.fromkeys(MARKED.findall(_sources()[template]))
        if _uses()[id_] == 1 and (text := known.get(id_, "")) and "${" not in text
    )


@cache
def _sources() -> dict[str, str]:
    return {
        str(path.relative_to(HOME)): path.read_text("utf-8")
        for path in sorted(HOME.rglob("*.pt"))
        if "node_modules" not in path.parts
    }


@cache
def _uses() -> dict[str, int]:
    found: dict[str, int] = {}
    for text in _sources().values():
        for id_ in set(MARKED.findall(text)):
            found[id_] = found.get(id_, 0) + 1
    return found


@cache
def _messages(language: str) -> dict[str, str]:
    """Each message in a language; German stands beside the translations, as a comment."""
    tag = "en" if language == SOURCE else language
    with (HOME / "locales" / tag / "LC_MESSAGES" / "permitdesk.po").open("rb") as file:
        catalogue = [each for each in read_po(file) if each.id]
    german = {
        str(each.id): " ".join(each.auto_comments).removeprefix(GERMAN)
        for each in catalogue
        if each.auto_comments
    }
    if language == SOURCE:
        return german
    return german | {str(each.id): str(each.string) for each in catalogue if each.string}


def text_of(page: str) -> str:
    """All that a page says, hidden names included, with single spaces."""
    tree = etree.HTML(page)
    return " ".join(" ".join(tree.itertext()).split())
