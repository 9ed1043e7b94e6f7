"""Derived values, and what the law asks for beside somebody's answers, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown, Text, listed, plain
from permitdesk.services.asked import considered, prerequisites_for
from permitdesk.services.definition import Between, Prerequisite, Revision, Value
from permitdesk.services.placeholders import filled
from permitdesk.services.summary import values_shown

_NOT_KNOWN = _("services_figure_not_known", default="(wird noch geprüft)")
_RANGE = _("services_range", default="${low} bis ${high}")


@dataclass(frozen=True)
class SaidPrerequisite:
    """One prerequisite for one person. ``state``: ``met``, ``missing``, ``unseen``; no decision."""

    id: str
    state: str
    title: Shown
    text: Shown
    answers: tuple[Shown, ...]
    note: Shown


def prerequisites_said(
    revision: Revision,
    answers: Mapping[str, object],
    language: str,
    today: date,
    step: str | None = None,
) -> list[SaidPrerequisite]:
    """What the law asks for beside what was answered, of one step or of all."""
    speaker = Speaker(revision, answers, language, today)
    return [
        speaker.prerequisite(each, state)
        for each, state in prerequisites_for(revision.definition, answers, today, step)
    ]


class Speaker:
    """Fills the texts of hints and prerequisites with somebody's answers and figures of the law."""

    def __init__(
        self, revision: Revision, answers: Mapping[str, object], language: str, today: date
    ):
        self.revision, self.language = revision, language
        self.seen = considered(revision.definition, answers, today)

    def text(self, key: str) -> Shown:
        """The text under a key, its places filled; empty where there is none."""
        text = self.revision.shown(key, self.language)
        if isinstance(text, Text):
            # A German text says its figures in German too.
            german = filled(text.value, lambda name: self._named(name, text.language))
            return Text(str(german), text.language)
        return filled(text, lambda name: self._named(name, self.language))

    def prerequisite(self, each: Prerequisite, state: str) -> SaidPrerequisite:
        return SaidPrerequisite(
            each.id,
            state,
            self.text(each.key("title")),
            self.text(each.key("text")),
            tuple(text for name in each.shows for text in self.values(name, self.language)),
            self.text(each.key(f"if_{state}")),
        )

    def values(self, name: str, language: str) -> tuple[Shown, ...]:
        """A derived value or an answer in words; nothing where it is open."""
        found, definition = self.seen.get(name), self.revision.definition
        if name in definition.values:
            text = value_shown(definition.values[name], found, language)
            return (text,) if text else ()
        field = definition.field(name)
        return values_shown(self.revision, field, found, language) if field else ()

    def _named(self, name: str, language: str) -> Shown:
        return listed(self.values(name, language)) or plain(_NOT_KNOWN, language)


def value_shown(value: Value, found: object, language: str) -> str:
    """A derived value in words; what is known within limits as from – to; nothing when open."""
    if not isinstance(found, Between):
        return in_words.day(found, language) if isinstance(found, str) else ""
    low, high = _amount(value, found.low, language), _amount(value, found.high, language)
    if low == high:
        return low
    ends = {"low": low, "high": high}
    return plain(Message(_RANGE, mapping=ends), language)


def _amount(value: Value, amount: Decimal, language: str) -> str:
    whole = int(amount.to_integral_value(ROUND_FLOOR))
    match value.unit:
        case "duration":
            return in_words.duration(whole, language)
        case "months":
            return in_words.months(whole, language)
        case "years":
            return in_words.years(whole, language)
        case "cefr":
            return in_words.level(whole)
        case "euro":
            return in_words.euros(amount, language)
    return in_words.decimal(amount.normalize() if amount % 1 else whole, language)
