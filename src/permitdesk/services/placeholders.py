"""Figures in the texts of hints and prerequisites: ``${name}`` stands for an answer or value.

So no figure of the law stands in a text or its translations: ``${needed_months}`` is read from
dated data, in the words of the reader's language.
"""

import re
from collections.abc import Callable, Iterator

from permitdesk.core import texts
from permitdesk.core.texts import Shown

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_]\w*)\}")


def placeholders(text: str) -> Iterator[str]:
    """The names that a text has a place for."""
    return (match[1] for match in _PLACEHOLDER.finditer(text))


def filled(text: str, said: Callable[[str], Shown]) -> Shown:
    """The text with what ``said`` has for each name, which keeps the language it is in."""
    return texts.filled(text, _PLACEHOLDER, said)
