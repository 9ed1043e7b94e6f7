"""What a stock form extracted, as language-neutral answers and documents."""

import io
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from zope.i18nmessageid import Message

from permitdesk.documents import Refused, inspect
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.papers import handed_on
from permitdesk.services.definition import Definition


def answers_of(definition: Definition, data: Mapping[str, object]) -> dict[str, object]:
    """The answers by field name, as the API would hold them; nothing for what was left empty."""
    answers = {}
    for field in definition.fields():
        value = data.get(field.name)
        if field.type != "explanation" and value not in (None, "", set(), []):
            answers[field.name] = _neutral(value)
    return answers


def documents_of(
    definition: Definition, data: Mapping[str, object]
) -> tuple[list[SubmittedDocument], dict[str, Message]]:
    """The documents, looked at, and why a file was not taken, by field name."""
    documents, refused = [], {}
    for requirement in definition.requirements:
        value = data.get(requirement.id)
        if value is None:
            continue
        try:
            found = inspect(
                # The widget of a stock form holds the file in memory; nothing to be done here.
                io.BytesIO(value.data),
                value.filename,
                requirement.formats,
                requirement.limits.bytes,
            )
        except Refused as refusal:
            refused[requirement.id] = refusal.message
            continue
        documents.append(handed_on(requirement.id, found))
    return documents, refused


def _neutral(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, set | frozenset | tuple | list):
        return sorted(str(each) for each in value)
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, bool | int | float) else str(value)
