"""How a person types an answer: what a browser sends for it."""

import re
from collections.abc import Mapping

from walk import COMMA

# The digits on Arabic and Persian keyboards, and the sign before decimals.
OWN_DIGITS = {
    "ar": str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٫"),
    "fa": str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٫"),
}
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
LINE_END = re.compile(r"\r\n|\r|\n")


def typed(field: dict, value: object, language: str, own: bool) -> Mapping[str, list[str]]:
    """The inputs of a question, as what follows its name, with what is entered in each.

    ``own`` digits are those of the language, where it has some.
    """
    digits = OWN_DIGITS.get(language, {}) if own else {}
    if field["type"] in ("date", "partial-date"):
        parts = _parts(value, blank="" if field["type"] == "partial-date" else "00")
        return {name: [text.translate(digits) for text in texts] for name, texts in parts.items()}
    if isinstance(value, list):
        return {"": [str(each) for each in value]}
    if isinstance(value, bool):
        return {"": ["yes" if value else "no"]}
    if value is None:
        return {"": []}
    text = str(value)
    if field["type"] in ("integer", "number", "money"):
        text = text.replace(".", "," if language in COMMA or digits else ".").translate(digits)
    return {"": [LINE_END.sub("\r\n", text)]}


def _parts(value: object, blank: str) -> Mapping[str, list[str]]:
    match = DAY.fullmatch(value) if isinstance(value, str) else None
    year, month, day = match.groups() if match else ("", "", value or "")
    month, day = (blank if each == "00" else each for each in (month, day))
    return {".day": [day], ".month": [month], ".year": [year]}
