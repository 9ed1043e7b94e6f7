"""Somebody who does not exist, for looking at a template."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

SERVICE = _("casework_letters_example_service", default="Aufenthaltstitel zum Arbeiten")
# What staff would have typed; German, as theirs is.
VALUES = {
    "name": "Erika Beispiel",
    "address": "Musterweg 12\n12345 Musterstadt",
    "birth_date": "1987-04-12",
    "date": "2026-03-16",
    "until": "2026-04-15",
    "valid_from": "2026-04-01",
    "valid_until": "2029-03-31",
    "legal_basis": "§ 18b AufenthG",
    "reasons": "Das ist ein Beispiel für eine Begründung.\n\n- ein Punkt\n- noch ein Punkt",
    "conditions": "Erste Nebenbestimmung\nZweite Nebenbestimmung",
    "documents": "Reisepass\nMietvertrag",
    "text": "Das ist ein Beispiel für einen freien Text.",
    "caseworker": "Frau Muster",
}


@dataclass(frozen=True)
class ExampleApplication:
    language: str = SOURCE
    received_at: datetime = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """Has of a case what a letter takes from it."""

    reference: str = "XX-2026-00000-00000"
    application: ExampleApplication = field(default_factory=ExampleApplication)

    @staticmethod
    def service_title(language: str) -> str:
        return str(say(SERVICE, language))


def example(language: str) -> Example:
    """An application in a language."""
    return Example(application=ExampleApplication(language))
