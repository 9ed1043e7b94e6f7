"""What is asked, given the answers so far: steps, fields, documents, hints.

A condition counts a field that is not itself asked as empty, so that an answer that is no longer
shown has no say. Definitions with cycles are refused when publishing; here a cycle ends as empty.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from permitdesk.services.conditions import fields_of, holds
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Hint,
    Prerequisite,
    Requirement,
    Step,
    Value,
)
from permitdesk.services.derived import derive, needs

Gates = Mapping[str, tuple[Condition, ...]]


class Considered(Mapping[str, object]):
    """Answers as conditions see them: those of fields that are asked.

    Derived values are looked up by their name, and are not among the answers when one goes through.
    """

    def __init__(
        self,
        answers: Mapping[str, object],
        gates: Gates,
        today: date,
        values: Mapping[str, Value] | None = None,
    ):
        self._answers, self._gates, self._today = answers, gates, today
        self._values = values or {}
        self._asked: dict[str, bool] = {}
        self._derived: dict[str, object] = {}

    def is_under(self, gates: Gates, today: date) -> bool:
        """Whether these are the answers under the very same conditions, on the same day."""
        return self._gates is gates and self._today == today

    def is_asked(self, name: str) -> bool:
        if name not in self._asked:
            self._asked[name] = False  # a cycle ends here
            self._asked[name] = all(
                holds(gate, self, self._today) for gate in self._gates.get(name, ())
            )
        return self._asked[name]

    def __getitem__(self, name: str) -> object:
        if name in self._values:
            if name not in self._derived:
                self._derived[name] = None  # a cycle ends here
                self._derived[name] = derive(self._values[name], self, self._today)
            return self._derived[name]
        value = self._answers[name]
        if not self.is_asked(name):
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._answers if self.is_asked(name))

    def __len__(self) -> int:
        return sum(1 for _name in self)


def gates_of(steps: tuple[Step, ...]) -> dict[str, tuple[Condition, ...]]:
    """The conditions under which each field is asked: its own and its step's."""
    return {
        field.name: tuple(gate for gate in (step.condition, field.condition) if gate)
        for step in steps
        for field in step.fields
    }


def considered(definition: Definition, answers: Mapping[str, object], today: date) -> Considered:
    """The answers that count: a read-only mapping without those of fields not asked.

    Whoever asks several things of the same answers hands over what this returned, in place of the
    answers: what is asked and what follows is then worked out once.
    """
    gates = definition.gates or gates_of(definition.steps)
    return _considered(answers, gates, today, definition.values)


def _considered(
    answers: Mapping[str, object], gates: Gates, today: date, values: Mapping[str, Value]
) -> Considered:
    if isinstance(answers, Considered) and answers.is_under(gates, today):
        return answers
    return Considered(answers, gates, today, values)


def relevant_answers(
    definition: Definition, answers: Mapping[str, object], today: date
) -> dict[str, object]:
    """The answers to what is asked, rows of groups included; the rest is left out.

    Names that the definition does not have stay, for ``check_answers`` to complain about.
    """
    kept = dict(considered(definition, answers, today))
    for field in definition.fields():
        rows = kept.get(field.name)
        if field.type == "group" and isinstance(rows, list):
            kept[field.name] = [
                _relevant_row(field, row, kept, today) if isinstance(row, dict) else row
                for row in rows
            ]
    return kept


def asked_steps(
    definition: Definition, answers: Mapping[str, object], today: date
) -> tuple[Step, ...]:
    """The steps to show: those whose condition holds and that have something to show now.

    A step of documents appears only when one of them is called for, and a step of prerequisites
    only when one of them applies.
    """
    seen = considered(definition, answers, today)
    with_more = {each.step for each in definition.requirements}
    with_more |= {each.step for each in definition.prerequisites}
    called_for = {each.step for each in required_documents(definition, seen, today)}
    called_for |= {
        each.step for each in definition.prerequisites if holds(each.condition, seen, today)
    }
    return tuple(
        step
        for step in definition.steps
        if holds(step.condition, seen, today)
        and (
            step.name in called_for
            or any(seen.is_asked(field.name) for field in step.fields)
            or (not step.fields and step.name not in with_more)
        )
    )


