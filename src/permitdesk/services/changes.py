"""What differs between two definitions of a service, and which answers to one fit the other.

Pure. Compared is what is asked and how, never how it is said: a corrected text changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from permitdesk.services.definition import Definition, Field, Requirement, Rule


@dataclass(frozen=True)
class Changes:
    """Names of questions and ids of documents: what is new, what is gone, what is asked otherwise.

    A question within a group is named ``group.field``.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    documents_added: tuple[str, ...] = ()
    documents_removed: tuple[str, ...] = ()
    documents_changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Changes()


@dataclass(frozen=True)
class Left:
    """An answer that does not fit: the step and question it was given to, and the answer.

    ``row`` counts the rows of a group from 0; ``column`` is the question within it.
    """

    step: str
    name: str
    value: object
    row: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Carried:
    """Answers by step of the new definition, and those that fit nowhere."""

    steps: Mapping[str, Mapping[str, object]]
    left: tuple[Left, ...]


def changes(old: Definition, new: Definition) -> Changes:
    """What somebody who answers ``old`` would meet otherwise in ``new``."""
    before, after = dict(_questions(old)), dict(_questions(new))
    papers_before = {each.id: _asked_paper(each, old) for each in old.requirements}
    papers_after = {each.id: _asked_paper(each, new) for each in new.requirements}
    return Changes(*_compared(before, after), *_compared(papers_before, papers_after))


def carry_over(
    old: Definition, new: Definition, entered: Mapping[str, Mapping[str, object]]
) -> Carried:
    """Every answer that still fits, where ``new`` asks for it, and every other one as ``Left``.

    ``entered`` is what was typed, by step of ``old``, also what could not be read as an answer.
    An empty answer is none.
    """
    places = {field.name: (step.name, field) for step in new.steps for field in step.fields}
    known = {field.name: field for field in old.fields()}
    steps: dict[str, dict[str, object]] = {}
    left: list[Left] = []
    for step, values in entered.items():
        for name, value in values.items():
            base = name.partition(".")[0]  # what is searched in a list is kept as name.search
            place, was = places.get(base), known.get(base)
            if place is None or was is None or not _same_kind(was, place[1]):
                left += [] if _is_open(value) else [Left(step, name, value)]
                continue
            fits, rest = (value, []) if base != name else _fitting(step, place[1], was, value)
            left += rest
            if not _is_open(fits) or not rest:
                steps.setdefault(place[0], {})[name] = fits
    return Carried(steps, tuple(left))


def takes_document(new: Definition, requirement: str, content_type: str) -> bool:
    """Whether a document that was uploaded for a requirement still has its place."""
    found = next((each for each in new.requirements if each.id == requirement), None)
    return found is not None and content_type in found.formats


def _compared(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[tuple]:
    yield tuple(name for name in after if name not in before)
    yield tuple(name for name in before if name not in after)
    yield tuple(name for name in after if name in before and before[name] != after[name])


def _questions(definition: Definition) -> Iterator[tuple[str, object]]:
    for step in definition.steps:
        for field in step.fields:
            if field.type == "explanation":
                continue
            yield field.name, (step.condition, *_asked(field))
            for column in field.fields:
                yield f"{field.name}.{column.name}", _asked(column)


def _asked(field: Field) -> tuple[object, ...]:
    """How a question is asked, without a word of it."""
    options = tuple((option.value, option.condition) for option in field.options)
    return (
        field.type, field.required, field.condition, options, field.code_list,
        _checks(field.rules), field.max_rows,
    )  # fmt: skip


def _checks(rules: Sequence[Rule]) -> tuple[object, ...]:
    return tuple((rule.kind, _plain(rule.value), rule.severity) for rule in rules)


def _asked_paper(paper: Requirement, definition: Definition) -> tuple[object, ...]:
    step = next((each for each in definition.steps if each.name == paper.step), None)
    called_for = (step and step.condition, paper.condition)
    return (
        paper.required, paper.may_come_later, called_for, paper.formats, paper.max_files,
    )  # fmt: skip


def _plain(value: object) -> object:
    """Comparable whatever it is made of."""
    return repr(value)


def _same_kind(was: Field, now: Field) -> bool:
    """Whether an answer to one question is an answer to the other, whatever it says."""
    longer = (was.type, now.type) == ("text", "long-text")
    return longer or (was.type, was.code_list) == (now.type, now.code_list)


def _fitting(step: str, now: Field, was: Field, value: object) -> tuple[object, list[Left]]:
    """The part of an answer that fits, and the rest."""
    if now.type == "choice":
        fits = _is_open(value) or value in [option.value for option in now.options]
        return (value, []) if fits else (None, [Left(step, now.name, value)])
    if now.type == "multi-choice" and isinstance(value, list):
        offered = [option.value for option in now.options]
        gone = [each for each in value if each not in offered]
        left = [Left(step, now.name, gone)] if gone else []
        return [each for each in value if each in offered], left
    if now.type == "group" and isinstance(value, list):
        return _fitting_rows(step, now, was, value)
    return value, []


def _fitting_rows(step: str, now: Field, was: Field, rows: list) -> tuple[list, list[Left]]:
    columns = {column.name: column for column in now.fields}
    known = {column.name: column for column in was.fields}
    kept, left = [], []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            left.append(Left(step, now.name, row, number))
            continue
        fitting: dict[str, object] = {}
        for name, value in row.items():
            base = name.partition(".")[0]
            column, before = columns.get(base), known.get(base)
            if column is None or before is None or not _same_kind(before, column):
                if not _is_open(value):
                    left.append(Left(step, now.name, value, number, name))
                continue
            fits, rest = (value, []) if base != name else _fitting(step, column, before, value)
            left += [Left(step, now.name, each.value, number, name) for each in rest]
            if not rest or not _is_open(fits):
                fitting[name] = fits
        kept.append(fitting)
    return kept, left


def _is_open(value: object) -> bool:
    """Whether nothing was entered; *no* is an answer."""
    if isinstance(value, Mapping):
        return all(_is_open(each) for each in value.values())
    if isinstance(value, list):
        return all(_is_open(each) for each in value)
    return value is None or value == ""
