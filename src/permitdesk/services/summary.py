"""Answers as people read them, by step: for check page, receipt and case page alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zope.component import queryUtility

from permitdesk.core import _, in_words
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text, alike, plain
from permitdesk.services.asked import (
    asked_fields,
    asked_row_fields,
    asked_steps,
    required_documents,
)
from permitdesk.services.definition import Field, Revision

_YES = _("services_yes", default="Ja")
_NO = _("services_no", default="Nein")
_CHOSEN = ("choice", "multi-choice", "yes-no", "date", "partial-date")


@dataclass(frozen=True)
class Line:
    """A question and its answer. ``key`` is the field's name; ``values`` is empty for no answer.

    A group has ``rows`` in place of values. The German stands beside what is not German itself.
    """

    key: str
    question: str | Text
    values: tuple[str | Text, ...]
    german: str = ""
    german_values: tuple[str, ...] = ()
    rows: tuple["Row", ...] = ()
    typed: bool = True  # in the person's own words: names, numbers; not chosen from ours


@dataclass(frozen=True)
class Row:
    """One row of a group, such as *Aufenthaltstitel 2*, with its lines."""

    title: str | Text
    lines: tuple[Line, ...]
    german: str = ""


@dataclass(frozen=True)
class Section:
    """A step with its answers."""

    step: str
    title: str | Text
    lines: tuple[Line, ...]
    german: str = ""


def sections(
    revision: Revision, answers: Mapping[str, object], language: str, today: date
) -> list[Section]:
    """All that is asked, in order, in one language; the German beside it in any other."""
    found = []
    for step in asked_steps(revision.definition, answers, today):
        lines: list[Line] = []
        for field in asked_fields(step, answers, today):
            if field.type == "group":
                lines.append(_group(revision, field, answers, language, today))
            elif field.type != "explanation":
                lines.append(_line(revision, field, field.name, answers.get(field.name), language))
        title, german = _both(revision, step.key("title"), step.title, language)
        if lines:
            found.append(Section(step.name, title, tuple(lines), german))
    return found


def requirement_titles(
    revision: Revision, answers: Mapping[str, object], language: str, today: date
) -> dict[str, tuple[str | Text, str]]:
    """Title and German title of each document called for."""
    return {
        each.id: _both(revision, each.key("title"), each.title, language)
        for each in required_documents(revision.definition, answers, today)
    }


def values_shown(
    revision: Revision, field: Field, value: object, language: str
) -> tuple[str | Text, ...]:
    """An answer in words, one text for each thing chosen."""
    if value in (None, "", []):
        return ()
    if isinstance(value, list):
        return tuple(
            text for each in value for text in values_shown(revision, field, each, language)
        )
    if isinstance(value, bool):
        return (plain(_YES if value else _NO, language),)
    if field.type in ("choice", "multi-choice"):
        key = field.key(f"option.{value}")
        return (revision.shown(key, language) or str(value),)
    if field.code_list:
        code_list = queryUtility(ICodeList, name=field.code_list)
        return ((code_list and code_list.title(str(value), language)) or str(value),)
    if field.type in ("date", "partial-date"):
        return (in_words.day(str(value), language),)
    if field.type == "money":
        return (in_words.euros(value, language),)
    if field.type == "number":
        return (in_words.decimal(value, language),)
    return (str(value),)


def _line(revision: Revision, field: Field, key: str, value: object, language: str) -> Line:
    question, german = _both(revision, field.key("title"), field.title, language)
    return Line(
        key,
        question,
        values_shown(revision, field, value, language),
        german,
        values_shown(revision, field, value, SOURCE) if language != SOURCE else (),
        typed=field.type not in _CHOSEN and not field.code_list,
    )


def _group(
    revision: Revision, group: Field, answers: Mapping[str, object], language: str, today: date
) -> Line:
    rows = answers.get(group.name)
    title, german = _both(revision, group.key("title"), group.title, language)
    found = tuple(
        Row(
            alike(title, f"{title} {number + 1}"),
            tuple(
                _line(
                    revision,
                    field,
                    f"{group.name}.{number}.{field.name}",
                    row.get(field.name),
                    language,
                )
                for field in asked_row_fields(group, row, answers, today)
                if field.type != "explanation"
            ),
            german and f"{german} {number + 1}",
        )
        for number, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
    )
    return Line(group.name, title, (), german, rows=found)


def _both(revision: Revision, key: str, german: str, language: str) -> tuple[str | Text, str]:
    """A text in a language, and the German where that is another."""
    if language == SOURCE or key not in revision.sources:
        return german, ""
    text = revision.shown(key, language)
    return text, "" if isinstance(text, Text) else revision.sources[key]