def following_step(
    definition: Definition, name: str, answers: Mapping[str, object], today: date
) -> Step | None:
    """The step after ``name``, if no answer on ``name`` itself can change which one that is.

    None too when ``name`` is the last step of all; a button may then say less.
    """
    steps = definition.steps
    place = next(number for number, step in enumerate(steps) if step.name == name)
    own = {field.name for field in steps[place].fields}
    asked = asked_steps(definition, answers, today)
    for step in steps[place + 1 :]:
        if own & _decisive(definition, step):
            return None
        if step in asked:
            return step
    return None


def _decisive(definition: Definition, step: Step) -> set[str]:
    """The fields that decide whether a step is shown."""
    always = step.condition is None and any(field.condition is None for field in step.fields)
    conditions = [step.condition]
    if not always:
        conditions += [field.condition for field in step.fields]
        more = (*definition.requirements, *definition.prerequisites)
        conditions += [each.condition for each in more if each.step == step.name]
    named = {name for condition in conditions for name in fields_of(condition)}
    return fields_behind(named, definition.values)


def asked_fields(step: Step, answers: Mapping[str, object], today: date) -> tuple[Field, ...]:
    """The fields of a step that these answers call for, explanations included."""
    seen = _considered(answers, step.gates or gates_of((step,)), today, step.values)
    return tuple(field for field in step.fields if seen.is_asked(field.name))


def asked_row_fields(
    group: Field, row: Mapping[str, object], answers: Mapping[str, object], today: date
) -> tuple[Field, ...]:
    """The fields of one row of a group; conditions see the row first, then the whole.

    ``answers`` should be ``considered`` or ``relevant_answers``.
    """
    seen = _row(group, row, answers, today)
    return tuple(field for field in group.fields if seen.is_asked(field.name))


def required_documents(
    definition: Definition, answers: Mapping[str, object], today: date
) -> tuple[Requirement, ...]:
    """The documents that these answers call for; each says itself whether it must be there."""
    seen = considered(definition, answers, today)
    hidden = _hidden(definition, seen, today)
    return tuple(
        each
        for each in definition.requirements
        if each.step not in hidden and holds(each.condition, seen, today)
    )


def hints_for(
    definition: Definition, answers: Mapping[str, object], today: date, step: str | None = None
) -> tuple[Hint, ...]:
    """The hints that these answers call for, of one step or of all."""
    seen = considered(definition, answers, today)
    hidden = _hidden(definition, seen, today)
    return tuple(
        hint
        for hint in definition.hints
        if hint.step not in hidden
        and (step is None or hint.step == step)
        and holds(hint.condition, seen, today)
    )


def prerequisites_for(
    definition: Definition, answers: Mapping[str, object], today: date, step: str | None = None
) -> tuple[tuple[Prerequisite, str], ...]:
    """The prerequisites that apply, each with ``met``, ``missing`` or ``unseen``."""
    seen = considered(definition, answers, today)
    hidden = _hidden(definition, seen, today)
    return tuple(
        (each, _state(each, seen, today))
        for each in definition.prerequisites
        if each.step not in hidden
        and (step is None or each.step == step)
        and holds(each.condition, seen, today)
    )


def _hidden(definition: Definition, seen: Mapping[str, object], today: date) -> set[str]:
    """The steps that are not shown: nothing on them can be handed in or read."""
    return {step.name for step in definition.steps if not holds(step.condition, seen, today)}


def _state(prerequisite: Prerequisite, seen: Mapping[str, object], today: date) -> str:
    if prerequisite.met is not None and holds(prerequisite.met, seen, today):
        return "met"
    if prerequisite.missing is not None and holds(prerequisite.missing, seen, today):
        return "missing"
    return "unseen"


def fields_behind(names: Iterable[str], values: Mapping[str, Value]) -> set[str]:
    """The fields among these names, and those from which the derived values among them follow."""
    found, open_names = set(), list(names)
    while open_names:
        name = open_names.pop()
        if name not in found:
            found.add(name)
            open_names += needs(values[name]) if name in values else ()
    return found - set(values)


def _row(
    group: Field, row: Mapping[str, object], answers: Mapping[str, object], today: date
) -> Considered:
    gates = {field.name: tuple(filter(None, (field.condition,))) for field in group.fields}
    outside = {name: answers[name] for name in answers if name not in gates}
    return Considered({**outside, **row}, gates, today)


def _relevant_row(group: Field, row: dict, answers: Mapping[str, object], today: date) -> dict:
    seen = _row(group, row, answers, today)
    return {name: value for name, value in row.items() if seen.is_asked(name)}
