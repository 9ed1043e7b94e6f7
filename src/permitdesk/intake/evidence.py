"""What was shown to a person when they applied: the exact texts, by key, and the estimated fee."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.district import told
from permitdesk.intake.entry import Entry
from permitdesk.services import (
    Speaker,
    asked_fields,
    asked_steps,
    considered,
    fee_estimate,
    hints_for,
    prerequisites_for,
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
    seen = considered(revision.definition, answers, today)
    speaker = Speaker(revision, seen, language, today)
    texts = {key: revision.text(key, language) for key in _asked(revision, seen, today)}
    for key in _said(revision, seen, today):
        texts[key] = replace(revision.text(key, language), value=str(speaker.text(key)))
    return {
        "revision": revision.number,
        "digest": revision.digest,
        "language": language,
        "texts": {
            key: {"text": text.value, "language": text.language} for key, text in texts.items()
        },
        **({"fees": fees} if fees else {}),
    }


def told_fees(
    revision: Revision, language: str, answers: Mapping[str, object], today: date
) -> dict[str, object]:
    """The estimate as it was shown, and in German for the office; empty where there is none. To be
    kept: plain text throughout."""
    estimate = fee_estimate(revision.definition, answers, today)
    if estimate is None:
        return {}
    return {tag: _plain(told(estimate, tag)) for tag in dict.fromkeys((language, SOURCE))}


def shown_fees(fees: Mapping[str, object], language: str) -> Mapping[str, object] | None:
    """What ``told_fees`` kept, in one of its languages; what German stood in for is marked."""
    kept, german = fees.get(language), fees.get(SOURCE)
    return _marked(kept, german) if language != SOURCE and kept and german else kept


def _plain(said: object) -> object:
    if isinstance(said, Mapping):
        return {name: _plain(each) for name, each in said.items()}
    if isinstance(said, list):
        return [_plain(each) for each in said]
    return str(said) if isinstance(said, Text) else said


def _marked(kept: object, german: object) -> object:
    if isinstance(kept, Mapping):
        return {name: _marked(each, german[name]) for name, each in kept.items()}
    if isinstance(kept, list):
        return [_marked(each, home) for each, home in zip(kept, german, strict=True)]
    is_german = isinstance(kept, str) and " " in kept and kept == german
    return Text(kept, SOURCE) if is_german else kept


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


def _asked(revision: Revision, seen: Mapping[str, object], today: date) -> Iterator[str]:
    """The keys of the service's own texts, and of all questions and documents."""
    definition = revision.definition
    keys = [f"service.{part}" for part in ("title", "summary", "privacy")]
    for step in asked_steps(definition, seen, today):
        keys += (step.key(part) for part in ("title", "description"))
        for field in asked_fields(step, seen, today):
            keys += _field_keys(field)
    for each in required_documents(definition, seen, today):
        keys += (each.key(part) for part in ("title", "description"))
    yield from (key for key in keys if key in revision.sources)


def _said(revision: Revision, seen: Mapping[str, object], today: date) -> Iterator[str]:
    """The keys of what was said to these answers: hints, and what the law asks for."""
    keys = []
    for hint in hints_for(revision.definition, seen, today):
        keys += (hint.key(part) for part in ("title", "text"))
    for each, state in prerequisites_for(revision.definition, seen, today):
        keys += (each.key(part) for part in ("title", "text", f"if_{state}"))
    yield from (key for key in keys if key in revision.sources)


def _field_keys(field: Field) -> Iterator[str]:
    yield from (field.key(part) for part in ("title", "description", "example"))
    yield from (field.key(f"option.{option.value}") for option in field.options)
    for column in field.fields:
        yield from _field_keys(column)
