"""Days, moments, numbers and sizes as people read them in their language."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from zope.i18nmessageid import Message, MessageFactory

from permitdesk.core import clock, languages
from permitdesk.core.texts import plain

_ = MessageFactory("permitdesk")

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BYTES = 1024
_CENT = Decimal("0.01")
_WHOLE, _WITH_CENTS = "#,##0", "#,##0.00"


def day(value: str, language: str) -> str:
    """A day with its month in words; what is unknown is left out, or 00 where that misleads."""
    match = _DAY.fullmatch(value)
    if match is None:
        return value
    year, month, number = (int(part) for part in match.groups())
    try:
        if not month:
            return f"{number:02}.00.{year}" if number else str(year)
        if not number:
            return format_date(date(year, month, 1), "LLLL y", locale=languages.locale(language))
        return format_date(date(year, month, number), "long", locale=languages.locale(language))
    except ValueError:
        return value


def moment(value: datetime, language: str) -> str:
    """A moment at the office, the month in words."""
    local = value.astimezone(clock.BERLIN)
    comma = "،" if languages.direction(language) == "rtl" else ","
    spoken = format_date(local.date(), "long", locale=languages.locale(language))
    return f"{spoken}{comma} {local:%H:%M}"


def isolated(text: str) -> str:
    """A name or a number that keeps its own direction within a line of the page's language."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def decimal(value: object, language: str) -> str:
    """A number with the decimal sign of the language, and nothing else changed."""
    text = str(value)
    return text.replace(".", ",") if languages.has_decimal_comma(language) else text


def number(count: int, language: str) -> str:
    """A count in figures, by thousands, as the language groups them: 20.010."""
    return format_decimal(count, locale=languages.locale(language))


def amount(value: object, language: str) -> str:
    """An amount of money by thousands, as the language groups them, without cents where there are
    none: 45.934,20. What is no amount stays as it is."""
    try:
        exact = Decimal(str(value)).quantize(_CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    return format_decimal(
        exact, _WITH_CENTS if exact % 1 else _WHOLE, locale=languages.locale(language)
    )


def euros(value: object, language: str) -> str:
    """An amount of money with its sign, never on two lines: 1.234,56 €."""
    return f"{amount(value, language)}\N{NO-BREAK SPACE}€"


def size(count: int, language: str) -> str:
    """The size of a file, never on two lines: 1,4 MB."""
    if count < _BYTES * _BYTES:
        return f"{max(1, round(count / _BYTES))}\N{NO-BREAK SPACE}kB"
    return f"{decimal(f'{count / _BYTES / _BYTES:.1f}', language)}\N{NO-BREAK SPACE}MB"


# One text for each plural form of a language (CLDR); German needs only "one" and "other".
_MONTHS = {
    "zero": _("core_months_zero", default="${count} Monate"),
    "one": _("core_months_one", default="${count} Monat"),
    "two": _("core_months_two", default="${count} Monate"),
    "few": _("core_months_few", default="${count} Monate"),
    "many": _("core_months_many", default="${count} Monate"),
    "other": _("core_months_other", default="${count} Monate"),
}
_YEARS = {
    "zero": _("core_years_zero", default="${count} Jahre"),
    "one": _("core_years_one", default="${count} Jahr"),
    "two": _("core_years_two", default="${count} Jahre"),
    "few": _("core_years_few", default="${count} Jahre"),
    "many": _("core_years_many", default="${count} Jahre"),
    "other": _("core_years_other", default="${count} Jahre"),
}
_YEARS_AND_MONTHS = _("core_years_and_months", default="${years} und ${months}")
LEVELS = ("–", "A1", "A2", "B1", "B2", "C1", "C2")


def months(count: int, language: str) -> str:
    """27 Monate."""
    return _plural(_MONTHS, count, language)


def years(count: int, language: str) -> str:
    """5 Jahre."""
    return _plural(_YEARS, count, language)


def duration(count: int, language: str) -> str:
    """So many months as people say it: 5 Jahre und 3 Monate; up to two years in months."""
    full, rest = divmod(count, 12)
    if full < 2 or (full == 2 and rest):
        return months(count, language)
    if not rest:
        return years(full, language)
    parts = {"years": years(full, language), "months": months(rest, language)}
    return plain(Message(_YEARS_AND_MONTHS, mapping=parts), language)


def level(place: int) -> str:
    """A level of the Common European Framework: 1 is A1, 6 is C2."""
    return LEVELS[place] if 0 <= place < len(LEVELS) else LEVELS[0]


def _plural(texts: dict[str, Message], count: int, language: str) -> str:
    form = Locale.parse(languages.locale(language)).plural_form(count)
    return plain(Message(texts[form], mapping={"count": str(count)}), language)
