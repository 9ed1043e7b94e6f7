"""Whether one answer is a value of its field's type, and what to tell the person if not.

The values are those of the API: whole numbers and numbers as numbers, money as a number or a
decimal text with a point and at most two places (``"1234.50"``, kept as such a text), days as ISO
dates, dates with unknown parts with ``00``, yes/no as booleans, one code or a list of codes.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from zope.component import queryUtility
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.services import days
from permitdesk.services.conditions import holds, number
from permitdesk.services.definition import Field

# Zero-width space, direction marks, byte order mark: carry no meaning, come along when copying.
INVISIBLE = "\u200b\u200e\u200f\u061c\ufeff"
# Zero-width non-joiner and joiner (Persian, Hindi) and soft hyphen belong to ordinary text.
_HARMLESS = INVISIBLE + "\u200c\u200d\u00ad"
# Control characters, and embeddings, overrides and isolates, which can make a text read other
# than it is (UAX 9).
_FORBIDDEN = {"Cc", "Cf", "Cs", "Co"}

MAX_LENGTH = {"text": 250, "long-text": 4000}
NAME_LENGTH = 120
NAME_MARKS = frozenset(("family-name", "given-names", "name-original-script"))
MAX_MONEY = Decimal("999999999.99")
MAX_NUMBER = 10**12
MAX_CHOSEN = 50
# German numbers of two digits are "possible" inside a local network, and of no use here.
SHORTEST_PHONE = 5
FIRST_YEAR, LAST_YEAR = 1850, 2200


def value_errors(
    field: Field, answer: object, answers: Mapping[str, object], today: date
) -> list[Message]:
    """What is wrong with a filled answer as a value of its field; groups are checked elsewhere."""
    check = _CHECKS.get(field.type)
    return check(field, answer, answers, today) if check else [unreadable()]


def unreadable() -> Message:
    return _("services_error_type", default="Diese Angabe hat die falsche Form.")


def text_errors(text: object, limit: int, lines: bool = False) -> list[Message]:
    """Whether this is a plain text of at most ``limit`` characters."""
    if not isinstance(text, str):
        return [unreadable()]
    if len(text) > limit:
        return [
            _(
                "services_error_too_long",
                default="Bitte kürzen Sie den Text auf höchstens ${limit} Zeichen.",
                mapping={"limit": limit},
            )
        ]
    allowed = _HARMLESS + ("\n\t" if lines else "")
    if any(unicodedata.category(c) in _FORBIDDEN and c not in allowed for c in text):
        return [
            _(
                "services_error_characters",
                default="Der Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu ein,"
                " statt ihn zu kopieren.",
            )
        ]
    return []


def _text(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    limit = NAME_LENGTH if field.mark in NAME_MARKS else MAX_LENGTH[field.type]
    for rule in field.rules:
        if rule.kind == "max_length" and rule.severity == "error":
            limit = int(rule.value)
    return text_errors(answer, limit, lines=field.type == "long-text")


def _integer(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    if isinstance(answer, bool) or not isinstance(answer, int) or abs(answer) > MAX_NUMBER:
        return [
            _(
                "services_error_integer",
                default="Geben Sie eine ganze Zahl ein, zum Beispiel 12.",
            )
        ]
    return []


def _number(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    if (
        isinstance(answer, bool)
        or not isinstance(answer, int | float)
        or not abs(answer) <= MAX_NUMBER  # neither NaN is, nor what is too large for a float
    ):
        return [_("services_error_number", default="Geben Sie eine Zahl ein, zum Beispiel 38,5.")]
    return []


def _money(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    if amount_in_euro(answer) is None:
        return [
            _(
                "services_error_money",
                default="Geben Sie den Betrag in Euro ein, zum Beispiel 1850 oder 1850,50.",
            )
        ]
    return []


def amount_in_euro(answer: object) -> Decimal | None:
    """The amount that an answer to a question of money means; None for what is no amount."""
    found = number(answer)
    if found is None or (isinstance(answer, str) and not _is_plain_decimal(answer)):
        return None
    return abs(found) if 0 <= found <= MAX_MONEY and found == round(found, 2) else None


def _is_plain_decimal(text: str) -> bool:
    whole, _point, cents = text.partition(".")
    return text.isascii() and whole.isdigit() and (cents.isdigit() if _point else not cents)


def _date(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    bounds = days.span(answer)
    if bounds is None or bounds[0] != bounds[1] or not _is_plausible(bounds[0]):
        return [
            _(
                "services_error_date",
                default="Dieses Datum gibt es nicht. Geben Sie Tag, Monat und Jahr ein, zum"
                " Beispiel 12 04 2027.",
            )
        ]
    return _birthday_errors(field, bounds[0], today)


def _partial_date(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    bounds = days.span(answer)
    if bounds is None or not _is_plausible(bounds[0]):
        return [
            _(
                "services_error_partial_date",
                default="Geben Sie das Datum so ein, wie es im Pass steht, zum Beispiel"
                " 12 04 1987. Ist der Tag oder der Monat nicht bekannt, lassen Sie das Feld leer.",
            )
        ]
    return _birthday_errors(field, bounds[0], today)


def _is_plausible(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _birthday_errors(field: Field, first: date, today: date) -> list[Message]:
    if field.mark == "birth-date" and first > today:
        return [
            _(
                "services_error_birthday_in_future",
                default="Dieses Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie das Jahr.",
            )
        ]
    return []


def _yes_no(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    if isinstance(answer, bool):
        return []
    return [_("services_error_yes_no", default="Wählen Sie „Ja“ oder „Nein“.")]


def _not_offered() -> Message:
    return _(
        "services_error_choice", default="Diese Antwort gibt es hier nicht. Wählen Sie eine andere."
    )


def _choice(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    for option in field.options:
        if option.value == answer and isinstance(answer, str):
            return [] if holds(option.condition, answers, today) else [_not_offered()]
    return [_not_offered()]


def _each(check: Callable) -> Callable:
    """A check of a list of answers, each by ``check``."""

    def check_all(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
        if not isinstance(answer, list) or not all(isinstance(each, str) for each in answer):
            return [unreadable()]
        if len(answer) > MAX_CHOSEN or len(set(answer)) != len(answer):
            return [
                _(
                    "services_error_chosen_twice",
                    default="Wählen Sie jede Antwort nur einmal und höchstens ${limit} Antworten.",
                    mapping={"limit": MAX_CHOSEN},
                )
            ]
        wrong = [error for each in answer for error in check(field, each, answers, today)]
        return wrong[:1]

    return check_all


def _code(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    known = queryUtility(ICodeList, name=field.code_list)
    if isinstance(answer, str) and known is not None and known.title(answer, "de") is not None:
        return []
    return [
        _(
            "services_error_code",
            default="Diesen Eintrag gibt es in der Liste nicht. Suchen Sie ihn und wählen Sie ihn"
            " aus.",
        )
    ]


def _email(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    try:
        if not isinstance(answer, str) or len(answer) > 254:
            raise EmailNotValidError
        validate_email(answer.strip(), check_deliverability=False, test_environment=False)
    except EmailNotValidError:
        return [
            _(
                "services_error_email",
                default="Das ist keine vollständige E-Mail-Adresse. Sie sieht zum Beispiel so aus:"
                " name@example.org",
            )
        ]
    return []


def _phone(field: Field, answer: object, answers: Mapping, today: date) -> list[Message]:
    try:
        if not isinstance(answer, str) or len(answer) > 40:
            raise phonenumbers.NumberParseException(1, "not a text")
        found = phonenumbers.parse(answer, "DE")
        digits = len(str(found.national_number))
        if digits < SHORTEST_PHONE or not phonenumbers.is_possible_number(found):
            raise phonenumbers.NumberParseException(1, "not possible")
    except phonenumbers.NumberParseException:
        return [
            _(
                "services_error_phone",
                default="Das ist keine vollständige Telefonnummer. Geben Sie sie mit Vorwahl ein,"
                " zum Beispiel 0151 23456789 oder +380 44 1234567.",
            )
        ]
    return []


_CHECKS: dict[str, Callable[[Field, object, Mapping, date], list[Message]]] = {
    "text": _text,
    "long-text": _text,
    "integer": _integer,
    "number": _number,
    "money": _money,
    "date": _date,
    "partial-date": _partial_date,
    "yes-no": _yes_no,
    "choice": _choice,
    "multi-choice": _each(_choice),
    "code-list": _code,
    "multi-code-list": _each(_code),
    "email": _email,
    "phone": _phone,
}
