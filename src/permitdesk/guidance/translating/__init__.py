"""Translations of what editors publish: one object a language, German is the source."""

from permitdesk.guidance.translating.translations import note_translations

__all__ = ["note_translations"]
