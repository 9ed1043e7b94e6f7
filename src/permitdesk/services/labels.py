"""The texts of a service by key: the German ones, and which translations are missing or outdated.

Keys: ``service.<text>``, ``step.<name>.title|description``,
``field.<name>.title|description|example|option.<value>|rule.<n>`` (rules count from 1),
``requirement.<id>.title|description``, ``hint.<id>.title|text``,
``prerequisite.<id>.title|text|if_missing|if_unseen``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from permitdesk.services.definition import Definition, Field


@dataclass(frozen=True)
class Label:
    """A translation, and the German text that it translates."""

    source: str
    text: str


def sources(definition: Definition) -> dict[str, str]:
    """Every text of a definition by key, in the order asked; a title or help may be empty."""
    return dict(_texts(definition))


def missing(texts: Mapping[str, str], labels: Mapping[str, Label]) -> list[str]:
    """The keys of the German texts that have no translation."""
    return [key for key, text in texts.items() if text and not _translated(labels.get(key))]


def outdated(texts: Mapping[str, str], labels: Mapping[str, Label]) -> list[str]:
    """The keys whose German text is no longer the one that was translated."""
    return [
        key
        for key, label in labels.items()
        if _translated(label) and texts.get(key) and texts[key] != label.source
    ]


def _translated(label: Label | None) -> bool:
    return label is not None and bool(label.text)


def _texts(definition: Definition) -> Iterator[tuple[str, str]]:
    for name, text in definition.texts.items():
        yield f"service.{name}", text
    for step in definition.steps:
        yield step.key("title"), step.title
        yield step.key("description"), step.description
        for field in step.fields:
            yield from _field_texts(field)
    for each in definition.requirements:
        yield each.key("title"), each.title
        yield each.key("description"), each.description
    for hint in definition.hints:
        yield hint.key("title"), hint.title
        yield hint.key("text"), hint.text
    for each in definition.prerequisites:
        for part in ("title", "text", "if_missing", "if_unseen"):
            yield each.key(part), getattr(each, part)


def _field_texts(field: Field) -> Iterator[tuple[str, str]]:
    yield field.key("title"), field.title
    yield field.key("description"), field.description
    yield field.key("example"), field.example
    for option in field.options:
        yield field.key(f"option.{option.value}"), option.title
    for position, rule in enumerate(field.rules, 1):
        if rule.message:
            yield field.key(f"rule.{position}"), rule.message
    for member in field.fields:
        yield from _field_texts(member)
