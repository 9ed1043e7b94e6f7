"""What somebody types into the search: a reference, a name, a birth date, an AZR number.

All of it is personal data and comes by POST only; see ``names`` for how names are found.
"""

import re
import unicodedata
from collections.abc import Iterator

from permitdesk.casework.names import asked_words
from permitdesk.casework.query import AnyOf, Between, Way
from permitdesk.casework.worklist.facts import azr_digest
from permitdesk.core import clock
from permitdesk.core.reference import parse_reference

LONGEST = 200
_MONTHS = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
]  # fmt: skip
_IN_WORDS = re.compile(
    rf"\b(\d{{1,2}})\.?\s*({'|'.join(_MONTHS)}|jänner)\s+(\d{{4}})\b", re.IGNORECASE
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s*[. /-]\s*(\d{1,2})\s*[. /-]\s*(\d{4}|\d{2})\b")
_TOGETHER = re.compile(r"\b(\d{2})(\d{2})((?:19|20)\d{2})\b")
_MONTH = re.compile(r"\b(\d{1,2})\s*[./]\s*((?:19|20)\d{2})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
PART_OF_REFERENCE = re.compile(r"[A-Z]{1,6}-[0-9]{4}.*")
_NUMBER = re.compile(r"[\d\s./-]{6,}")


def search(text: str) -> tuple[Way, ...] | None:
    """The ways to find what was typed; None for nothing typed, none for what nothing can match."""
    text = _with_plain_digits(text)[:LONGEST].strip()
    if not text:
        return None
    reference = parse_reference(text)
    if reference:
        return (_only(Between("reference", reference, reference)),)
    if PART_OF_REFERENCE.fullmatch(text.upper()):
        return (_only(_beginning("reference", text.upper())),)
    return (*_by_number(text), *_by_person(text))


def _by_number(text: str) -> Iterator[Way]:
    if _NUMBER.fullmatch(text):
        digest = azr_digest(text)
        yield _only(Between("azr", digest, digest))


def _by_person(text: str) -> Iterator[Way]:
    born, rest = _birth_dates(text)
    ways = asked_words(rest)
    for way in ways or ((),):
        words = tuple(
            tuple(_beginning("words", variant) for variant in variants) for variants in way
        )
        if found := (*words, *born):
            yield found


def _birth_dates(text: str) -> tuple[tuple[AnyOf, ...], str]:
    """The birth dates in a text, as conditions, and what else it says."""
    found: list[AnyOf] = []

    def take(match: re.Match) -> str:
        days = tuple(_days(match))
        if not days:
            return match[0]
        found.append(days)
        return " "

    for spelling in (_IN_WORDS, _ISO, _DAY_FIRST, _TOGETHER, _MONTH, _YEAR):
        text = spelling.sub(take, text)
    return tuple(found), text


def _days(match: re.Match) -> Iterator[Between]:
    """What a birth date may be stored as; its day or month may not be known there."""
    parts = match.groups()
    if match.re is _ISO:
        parts = parts[::-1]
    elif match.re is _IN_WORDS:
        name = parts[1].casefold().replace("jänner", "januar")
        parts = (parts[0], str(_MONTHS.index(name) + 1), parts[2])
    *day_and_month, year = parts
    if len(year) == 2:
        century = clock.today().year // 100
        last = int(year) <= clock.today().year % 100
        year = f"{century if last else century - 1}{year}"
    numbers = [int(each) for each in reversed(day_and_month)]  # month, then day
    if any(not 0 <= number <= most for number, most in zip(numbers, (12, 31), strict=False)):
        return
    known = [f"{number:02d}" for number in numbers]
    yield _beginning("born", "-".join([year, *known]))
    for unknown in range(len(known)):
        stored = "-".join([year, *known[:unknown], *["00"] * (2 - unknown)])
        yield Between("born", stored, stored)


def _beginning(tree: str, text: str) -> Between:
    return Between(tree, text, f"{text}\uffff")


def _only(between: Between) -> Way:
    return ((between,),)


def _with_plain_digits(text: str) -> str:
    """Digits of any script as ours: an Arabic keyboard writes others."""
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
