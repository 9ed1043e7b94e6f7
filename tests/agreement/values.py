"""Values for one question, right ones and wrong ones, from what ``@form`` says of it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from agreement.days import limits, moment
from agreement.kept import kept, number

APPLICANTS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "applicants.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def _of(*keys: str) -> list[str]:
    return sorted({each[key] for each in APPLICANTS for key in keys if each[key]})


LATIN = _of("family_name", "given_names")
NAMES = LATIN + _of("name_original_script")
TEXTS = (
    *("Anna", "  Köln  ", "Straße 5, 12345 Auenfeld", "مرحبا بالعالم", "می‌خواهم کار کنم", "שלום"),
    *('<b>fett</b> & "schräg"', "${family_name} %s {0}", "O\u2019Neill", "Zoe\u0308", "İstanbul"),
    *("\u200fمحمد\u200e", "\ufeffÜber\u200b", "夏目 漱石", "🙂", "x\u00ady", "\u00a0Rand\u00a0"),
    *("-", ".", "0", "00", "none", "1.234,50", "ﷺ", "a\u2028b"),
)
LINES = ("Zeile eins\nZeile zwei", "eins\r\n\r\nzwei", "\ttab", "Ich bitte um eine Antwort.\n")
MAILS = (
    *("someone@example.org", "a.b+c@example.org", "jörg@example.org", "A@EXAMPLE.ORG"),
    *("x@bücher.example.org", *_of("email")[:5]),
)
PHONES = ("0151 23456789", "+380 44 1234567", "(05555) 12345", "+49-89-1234567", "05555/12345")
BAD_MAILS = ("kein-at.example.org", "a@b", "@", "a b@example.org")
BAD_PHONES = ("12", "Telefon", "+999 1")
LONGEST = {"text": 250, "long-text": 4000}
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
NOTHING = object()  # no value would be right


def rules_of(field: dict, kind: str) -> list[dict]:
    rules = field.get("rules", ())
    return [r for r in rules if r["kind"] == kind and r.get("severity", "error") == "error"]


def right(draw, field: dict, seen, codes) -> object:
    """A value that the field takes, or NOTHING. ``seen`` is what its rules and options see."""
    match field["type"]:
        case "text" | "long-text":
            return draw(_text(field))
        case "integer" | "number" | "money":
            return _number(draw, field, seen)
        case "date" | "partial-date":
            return _date(draw, field, seen)
        case "yes-no":
            return True if rules_of(field, "true") else draw(st.booleans())
        case "choice" | "code-list":
            offered = _offered(field, seen, codes)
            return draw(st.sampled_from(offered)) if offered else NOTHING
        case "multi-choice" | "multi-code-list":
            offered = _offered(field, seen, codes)
            several = st.lists(st.sampled_from(offered), min_size=1, max_size=3, unique=True)
            return sorted(draw(several), key=offered.index) if offered else NOTHING
        case "email":
            return draw(st.sampled_from(MAILS))
        case "phone":
            return draw(st.sampled_from(PHONES))
    raise AssertionError(f"A type that is not documented: {field['type']}")


def wrong(draw, field: dict, seen) -> object:
    """A value that the field refuses, or none at all, as far as a browser can send it."""
    longest = _longest(field)
    found: list[object] = {
        "text": ["x" * (longest + 1), "a\u202eb", "a\x07b", "eins\nzwei", "  ", "\u200b", "!"],
        "long-text": ["x" * (longest + 1), "a\u2066b", "a\x00b", " \n ", "\ufeff"],
        "integer": ["zwölf", 10**13, 12.5, -1, 0, 100_000],
        "number": ["viel", 10**13, -1, 0, 0.25, 100_000],
        "money": ["viel", -1, 10**10, "1e5"],
        "date": ["2027-02-30", "2027-13-01", "1700-01-01", "9999-12-31", "bald", "1987-04-00"],
        "partial-date": ["2027-02-30", "2027-13-00", "0000-00-00", "1700-00-00", "3000-00-00"],
        "yes-no": ["vielleicht", False],
        "choice": ["gibt-es-nicht", "", *(o["value"] for o in field.get("options", ()))],
        "code-list": ["QQQ", "a b", "ΩΩΩ"],
        "multi-choice": [["gibt-es-nicht"]],
        "multi-code-list": [["QQQ"], ["DEU", "QQQ"]],
        "email": list(BAD_MAILS),
        "phone": list(BAD_PHONES),
    }[field["type"]]
    if any(rule["value"] == "@latin-name" for rule in rules_of(field, "pattern")):
        found += ["Иванов", "محمد", "12345", "Anna7"]
    found += [value for value in _beyond(field, seen) if value not in found]
    return draw(st.sampled_from([None, *found]))


def _longest(field: dict) -> int:
    lengths = [rule["value"] for rule in rules_of(field, "max_length")]
    return min(lengths, default=LONGEST.get(field["type"], 0))


def _text(field: dict):
    longest = _longest(field)
    shortest = max((rule["value"] for rule in rules_of(field, "min_length")), default=1)
    for rule in rules_of(field, "pattern"):
        if "regex" in rule:
            return st.from_regex(rule["regex"], fullmatch=True)
        assert rule["value"] == "@latin-name", rule
        letters = st.text("abzÀßøČčŁĿşẞİıƏǅḾấ 'ʼ-.", min_size=1, max_size=9)
        return st.sampled_from(LATIN) | letters.map(lambda text: f"A{text}")
    found = st.sampled_from((*TEXTS, *NAMES)) | st.text(CHARACTERS, min_size=1, max_size=12)
    if field["type"] == "long-text":
        found |= st.sampled_from(LINES)
    found |= st.just("é" * longest)
    return found.map(lambda text: _fitting(field, text, shortest, longest))


def _fitting(field: dict, text: str, shortest: int, longest: int) -> str:
    """The text made as long as the field wants it, and never blank."""
    length = len(kept(field, text))
    if length == 0:
        text = "Anna"
    return text[:longest] if length >= shortest else text.strip() + "." * shortest


def _number(draw, field: dict, seen) -> object:
    low, high = Decimal(0), Decimal(100_000)
    for rule in field.get("rules", ()):
        limit = number(_limit(rule, seen))
        if limit is not None and rule["kind"] in ("min", "after"):
            low = limit + (1 if rule["kind"] == "after" else 0)
        if limit is not None and rule["kind"] in ("max", "before"):
            high = limit - (1 if rule["kind"] == "before" else 0)
    if high < low:
        return NOTHING
    ends = [each for each in (low, high) if field["type"] != "integer" or each == int(each)]
    whole = st.integers(int(low.to_integral_value("ROUND_CEILING")), int(high))
    if field["type"] == "integer":
        return draw(whole | st.sampled_from([int(each) for each in ends]))
    parts = whole.map(lambda each: Decimal(each) + Decimal("0.5")).filter(lambda n: n <= high)
    # A little below an edge of a condition, at it, and above it.
    edges = [edge + step for edge in seen.edges(field["name"]) for step in (Decimal(-1), 0, 1)]
    ends += [edge for edge in edges if low <= edge <= high]
    found = draw(st.sampled_from(ends) | whole.map(Decimal) | parts)
    if field["type"] == "money" and draw(st.booleans()):
        return draw(st.sampled_from([f"{found:.2f}", f"{found:.1f}"]))
    return int(found) if found == int(found) else float(found)


def _date(draw, field: dict, seen) -> object:
    today = seen.today
    low, high = moment("today-70y", today), moment("today+15y", today)
    for rule in field.get("rules", ()):
        limit = _days(_limit(rule, seen), today)
        if limit is None or rule.get("severity", "error") != "error":
            continue
        one = timedelta(1)
        match rule["kind"]:
            case "min":
                low = max(low, limit[1])
            case "after":
                # A wrong answer that it is compared with may be the last day of all.
                low = max(low, limit[1] + one if limit[1] < date.max else limit[1])
            case "max":
                high = min(high, limit[0])
            case "before":
                high = min(high, limit[0] - one)
    if high < low:
        return NOTHING
    edges = [today, *seen.edges(field["name"])]
    near = [low, high, *(edge + timedelta(days) for edge in edges for days in (-1, 0, 1))]
    found = draw(st.sampled_from([d for d in near if low <= d <= high]) | st.dates(low, high))
    text = found.isoformat()
    if field["type"] == "date":
        return text
    year, month, day = text.split("-")
    return draw(
        st.sampled_from([text, text, f"{year}-{month}-00", f"{year}-00-00", f"{year}-00-{day}"])
    )


def _beyond(field: dict, seen) -> list[object]:
    """Just beyond each limit, and exactly at it."""
    found: list[object] = []
    for rule in field.get("rules", ()):
        limit = _limit(rule, seen)
        days = _days(limit, seen.today)
        if rule["kind"] not in ("min", "max", "before", "after") or limit is None:
            continue
        if days:
            found += [(days[0] + timedelta(d)).isoformat() for d in (-1, 0, 1)]
        elif field["type"] == "integer":
            found += [int(number(limit)) + step for step in (-1, 0, 1)]
        elif number(limit) is not None:
            found += [float(number(limit)) + step for step in (-0.5, 0.5)]
    return found


def _limit(rule: dict, seen) -> object:
    limit = rule.get("value")
    return seen.get(limit["field"]) if isinstance(limit, dict) else limit


def _days(limit: object, today: date) -> tuple[date, date] | None:
    day = moment(limit, today)
    return (day, day) if day else limits(limit)


def _offered(field: dict, seen, codes) -> list[str]:
    if "options" not in field:
        return codes.pool(field["search"])
    return [o["value"] for o in field["options"] if seen.holds(o.get("condition"))]
