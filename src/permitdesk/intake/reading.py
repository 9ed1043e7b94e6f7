"""What came in with a form, as answers in the API's form.

What cannot be read stays a text, exactly as typed: it is kept and shown again, and the checks of
``services`` say what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from zope.component import queryUtility

from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import has_decimal_comma
from permitdesk.services import clean_text
from permitdesk.services.definition import Field

MAX_ROWS = 50
_LONG = 20_000  # far above every limit; what is longer is cut before it is kept
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\s٬]\d{3})+")
_UNKNOWN = {"", "0", "00", "?", "??", "-", "--", "x", "xx"}


def read(fields: Iterable[Field], form: Mapping[str, object], language: str) -> dict[str, object]:
    """The answers to these fields; what was left empty is None.

    Beside the answer to ``country`` stands ``country.search``, what was typed to find it.
    """
    found: dict[str, object] = {}
    for field in fields:
        if field.type == "explanation":
            continue
        if field.type == "group":
            found[field.name] = _rows(field, form, language)
        else:
            found.update(_read(field, field.name, form, language))
    return found


def text(form: Mapping[str, object], name: str) -> str:
    """One text from a form, whatever somebody sent under its name."""
    value = form.get(name)
    if isinstance(value, list | tuple):
        value = next((each for each in value if isinstance(each, str)), "")
    return _plain(value) if isinstance(value, str) else ""


def _texts(form: Mapping[str, object], name: str) -> list[str]:
    value = form.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(_plain(each) for each in values if isinstance(each, str) and each))


def _read(field: Field, name: str, form: Mapping[str, object], language: str) -> dict[str, object]:
    """The answer to one field by its own name; ``name`` is the name of its input."""
    if field.type in ("date", "partial-date"):
        return {field.name: _date(field, name, form)}
    if field.type in ("multi-choice", "multi-code-list"):
        value: object = _texts(form, name) or None
    else:
        value = _value(field, text(form, name), language)
    answers = {field.name: value}
    query = text(form, f"{name}.search")
    if query and field.code_list:
        answers |= _searched(field, value, query, language)
    return answers


def _value(field: Field, typed: str, language: str) -> object:
    if not typed:
        return None
    match field.type:
        case "yes-no":
            return {"yes": True, "no": False}.get(typed, typed)
        case "integer":
            return _integer(typed)
        case "number" | "money":
            return _decimal(field.type, typed, language)
        case "email" | "phone":
            return "".join(c for c in typed if unicodedata.category(c) != "Cf")
    return typed


def _searched(field: Field, value: object, query: str, language: str) -> dict[str, object]:
    """A search that names one entry exactly is an answer; any other is kept as a search."""
    code_list = queryUtility(ICodeList, name=field.code_list)
    found = code_list.search(query, language) if code_list is not None else ()
    exact = [code for code in found if code.title.casefold() == query.casefold()]
    if len(exact) == 1:
        code = exact[0].value
        if field.type == "code-list" and value in (None, code):
            return {field.name: code}
        if field.type == "multi-code-list":
            return {field.name: list(dict.fromkeys([*(value or ()), code]))}
    return {f"{field.name}.search": query}


def _date(field: Field, name: str, form: Mapping[str, object]) -> str | None:
    """An ISO day, one with 00 for what is unknown, or the parts as typed, joined by points."""
    day, month, year = parts = [text(form, f"{name}.{part}") for part in ("day", "month", "year")]
    if not any(parts):
        return None
    partial = field.type == "partial-date"
    if partial:
        day, month = ("00" if part.lower() in _UNKNOWN else part for part in (day, month))
    try:
        numbers = [int(part) for part in (year, month, day)]
        # A day with 00 is one in conditions, wherever it came from; the checks refuse it.
        is_day = partial or 0 in numbers[1:] or date(*numbers)
        if len(year) == 4 and is_day and all(0 <= each < 100 for each in numbers[1:]):
            return "{:04d}-{:02d}-{:02d}".format(*numbers)
    except ValueError:
        pass
    return ".".join(part.replace(".", " ").strip() for part in parts)


def _integer(typed: str) -> object:
    digits = re.sub(r"\s", "", typed)
    if _GROUPED.fullmatch(typed):
        digits = re.sub(r"\D", "", typed)
    if re.fullmatch(r"[+-]?\d{1,15}", digits):
        return int(digits)  # reads the digits of every script
    return typed


def _decimal(kind: str, typed: str, language: str) -> object:
    """A number as its reader writes it: 1.850,50 in German, 1,850.50 in English."""
    digits = re.sub(r"(?i)\s*(€|eur|euro)\s*", "", typed)
    digits = re.sub(r"[\s'’٬]", "", digits).replace("٫", ".").replace("،", ",")
    if language == "fa":
        digits = digits.replace("/", ".")  # how Persian keyboards write the decimal sign
    last = max(digits.rfind(","), digits.rfind("."))
    whole, places = (digits[:last], digits[last + 1 :]) if last >= 0 else (digits, "")
    sign = digits[last : last + 1]
    grouping = sign and len(places) == 3 and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})*", whole)
    if grouping and (kind == "money" or sign == _grouping_sign(language)):
        whole, places = whole + places, ""
    # Before the decimal sign only whole groups of three may be set apart.
    if re.search(r"[.,]", whole) and not _GROUPED.fullmatch(whole) and not grouping:
        return typed
    whole = re.sub(r"[.,]", "", whole)
    if not re.fullmatch(r"-?\d{1,15}", whole) or (places and not re.fullmatch(r"\d{1,6}", places)):
        return typed
    minus = "-" if whole.startswith("-") else ""  # of -0,5 a number alone would forget it
    whole = f"{minus}{abs(int(whole))}"
    plain = f"{whole}.{int(places or 0):0{len(places) or 1}d}"
    if kind == "number":
        return int(whole) if not int(places or 0) else float(plain)
    if len(places) > 2:
        return typed
    return f"{whole}.{(places or '00').ljust(2, '0').translate(_ASCII)}"


def _grouping_sign(language: str) -> str:
    return "." if has_decimal_comma(language) else ","


_ASCII = {
    code: str(unicodedata.digit(chr(code))) for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))
}


def _rows(group: Field, form: Mapping[str, object], language: str) -> list[dict[str, object]]:
    """The rows of a group in the order of their numbers."""
    pattern = re.compile(rf"{re.escape(group.name)}\.(\d{{1,3}})\.")
    numbers = {int(match[1]) for name in form if (match := pattern.match(name))}
    rows = []
    for number in sorted(numbers)[:MAX_ROWS]:
        row: dict[str, object] = {}
        for field in group.fields:
            if field.type != "explanation":
                row.update(_read(field, f"{group.name}.{number}.{field.name}", form, language))
        rows.append(row)
    return rows


def _plain(value: str) -> str:
    """A text as it would be kept: one in which nothing is to be seen is empty."""
    return clean_text(value[:_LONG])
