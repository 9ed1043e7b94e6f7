"""Translations of what editors publish: one object a language, German is the source."""

from permitdesk.guidance.translating.texts import translated_types
from permitdesk.guidance.translating.translations import in_bulk, note_translations

__all__ = ["in_bulk", "note_translations", "translated_types"]
