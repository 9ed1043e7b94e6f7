"""Going on with the newer revision of a service, on wish: nothing that was entered is lost.

Who began on a revision finishes on it. Only who asks for the newer one changes over: every answer
that still fits goes along, the others stay in the draft and are shown until it is sent. A document
that has no place any more stays too, under a requirement that no revision has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from permitdesk.core.memory import Memory
from permitdesk.core.texts import Shown
from permitdesk.intake.draft import KeptDocument, OpenDraft, StepState
from permitdesk.services import Changes, carry_over, changes, takes_document, values_shown
from permitdesk.services.definition import Definition, Field, Revision

_compared = Memory(200)
LEFT = "left:"  # before the requirement of a document that has no place any more


@dataclass(frozen=True)
class LeftAnswer:
    """What was not carried over, as it is shown: the question as it was, and the answer."""

    question: Shown
    values: tuple[Shown, ...]


def newer(draft: OpenDraft, revision: Revision, now: Revision | None) -> Changes | None:
    """What changed since the draft began; None where there is nothing newer to go on with, or
    nothing that is asked otherwise."""
    if draft.sent or now is None or now.number <= revision.number:
        return None
    if not now.accepts_applications or now.kind != revision.kind:
        return None
    asked = (revision.service, revision.digest, now.digest)
    return _compared.recall(asked, lambda: changes(revision.definition, now.definition)) or None


def must_renew(draft: OpenDraft | None, now: Revision | None, binding_from: int) -> bool:
    """Whether a draft has to go on with the newer revision before anything else: staff said that
    earlier ones are not sent any more, because the law changed."""
    if draft is None or draft.sent or now is None or not now.accepts_applications:
        return False
    return draft.revision < min(binding_from, now.number)


def renew(draft: OpenDraft, old: Revision, new: Revision) -> None:
    """Have a draft go on with ``new``. Sent again, it changes nothing."""
    if draft.revision != old.number or old.number >= new.number:
        return
    before = {step.name: draft.step(step.name) for step in old.definition.steps}
    entered = {name: state.values for name, state in before.items()}
    carried = carry_over(old.definition, new.definition, entered)
    otherwise = changes(old.definition, new.definition)
    states = {
        step.name: _state(before.get(step.name), carried.steps.get(step.name, {}), otherwise)
        for step in new.definition.steps
    }
    draft.renew(
        new.number,
        states,
        [name for name in before if name not in states],
        [
            {"revision": old.number, "name": each.name, "column": each.column, "value": each.value}
            for each in carried.left
        ],
        [_placed(each, new.definition) for each in draft.documents],
    )
    draft.note(again=[*otherwise.added, *otherwise.changed])


def open_again(draft: OpenDraft, definition: Definition) -> list[tuple[str, str]]:
    """Step and name of the questions that were new or asked otherwise when the draft changed over
    and were not answered with *Continue* since."""
    names = dict.fromkeys(each.partition(".")[0] for each in draft.about.get("again", ()))
    found = []
    for step in definition.steps:
        checked = {each.partition(".")[0] for each in draft.step(step.name).checked}
        asked = {field.name for field in step.fields}
        found += [(step.name, name) for name in names if name in asked and name not in checked]
    return found


def left_answers(draft: OpenDraft, revision_of, language: str) -> list[LeftAnswer]:
    """The answers that were not carried over; ``revision_of`` gives a revision by its number."""
    return list(_left(draft, revision_of, language))


def left_documents(draft: OpenDraft) -> tuple[KeptDocument, ...]:
    """The files that have no place any more; they are not sent."""
    return tuple(each for each in draft.documents if each.requirement.startswith(LEFT))


def _state(before: StepState | None, values: Mapping[str, object], otherwise: Changes) -> StepState:
    """A step as it goes on: what is asked otherwise counts as not checked yet."""
    if before is None:
        return StepState(values)
    new = {name.partition(".")[0] for name in (*otherwise.added, *otherwise.changed)}
    papers = {
        f"documents.{name}" for name in (*otherwise.documents_added, *otherwise.documents_changed)
    }
    checked = tuple(
        name for name in before.checked if name not in papers and name.partition(".")[0] not in new
    )
    return StepState(values, checked, before.hints)


def _placed(document: KeptDocument, new: Definition) -> KeptDocument:
    if document.requirement.startswith(LEFT):
        return document
    if takes_document(new, document.requirement, document.content_type):
        return document
    return replace(document, requirement=LEFT + document.requirement)


def _left(draft: OpenDraft, revision_of, language: str) -> Iterator[LeftAnswer]:
    for each in draft.left:
        revision = revision_of(each["revision"])
        base, value = each["name"].partition(".")[0], each["value"]
        field = revision.definition.field(base)
        if field is not None and each["column"]:
            named = each["column"].partition(".")[0]
            field = next((column for column in field.fields if column.name == named), field)
        if field is None:
            yield LeftAnswer(base, (_plain(value),))
            continue
        yield LeftAnswer(
            revision.shown(field.key("title"), language),
            tuple(_said(revision, field, value, language)),
        )


def _said(revision: Revision, field: Field, value: object, language: str) -> Iterator[Shown]:
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        columns = {column.name: column for column in field.fields}
        for row in value:
            for name, cell in row.items() if isinstance(row, dict) else ():
                if name in columns:
                    yield from _said(revision, columns[name], cell, language)
                elif cell:
                    yield _plain(cell)
        return
    try:
        yield from values_shown(revision, field, value, language)
    except (ValueError, TypeError, ArithmeticError):  # typed, and never readable as an answer
        yield _plain(value)


def _plain(value: object) -> str:
    """What was typed, as it stands."""
    if isinstance(value, Mapping):
        return " ".join(_plain(each) for each in value.values() if each)
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)
