"""Texts that know their language, because it may not be that of the page they stand on.

A plain ``str`` is in the language of the page, paper or answer. What is not, such as the German of
a text without a translation, is a ``Text``; a sentence with such a text inside is ``Mixed``. Both
draw themselves: page templates put ``__html__`` on the page, ``theme.render_pdf`` marks them on
paper. So whoever passes a text on need not think of its language, and ``str()`` takes it off.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import languages, messages

_OPEN, _CLOSE = "\ue000", "\ue001"  # no text has them: private use


@dataclass(frozen=True)
class Text:
    """A text to show, and the language it is really in."""

    value: str
    language: str

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    def __html__(self) -> str:
        # Without quotation marks: by mistake inside an attribute, it does not end the attribute.
        return (
            f"<span lang={self.language} dir={self.direction}>"
            f"{escape(self.value, quote=True)}</span>"
        )


@dataclass(frozen=True)
class Mixed:
    """A line of several languages: plain parts are in the language of the page."""

    parts: tuple[str | Text, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return any(self.parts)

    def __html__(self) -> str:
        return "".join(
            each.__html__() if isinstance(each, Text) else escape(each, quote=True)
            for each in self.parts
        )


class Gap(str, Text):
    """German that stands in for a text of the portal in a language that an office has added.

    It is a plain text as well: what computes with it goes on, and then it is no longer marked.
    """

    def __new__(cls, value: str):
        return str.__new__(cls, value)

    def __init__(self, value: str) -> None:
        Text.__init__(self, str(value), languages.SOURCE)

    def __reduce__(self):
        return str, (self.value,)  # stored as the text that it is


Shown = str | Text | Mixed


def joined(*parts: Shown) -> Shown:
    """The parts one after the other; a plain text where all of them are. Neighbours in one language
    become one text, which is read in its order where the page runs the other way."""
    flat: list[str | Text] = []
    for part in parts:
        for each in part.parts if isinstance(part, Mixed) else (part,):
            if not each:
                continue
            if flat and _tongue(flat[-1]) == _tongue(each):
                flat[-1] = alike(each, f"{flat[-1]}{each}")
            else:
                flat.append(each)
    if len(flat) == 1:
        return flat[0]
    return Mixed(tuple(flat)) if flat else ""


def _tongue(part: str | Text) -> str:
    return part.language if isinstance(part, Text) else ""


def labelled(label: Shown, text: Shown) -> Shown:
    """A text behind what it is about: with a colon, or behind a question without one."""
    return joined(label, " " if str(label).endswith(("?", "؟", "!")) else ": ", text)


def listed(parts: Sequence[Shown], between: str = ", ") -> Shown:
    """As ``str.join``."""
    spaced = [each for part in parts for each in (between, part)]
    return joined(*spaced[1:])


def alike(text: Shown, value: str) -> str | Text:
    """Another text in the language of ``text``: a part of it, or it with a number behind."""
    if isinstance(text, Gap):
        return Gap(value)
    return Text(value, text.language) if isinstance(text, Text) else value


def say(message: str | Message | Text | Mixed, language: str) -> Shown:
    """A message in a language, with the messages that are filled in; texts that are filled in keep
    their own. Other texts pass through."""
    if isinstance(message, Text | Mixed):
        return message
    if language not in languages.SHIPPED and messages.is_gap(message, language):
        return _as_gap(say(message, languages.SOURCE))
    mapping = getattr(message, "mapping", None) or {}
    if any(isinstance(value, Message) for value in mapping.values()):
        mapping = {
            name: say(value, language) if isinstance(value, Message) else value
            for name, value in mapping.items()
        }
        message = Message(message, mapping=mapping)
    foreign = {name: value for name, value in mapping.items() if isinstance(value, Text | Mixed)}
    if not foreign:
        return translate(message, target_language=language)
    marked = {name: f"{_OPEN}{name}{_CLOSE}" for name in foreign}
    whole = translate(Message(message, mapping={**mapping, **marked}), target_language=language)
    return filled(whole, re.compile(f"{_OPEN}({'|'.join(foreign)}){_CLOSE}"), foreign.__getitem__)


def plain(message: str | Message, language: str) -> str:
    """As ``say``, for what has to be a ``str``: a text that is German as a whole says so still, one
    with another language within does not."""
    said = say(message, language)
    return said if isinstance(said, str) else str(said)


def _as_gap(said: Shown) -> Shown:
    if isinstance(said, Text):
        return said
    if isinstance(said, Mixed):
        return joined(*map(_as_gap, said.parts))
    return Gap(said)


def german(message: str | Message, **values: str) -> str:
    """A message in the office's language, with what is filled in."""
    return str(say(Message(message, mapping=values) if values else message, languages.SOURCE))


def filled(text: str, place: re.Pattern, said: Callable[[str], Shown]) -> Shown:
    """The text with ``said`` at each place; the pattern's one group is the name of a place."""
    parts = place.split(text)
    return joined(*(said(part) if number % 2 else part for number, part in enumerate(parts)))


def unmarked(text: Shown) -> str:
    """For where there can be no markup, such as the title of a window: parts in other languages
    keep their direction by Unicode's isolates."""
    if isinstance(text, Text):
        opening = "\u2067" if text.direction == "rtl" else "\u2066"
        return f"{opening}{text.value}\u2069"
    return "".join(map(unmarked, text.parts)) if isinstance(text, Mixed) else text
