"""Who applies, as far as lists show it: told by the marks of a definition's fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from permitdesk.services.definition import Definition

# Yes-no fields with these marks are wishes that a list shows.
WISHES = ("certificate-wanted",)


@dataclass(frozen=True)
class Person:
    """What a case's row in a list says. Days are ISO dates, empty where nothing was asked."""

    family_name: str = ""
    given_names: str = ""
    urgency: str = ""
    deadline: str = ""  # the earliest day that matters: a title's expiry, a deadline
    expires: str = ""  # the day on which the present title expires
    wishes: tuple[str, ...] = ()  # marks of what is asked for besides, see WISHES

    @property
    def name(self) -> str:
        return ", ".join(part for part in (self.family_name, self.given_names) if part)


def person(definition: Definition, answers: Mapping[str, object]) -> Person:
    """Read the person off the answers."""
    days = [
        _answer(definition, answers, mark)
        for mark in ("title-expires", "deadline", "certificate-needed-by")
    ]
    days = sorted(day for day in days if len(day) == 10)
    expires = _answer(definition, answers, "title-expires")
    return Person(
        family_name=_answer(definition, answers, "family-name"),
        given_names=_answer(definition, answers, "given-names"),
        urgency=_answer(definition, answers, "urgency"),
        deadline=days[0] if days else "",
        expires=expires if len(expires) == 10 else "",
        wishes=tuple(mark for mark in WISHES if _is_yes(definition, answers, mark)),
    )


def _is_yes(definition: Definition, answers: Mapping[str, object], mark: str) -> bool:
    field = definition.marked(mark)
    return field is not None and answers.get(field.name) is True


def _answer(definition: Definition, answers: Mapping[str, object], mark: str) -> str:
    # Only fields outside groups: a group's rows are about others, the family for example.
    field = definition.marked(mark)
    value = answers.get(field.name) if field else None
    return value.strip() if isinstance(value, str) else ""
