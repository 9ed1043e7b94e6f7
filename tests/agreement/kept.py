"""Answers as a case keeps them, as docs/api.md says."""

import unicodedata
from decimal import Decimal, InvalidOperation

EMPTY = (None, "", [])
# Marks that carry no meaning and are dropped, as docs/api.md says.
DROPPED = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\ufeff"))


def kept(field: dict, value: object) -> object:
    """An answer as the case keeps it."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").translate(DROPPED)
        value = unicodedata.normalize("NFC", lines).strip()
    if field["type"] == "money" and number(value) is not None:
        return f"{Decimal(str(value)):.2f}"
    if field["type"] == "group":
        columns = {each["name"]: each for each in field["fields"]}
        rows = [{name: kept(columns[name], each) for name, each in row.items()} for row in value]
        return [{name: each for name, each in row.items() if each not in EMPTY} for row in rows]
    return value


def number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
