"""What is different between two states of a page, each content in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core.texts import german
from permitdesk.guidance.history.contents import others_of, value_of
from permitdesk.guidance.translating import Pair, difference, fields_of, text_of


@dataclass(frozen=True)
class Change:
    """A content that is another one now; ``pairs`` are its sentences of before beside those of
    after."""

    title: Message
    pairs: Sequence[Pair]


def changes(before, after) -> list[Change]:
    """What differs between a page and another state of it."""
    return [
        Change(title, difference(old, new))
        for title, old, new in _told(before, after)
        if old != new
    ]


def _told(before, after) -> Iterator[tuple[Message, str, str]]:
    for field in fields_of(after):
        yield field.title, text_of(before, field), text_of(after, field)
    for field in others_of(after):
        yield (
            field.title,
            *(_words(field, value_of(each, field.__name__)) for each in (before, after)),
        )


def _words(field, value) -> str:
    if value is None:
        return ""
    if isinstance(value, set | frozenset):
        terms = field.value_type.vocabulary
        return ", ".join(sorted(german(terms.getTerm(each).title) for each in value))
    return str(value)
