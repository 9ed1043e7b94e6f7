"""Answers as they are kept, whichever way they came: the same answer has one form only."""

import unicodedata
from collections.abc import Mapping

from permitdesk.services.definition import Definition, Field
from permitdesk.services.values import INVISIBLE, amount_in_euro

# Marks without a glyph that come along when text is copied; they are dropped, not complained about.
_INVISIBLE = str.maketrans("", "", INVISIBLE)
# Deeper nesting is no answer and is refused by type; looking into it could exhaust the stack.
MAX_DEPTH = 4


def clean_answers(definition: Definition, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers as they are kept: NFC, without outer spaces, one kind of line end, money as text
    with cents, a whole number without a decimal point.

    What has the wrong form is left as it is, for ``check_answers`` to say so.
    """
    known = {field.name: field for field in definition.fields()}
    return {name: _clean(known.get(name), answer) for name, answer in answers.items()}


def clean_text(text: str) -> str:
    """A text as it is kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_INVISIBLE)).strip()


def composed(value, depth: int = 0):
    """The same with every text in Unicode's composed form (NFC)."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if depth >= MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [composed(each, depth + 1) for each in value]
    if isinstance(value, Mapping):
        return {name: composed(each, depth + 1) for name, each in value.items()}
    return value


def _clean(field: Field | None, answer: object) -> object:
    if isinstance(answer, str):
        answer = clean_text(answer)
    if field is None:
        return answer
    if field.type == "money":
        amount = amount_in_euro(answer)
        return answer if amount is None else f"{amount:.2f}"
    if field.type == "number" and isinstance(answer, float) and answer.is_integer():
        return int(answer)
    if field.type == "group" and isinstance(answer, list):
        columns = {each.name: each for each in field.fields}
        return [
            {name: _clean(columns.get(name), value) for name, value in row.items()}
            if isinstance(row, dict)
            else row
            for row in answer
        ]
    if isinstance(answer, list):
        return [composed(each) for each in answer]
    return answer
