"""Figures in the texts of hints and prerequisites: ``${name}`` stands for an answer or value.

So no figure of the law stands in a text or its translations: ``${needed_months}`` is read from
dated data, in the words of the reader's language.
"""

import re
from collections.abc import Callable, Iterator

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_]\w*)\}")


def placeholders(text: str) -> Iterator[str]:
    """The names that a text has a place for."""
    return (match[1] for match in _PLACEHOLDER.finditer(text))


def filled(text: str, said: Callable[[str], str]) -> str:
    """The text with what ``said`` has for each name."""
    return _PLACEHOLDER.sub(lambda match: said(match[1]), text)
