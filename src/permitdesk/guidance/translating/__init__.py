"""Translations of what editors publish: one object a language, German is the source."""

from permitdesk.guidance.translating.difference import Pair, difference
from permitdesk.guidance.translating.texts import fields_of, text_of, translated_types
from permitdesk.guidance.translating.translations import (
    in_bulk,
    is_bulk,
    is_public,
    note_translations,
    take_back,
)

__all__ = [
    "Pair",
    "difference",
    "fields_of",
    "in_bulk",
    "is_bulk",
    "is_public",
    "note_translations",
    "take_back",
    "text_of",
    "translated_types",
]
