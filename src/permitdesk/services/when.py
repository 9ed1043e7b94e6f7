"""A condition in words, for paper and for staff: „Frage 2.1: ja“, in any of our languages."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from babel.dates import format_timedelta
from zope.i18nmessageid import Message

from permitdesk.core import _, in_words, languages
from permitdesk.core.texts import Shown, joined, listed, say
from permitdesk.district import legal_list, threshold
from permitdesk.services.definition import Condition, Field, Listed, Other, Revision, Threshold
from permitdesk.services.summary import values_shown

_RELATIVE = re.compile(r"today([+-])(\d{1,5})([dmy])")
_UNITS = {"d": ("day", 1.0), "m": ("month", 30.5), "y": ("year", 365.25)}
_AND = _("services_when_and", default="und")
_OR = _("services_when_or", default="oder")
_TODAY = _("services_when_today", default="heute")
_FILLED = _("services_when_filled", default="ausgefüllt")
_EMPTY = _("services_when_empty", default="nicht ausgefüllt")
_NOT = _("services_when_not", default="nicht ${values}")
_COMPARED = {
    "before": _("services_when_before", default="früher als ${value}"),
    "after": _("services_when_after", default="später als ${value}"),
    "at_least": _("services_when_at_least", default="mindestens ${value}"),
    "at_most": _("services_when_at_most", default="höchstens ${value}"),
    "below": _("services_when_below", default="weniger als ${value}"),
    "above": _("services_when_above", default="mehr als ${value}"),
}
# The same comparisons of days, which are early or late and not much or little.
_COMPARED_DAYS = {
    **_COMPARED,
    "at_least": _("services_when_earliest", default="frühestens ${value}"),
    "at_most": _("services_when_latest", default="spätestens ${value}"),
    "below": _COMPARED["before"],
    "above": _COMPARED["after"],
}


class Words:
    """Says conditions of one revision.

    ``names`` says what to call a field: its number, mostly; ``values`` what to call its options
    where that is shorter than their titles.
    """

    def __init__(
        self,
        revision: Revision,
        language: str,
        names: Mapping[str, Shown],
        today: date,
        values: Mapping[str, Mapping[str, str]] | None = None,
    ):
        self.revision, self.language, self.names, self.today = revision, language, names, today
        self.values = values or {}
        self.fields: dict[str, Field] = {}
        for field in revision.definition.fields():
            self.fields |= {field.name: field, **{each.name: each for each in field.fields}}

    def of(self, condition: Condition) -> Shown:
        """The condition as the end of a sentence that begins with „wenn“."""
        if condition.all_of or condition.any_of:
            parts = condition.all_of or condition.any_of
            word = self.said(_AND if condition.all_of else _OR)
            return listed([self._part(each) for each in parts], f" {word} ")
        name = self.names.get(condition.field, condition.field)
        return joined(name, ": ", self._comparison(condition))

    def _part(self, condition: Condition) -> Shown:
        words = self.of(condition)
        several = len(condition.all_of or condition.any_of) > 1
        return joined("(", words, ")") if several else words

    def _comparison(self, condition: Condition) -> Shown:
        match condition.operator:
            case "filled":
                return self.said(_FILLED)
            case "empty":
                return self.said(_EMPTY)
            case "is" | "is_not" | "in" | "not_in":
                several = condition.operator in ("in", "not_in")
                values = self._values(condition, self._wanted(condition, several))
                return self.said(_NOT, values=values) if "not" in condition.operator else values
        day = self._day(condition.value)
        said = _COMPARED_DAYS if day else _COMPARED
        return self.said(said[condition.operator], value=day or self._amount(condition))

    def _wanted(self, condition: Condition, several: bool) -> tuple:
        if not isinstance(condition.value, Listed):
            return tuple(condition.value) if several else (condition.value,)
        known = legal_list(condition.value.name, self.today)
        return known.codes if known else (condition.value.name,)

    def _values(self, condition: Condition, values) -> Shown:
        short = self.values.get(condition.field, {})
        shown = [short.get(str(value)) or self._quoted(condition.field, value) for value in values]
        *most, last = shown
        return joined(listed(most), f" {self.said(_OR)} ", last) if most else last

    def _quoted(self, name: str, value: object) -> Shown:
        field = self.fields.get(name)
        shown = values_shown(self.revision, field, value, self.language) if field else ()
        return joined("„", shown[0] if shown else str(value), "“")

    def _day(self, value: object) -> str:
        """A day in words; empty where the value is none."""
        if value == "today":
            return self.said(_TODAY)
        if not isinstance(value, str):
            return ""
        match = _RELATIVE.fullmatch(value)
        if match is None:
            text = in_words.day(value, self.language)
            return text if text != value else ""
        sign, amount, unit = match.groups()
        name, days = _UNITS[unit]
        moved = timedelta(days=int(amount) * days * (-1 if sign == "-" else 1))
        return format_timedelta(
            moved,
            granularity=name,
            threshold=10_000,
            add_direction=True,
            locale=languages.locale(self.language),
        )

    def _amount(self, condition: Condition) -> Shown:
        value = condition.value
        if isinstance(value, Other):
            return self.names.get(value.name, value.name)
        if isinstance(value, Threshold):
            figure = threshold(value.name, self.today)
            value = f"{figure.amount:f}" if figure else value.name
        field = self.fields.get(condition.field)
        shown = values_shown(self.revision, field, value, self.language) if field else ()
        return shown[0] if shown else str(value)

    def said(self, message, **values: Shown) -> Shown:
        return say(Message(message, mapping=values), self.language)
