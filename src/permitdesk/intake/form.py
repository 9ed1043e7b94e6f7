"""Where a person stands in a service: steps asked, answers that count, what is still wrong.

Pure but for translated messages: the pages and the API decide here alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.texts import Shown, say
from permitdesk.district import Authority, responsible_authority, told
from permitdesk.intake.draft import OpenDraft, StepState
from permitdesk.intake.uploads import too_many
from permitdesk.services import (
    Announced,
    SaidPrerequisite,
    Speaker,
    asked_fields,
    asked_row_fields,
    asked_steps,
    check_answers,
    check_documents,
    clean_answers,
    considered,
    fee_estimate,
    following_step,
    hints_for,
    is_empty,
    prerequisites_said,
    relevant_answers,
    required_documents,
    warnings_for,
)
from permitdesk.services.definition import Definition, Field, Hint, Requirement, Revision, Step

Messages = dict[str, list[Shown]]


@dataclass(frozen=True)
class Form:
    """A revision with the answers of somebody; ``counts`` are files by requirement, ``later``
    what was said about those that come later.

    Where ``gaps_allowed`` an open question is no error, as on paper; ``gaps`` names them.
    """

    revision: Revision
    language: str
    entered: Mapping[str, object]
    counts: Mapping[str, int]
    today: date
    gaps_allowed: bool = False
    later: Mapping[str, Announced] = attribute(default_factory=dict)

    @property
    def definition(self) -> Definition:
        return self.revision.definition

    @cached_property
    def answers(self) -> dict[str, object]:
        """What would be sent: tidy answers to what is asked, nothing else and nothing empty."""
        clean = clean_answers(self.definition, self.entered)
        filled = {name: _compact(value) for name, value in clean.items() if "." not in name}
        filled = {name: value for name, value in filled.items() if not is_empty(value)}
        return relevant_answers(self.definition, filled, self.today)

    @cached_property
    def seen(self) -> Mapping[str, object]:
        """The same as conditions see it: what follows from the answers is worked out once."""
        return considered(self.definition, self.answers, self.today)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return asked_steps(self.definition, self.seen, self.today)

    def neighbour(self, step: Step, distance: int) -> Step | None:
        """The step so many places after this one; the first where this one is not asked."""
        if step not in self.steps:
            return self.steps[0]
        position = self.steps.index(step) + distance
        return self.steps[position] if 0 <= position < len(self.steps) else None

    def surely_following(self, step: Step) -> Step | None:
        """The step after this one, if no answer on it can change which one that is."""
        return following_step(self.definition, step.name, self.seen, self.today)

    def fields(self, step: Step) -> tuple[Field, ...]:
        """The questions of a step that are asked."""
        return asked_fields(step, self.seen, self.today)

    def names(self, step: Step) -> tuple[str, ...]:
        """The names of all questions of a step, those in rows as ``group.0.field``."""
        answers, names = self.answers, []
        for field in self.fields(step):
            names.append(field.name)
            rows = self.entered.get(field.name) if field.type == "group" else ()
            for number, row in enumerate(rows or ()):
                names += [
                    f"{field.name}.{number}.{column.name}"
                    for column in asked_row_fields(field, row, answers, self.today)
                ]
        return tuple(names)

    def requirements(self, step: Step | None = None) -> tuple[Requirement, ...]:
        """The documents called for, of one step or of all."""
        needed = required_documents(self.definition, self.seen, self.today)
        return tuple(each for each in needed if step is None or each.step == step.name)

    def hints(self, step: Step | None = None) -> tuple[Hint, ...]:
        return hints_for(
            self.definition, self.seen, self.today, step.name if step is not None else None
        )

    @cached_property
    def speaker(self) -> Speaker:
        """Says hints and prerequisites with these answers."""
        return Speaker(self.revision, self.seen, self.language, self.today)

    def prerequisites(self, step: Step) -> list[SaidPrerequisite]:
        """What the law asks for, beside these answers, where a step shows that."""
        return prerequisites_said(self.revision, self.seen, self.language, self.today, step.name)

    def elsewhere(self, step: Step | None = None) -> Authority | None:
        """The authority that is responsible when it is not this office; else None."""
        field = self.definition.marked("municipality")
        if field is None or (step is not None and field not in step.fields):
            return None
        answer = self.answers.get(field.name)
        authority = responsible_authority(answer) if isinstance(answer, str) else None
        return authority if authority is not None and not authority.own else None

    @property
    def fees(self) -> dict[str, object] | None:
        """What it will probably cost, in words; None where the service asks for no fee."""
        estimate = fee_estimate(self.definition, self.seen, self.today)
        return None if estimate is None else told(estimate, self.language)

    def errors(self, fields: Iterable[Field] | None = None) -> Messages:
        """What is wrong with the answers to these fields, or with all and the documents."""
        found = check_answers(
            self.revision, self.answers, fields, self.language, self.today, not self.gaps_allowed
        )
        if fields is None:
            found = {**found, **self.document_errors()}
        return self._said(found)

    def gaps(self) -> tuple[str, ...]:
        """The names of what should be there and is not, as in ``errors``."""
        wrong = replace(self, gaps_allowed=True).errors()
        every = replace(self, gaps_allowed=False).errors()
        return tuple(name for name in every if name not in wrong)

    def received_errors(self) -> Messages:
        """What is wrong with answers and files that came all at once, through the API.

        Nothing is left out silently here: an answer or a file that is not asked for is an error.
        """
        answers = clean_answers(self.definition, self.entered)
        found = {
            **check_answers(self.revision, answers, None, self.language, self.today),
            **check_documents(self.revision, answers, self.counts, self.today, later=self.later),
        }
        field, elsewhere = self.definition.marked("municipality"), self.elsewhere()
        if elsewhere is not None:
            found[field.name] = [_elsewhere(elsewhere)]
        for hint in self.hints():
            if hint.kind == "stop":
                text = self.speaker.text(hint.key("text"))
                found.setdefault("", []).append(text)
        return self._said(found)

    def document_errors(self, requirements: Sequence[Requirement] | None = None) -> Messages:
        asked = {each.id for each in self.requirements()}
        # Files for what is not asked any more stay in the draft and are not sent.
        counts = {name: count for name, count in self.counts.items() if name in asked}
        later = {each.requirement: each for each in self.announced}
        found = check_documents(
            self.revision, self.seen, counts, self.today, not self.gaps_allowed, later
        )
        if requirements is None and sum(counts.values()) > self.definition.limits.files:
            found["documents"] = [too_many(self.definition.limits.files)]
        if requirements is not None:
            keys = {f"documents.{each.id}" for each in requirements}
            found = {key: messages for key, messages in found.items() if key in keys}
        return self._said(found)

    @property
    def announced(self) -> tuple[Announced, ...]:
        """What was said about documents that are called for and not there: it is sent."""
        return tuple(
            self.later[each.id]
            for each in self.requirements()
            if each.may_come_later and each.id in self.later and not self.counts.get(each.id)
        )

    def warnings(self, fields: Iterable[Field] | None = None) -> Messages:
        found = warnings_for(self.revision, self.answers, fields, self.language, self.today)
        return self._said(found)

    def _said(self, found: Mapping[str, Sequence[Shown]]) -> Messages:
        return {
            name: [say(message, self.language) for message in messages]
            for name, messages in found.items()
        }


def _elsewhere(authority: Authority) -> Message:
    reach = (authority.name, authority.contact)
    return _(
        "intake_elsewhere_title",
        default="Für Ihren Wohnort ist eine andere Behörde zuständig: ${name}",
        mapping={"name": ", ".join(part for part in reach if part)},
    )


def form_of(
    revision: Revision,
    draft: OpenDraft | None,
    language: str,
    gaps_allowed: bool = False,
    today: date | None = None,
) -> Form:
    """The form as it stands in a draft, as of a day: today where none is given."""
    entered: dict[str, object] = {}
    counts: dict[str, int] = {}
    if draft is not None:
        for step in revision.definition.steps:
            entered |= draft.step(step.name).values
        for document in draft.documents:
            counts[document.requirement] = counts.get(document.requirement, 0) + 1
    later = draft.later if draft is not None else {}
    return Form(revision, language, entered, counts, today or clock.today(), gaps_allowed, later)


def place_of(form: Form, draft: OpenDraft | None) -> str:
    """Below a service's address: where somebody stopped in a draft while that is still asked, else
    the first step; the receipt of what was sent."""
    if draft is not None and draft.sent:
        return "/receipt"
    left = draft.about.get("at") if draft is not None else ""
    name = next((step.name for step in form.steps if step.name == left), form.steps[0].name)
    return f"/step/{name}"


def with_step(form: Form, state: StepState) -> Form:
    """The same form with other answers on one step."""
    return replace(form, entered={**form.entered, **state.values})


def compact_rows(values: Mapping[str, object]) -> dict[str, object]:
    """The same without empty rows, so that a row has one number in forms, answers and errors."""
    return {
        name: [row for row in value if not isinstance(row, dict) or _is_filled(row)]
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }


def _is_filled(row: Mapping[str, object]) -> bool:
    return any(value not in (None, "", []) for value in row.values())


def _compact(value: object) -> object:
    """Without what was left empty, in rows too; rows with nothing in them are none."""
    if not isinstance(value, list):
        return value
    rows = [
        {name: each for name, each in row.items() if not is_empty(each) and "." not in name}
        if isinstance(row, dict)
        else row
        for row in value
    ]
    return [row for row in rows if row != {}]
