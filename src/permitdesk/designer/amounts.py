"""Days and numbers to compare with, as two inputs: a way to say it, and an amount.

``way`` is ``today``, ``-d``, ``-m``, ``-y``, ``+d``, ``+m``, ``+y`` (so many days, months or years
before or after today), ``day``, ``number``, ``field:<name>`` or ``threshold:<name>``. Pure.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.services.definition import Other, Threshold

DAY_WAYS = {
    "today": _("designer_way_today", default="heute"),
    "-d": _("designer_way_days_ago", default="… Tage vor heute"),
    "-m": _("designer_way_months_ago", default="… Monate vor heute"),
    "-y": _("designer_way_years_ago", default="… Jahre vor heute"),
    "+d": _("designer_way_days_ahead", default="… Tage nach heute"),
    "+m": _("designer_way_months_ahead", default="… Monate nach heute"),
    "+y": _("designer_way_years_ahead", default="… Jahre nach heute"),
    "day": _("designer_way_day", default="dieser Tag: …"),
}
NUMBER_WAYS = {"number": _("designer_way_number", default="diese Zahl: …")}
ANSWER_TO = _("designer_way_field", default="Antwort auf „${title}“")
VALUE_OF = _("designer_way_value", default="Wert „${title}“")
FIGURE = _("designer_way_threshold", default="Wert des Gesetzes: ${name}")
NO_NUMBER = _(
    "designer_amount_no_number", default="Geben Sie eine Zahl ein, zum Beispiel 14 oder 3,5."
)
NO_DAY = _("designer_amount_no_day", default="Geben Sie einen Tag ein, zum Beispiel 01.12.2026.")
_RELATIVE = re.compile(r"today([+-])(\d{1,5})([dmy])")
_GERMAN_DAY = re.compile(r"(\d{1,2})[. /](\d{1,2})[. /](\d{4})")
DATES = frozenset(("date", "partial-date"))
NUMBERS = frozenset(("integer", "number", "money"))


def of(title: object, is_value: bool = False) -> Message:
    """A question's answer, or a derived value, as something to compare with."""
    return Message(VALUE_OF if is_value else ANSWER_TO, mapping={"title": str(title)})


def needs_amount(way: str) -> bool:
    """Whether a number or a day is to be typed for it; for none chosen yet as well."""
    return way != "today" and ":" not in way


class UnreadableAmountError(ValueError):
    """What was typed is no amount; ``message`` says what to type."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def ways(
    kind: str, others: Mapping[str, Message], thresholds: Iterable[str] = ()
) -> list[tuple[str, Message]]:
    """What may be compared with an answer of that kind; ``others`` are questions and values by
    name, as ``of`` calls them."""
    found = list((DAY_WAYS if kind in DATES else NUMBER_WAYS).items())
    found += [(f"field:{name}", words) for name, words in others.items()]
    if kind not in DATES:
        found += [
            (f"threshold:{name}", Message(FIGURE, mapping={"name": name})) for name in thresholds
        ]
    return found


def written(value: object, kind: str) -> tuple[str, str] | None:
    """A value as way and amount; None where these cannot say it."""
    if isinstance(value, Other):
        return f"field:{value.name}", ""
    if isinstance(value, Mapping):
        return (f"field:{value['field']}", "") if set(value) == {"field"} else None
    if isinstance(value, Threshold):
        return f"threshold:{value.name}", ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if kind not in DATES:
        text = str(value)
        try:
            Decimal(text)
        except InvalidOperation:
            return None
        return "number", text.replace(".", ",")
    if value == "today":
        return "today", ""
    if match := _RELATIVE.fullmatch(str(value)):
        return f"{match[1]}{match[3]}", match[2]
    try:
        return "day", f"{date.fromisoformat(str(value)):%d.%m.%Y}"
    except ValueError:
        return None


def read(way: str, amount: str, kind: str) -> object:
    """The value: a text, a number, ``Other`` or ``Threshold``. Raises ``UnreadableAmountError``."""
    sort, _colon, name = way.partition(":")
    if sort == "field" and name:
        return Other(name)
    if sort == "threshold" and name:
        return Threshold(name)
    amount = amount.strip()
    if kind in DATES:
        return _read_day(way, amount)
    try:
        found = Decimal(amount.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise UnreadableAmountError(NO_NUMBER) from None
    if not found.is_finite() or abs(found) > 10**12:
        raise UnreadableAmountError(NO_NUMBER)
    return int(found) if found == found.to_integral_value() else float(found)


def _read_day(way: str, amount: str) -> str:
    if way == "today":
        return "today"
    if way == "day":
        match = _GERMAN_DAY.fullmatch(amount)
        try:
            day = date(*map(int, match.groups()[::-1])) if match else date.fromisoformat(amount)
        except ValueError:
            raise UnreadableAmountError(NO_DAY) from None
        return day.isoformat()
    if not (amount.isascii() and amount.isdecimal() and len(amount) <= 5) or len(way) != 2:
        raise UnreadableAmountError(NO_NUMBER)
    return f"today{way[0]}{int(amount)}{way[1]}"
