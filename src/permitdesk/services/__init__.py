"""What a service is: definition, revision, conditions, checks of answers, addresses."""

from permitdesk.services.answers import (
    check_answers,
    check_documents,
    clean_answers,
    warnings_for,
)
from permitdesk.services.asked import (
    asked_fields,
    asked_row_fields,
    asked_steps,
    hints_for,
    relevant_answers,
    required_documents,
)
from permitdesk.services.conditions import holds
from permitdesk.services.labels import sources
from permitdesk.services.parse import UnpublishableError, parse

__all__ = (
    "UnpublishableError",
    "asked_fields",
    "asked_row_fields",
    "asked_steps",
    "check_answers",
    "check_documents",
    "clean_answers",
    "hints_for",
    "holds",
    "parse",
    "relevant_answers",
    "required_documents",
    "sources",
    "warnings_for",
)
