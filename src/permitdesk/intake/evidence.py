"""What was shown to a person when they applied: the exact texts, by key, and the estimated fee."""

from collections.abc import Iterator, Mapping
from datetime import date

from permitdesk.core.languages import SOURCE
from permitdesk.district import told
from permitdesk.intake.entry import Entry
from permitdesk.services import (
    asked_fields,
    asked_steps,
    fee_estimate,
    hints_for,
    required_documents,
)
from permitdesk.services.definition import Field, Revision


def evidence(
    revision: Revision,
    language: str,
    answers: Mapping[str, object],
    today: date,
    fees: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Digest of the revision, its number, the language, and each text shown with its language.

    ``fees`` are kept as ``told_fees`` says them.
    """
    texts = {}
    for key in _keys(revision, answers, today):
        if key not in revision.sources:
            continue
        text = revision.text(key, language)
        texts[key] = {"text": text.value, "language": text.language}
    return {
        "revision": revision.number,
        "digest": revision.digest,
        "language": language,
        "texts": texts,
        **({"fees": fees} if fees else {}),
    }


def told_fees(
    revision: Revision, language: str, answers: Mapping[str, object], today: date
) -> dict[str, object]:
    """The estimate as it was shown, and in German for the office; empty where there is none."""
    estimate = fee_estimate(revision.definition, answers, today)
    if estimate is None:
        return {}
    return {tag: told(estimate, tag) for tag in dict.fromkeys((language, SOURCE))}


def evidence_on_paper(revision: Revision, entry: Entry) -> dict[str, object]:
    """Of an application that came otherwise: nobody can tell what the person had before them."""
    return {
        "revision": revision.number,
        "digest": revision.digest,
        "language": entry.language,
        "channel": entry.channel,
        "entered_by": entry.by,
        "texts": {},
    }


def _keys(revision: Revision, answers: Mapping[str, object], today: date) -> Iterator[str]:
    definition = revision.definition
    yield from (f"service.{part}" for part in ("title", "summary", "privacy"))
    for step in asked_steps(definition, answers, today):
        yield from (f"step.{step.name}.{part}" for part in ("title", "description"))
        for field in asked_fields(step, answers, today):
            yield from _field_keys(field)
    for each in required_documents(definition, answers, today):
        yield from (f"requirement.{each.id}.{part}" for part in ("title", "description"))
    for hint in hints_for(definition, answers, today):
        yield from (f"hint.{hint.id}.{part}" for part in ("title", "text"))


def _field_keys(field: Field) -> Iterator[str]:
    yield from (field.key(part) for part in ("title", "description", "example"))
    yield from (field.key(f"option.{option.value}") for option in field.options)
    for column in field.fields:
        yield from _field_keys(column)
