"""Figures in the texts of hints and prerequisites: ``${name}`` stands for an answer or value.

So no figure of the law stands in a text or its translations: ``${needed_months}`` is read from
dated data, in the words of the reader's language.
"""

from collections.abc import Callable

from permitdesk.core import texts
from permitdesk.core.texts import Shown
from permitdesk.translation import PLACE, placeholders

__all__ = ("filled", "placeholders")


def filled(text: str, said: Callable[[str], Shown]) -> Shown:
    """The text with what ``said`` has for each name, which keeps the language it is in."""
    return texts.filled(text, PLACE, said)
