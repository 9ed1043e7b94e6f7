"""Whether answers are right, by what ``@form`` and docs/api.md say of them: no code of the portal.

A verdict is True, False or None: what cannot be told from there, such as a telephone number.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

from agreement.days import limits, moment
from agreement.form import Asked
from agreement.kept import EMPTY, number
from agreement.values import BAD_MAILS, BAD_PHONES, LONGEST, MAILS, PHONES, rules_of

FIRST_YEAR, LAST_YEAR = 1850, 2200
LARGEST = 10**9  # up to here every number is taken
JOINERS = "\u200c\u200d\u00ad"


def verdicts(asked: Asked, codes) -> Iterator[tuple[str, bool | None]]:
    """A verdict on every question asked, those of rows among them."""
    answers = asked.answers()
    for name, field in asked.form.fields.items():
        if field["type"] == "explanation" or not asked.is_asked(name):
            continue
        if field["type"] != "group" or name not in answers:
            yield name, _one(field, answers.get(name), asked, {}, codes)
            continue
        rows = answers[name]
        fits = len(rows) <= field["max_rows"]
        yield name, fits and _apart(field, rows)
        for place, row in enumerate(rows if fits else ()):
            for column in asked.columns(field, row):
                value = row.get(column["name"])
                yield f"{name}.{place}.{column['name']}", _one(column, value, asked, row, codes)


def _one(field: dict, value: object, asked: Asked, row: Mapping, codes) -> bool | None:
    if value in EMPTY:
        one_of = [(field["name"], *rule["value"]) for rule in rules_of(field, "one_of")]
        open_ = any(all(asked.get(name) in EMPTY for name in names) for names in one_of)
        return not field["required"] and not open_
    found = _type(field, value, asked, row, codes)
    if found is not True:
        return found
    kept = [_keeps(rule, field, value, asked, row) for rule in field.get("rules", ())]
    return False if False in kept else None if None in kept else True


def _type(field: dict, value: object, asked: Asked, row: Mapping, codes) -> bool | None:
    match field["type"]:
        case "text" | "long-text":
            longest = [rule["value"] for rule in rules_of(field, "max_length")]
            lines = "\n\t" if field["type"] == "long-text" else ""
            return len(value) <= min(longest, default=LONGEST[field["type"]]) and not any(
                unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in lines + JOINERS
                for c in value
            )
        case "integer" | "number":
            kinds = int if field["type"] == "integer" else int | float
            if isinstance(value, bool) or not isinstance(value, kinds):
                return False
            return True if abs(value) <= LARGEST else None
        case "money":
            amount = number(value)
            if amount is None or amount < 0 or amount != round(amount, 2):
                return False
            return True if amount < LARGEST else None
        case "date" | "partial-date":
            found = limits(value)
            return (
                found is not None
                and FIRST_YEAR <= found[0].year <= LAST_YEAR
                and (found[0] == found[1] or field["type"] == "partial-date")
            )
        case "yes-no":
            return isinstance(value, bool)
        case "email":
            return True if value in MAILS else False if value in BAD_MAILS else None
        case "phone":
            return True if value in PHONES else False if value in BAD_PHONES else None
    values = value if isinstance(value, list) else [value]
    if "options" in field:
        offered = [o["value"] for o in field["options"] if asked.holds(o.get("condition"), row)]
        return all(each in offered for each in values)
    return all(codes.title(field["search"], each, "de") != each for each in values)


def _keeps(rule: dict, field: dict, value, asked: Asked, row: Mapping) -> bool | None:
    if rule.get("severity", "error") != "error":
        return True
    match rule["kind"]:
        case "pattern" if "regex" in rule:
            return re.fullmatch(rule["regex"], value) is not None
        case "pattern":
            return _is_latin(value)
        case "min_length":
            return len(value) >= rule["value"]
        case "true":
            return value is True
        case "min" | "max" | "before" | "after":
            limit = rule["value"]
            if isinstance(limit, dict):
                name = limit["field"]
                limit = row[name] if name in row else asked.get(name)
            return _within(rule["kind"], value, limit, asked.form.today)
    return True


def _within(kind: str, value, limit, today) -> bool:
    """What may be within a limit is: a date with unknown parts has the benefit of the doubt."""
    day = moment(limit, today)
    one, other = limits(value), (day, day) if day else limits(limit)
    if one is None or other is None:
        one, other = (number(value),) * 2, (number(limit),) * 2
    if None in (*one, *other):
        return True
    return {
        "min": one[1] >= other[0],
        "after": one[1] > other[0],
        "max": one[0] <= other[1],
        "before": one[0] < other[1],
    }[kind]


def _apart(group: dict, rows: list[dict]) -> bool:
    for rule in rules_of(group, "no_overlap"):
        first, last = rule["value"]
        days = [(limits(row.get(first)), limits(row.get(last))) for row in rows]
        # What a row certainly covers: from the latest it can begin to the earliest it can end.
        sure = [(a[1], b[0]) for a, b in days if a and b and a[1] < b[0]]
        for one, other in combinations(sure, 2):
            if one[0] < other[1] and other[0] < one[1]:
                return False
    return True


def _is_latin(text: str) -> bool | None:
    letters = [c for c in text if unicodedata.category(c)[0] == "L"]
    if not letters or any(c.isdigit() for c in text):
        return False
    names = [unicodedata.name(letter) for letter in letters]
    if any(name.split()[0] in ("CYRILLIC", "ARABIC", "HEBREW", "GREEK", "CJK") for name in names):
        return False
    plain = all(c in " '-." or unicodedata.name(c, "").startswith("LATIN") for c in text)
    return True if plain else None
