"""Who applies, as far as lists show it: told by the marks of a definition's fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from permitdesk.services.definition import Definition

# Yes-no fields with these marks are wishes that a list shows.
WISHES = ("certificate-wanted",)
# Fields of the block of questions that all shipped services share, where they carry no mark.
OTHER_NAMES, AZR_NUMBER = ("birth_name", "other_names"), "azr_number"


@dataclass(frozen=True)
class Person:
    """What a case's row in a list says. Days are ISO dates, empty where nothing was asked."""

    family_name: str = ""
    given_names: str = ""
    urgency: str = ""
    deadline: str = ""  # the day by which they need something; earlier versions: or ``expires``
    expires: str = ""  # the day on which the present title expires
    wishes: tuple[str, ...] = ()  # marks of what is asked for besides, see WISHES
    # Cases of earlier versions were kept without what follows.
    starts: str = ""  # the first day of work
    other_names: tuple[str, ...] = ()  # in the original script, at birth, former ones
    birth_date: str = ""  # 00 for what is unknown
    azr_number: str = ""

    @property
    def name(self) -> str:
        return ", ".join(part for part in (self.family_name, self.given_names) if part)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name by which somebody may be looked for."""
        whole = f"{self.given_names} {self.family_name}"
        return (self.family_name, self.given_names, whole, *self.other_names)


def person(definition: Definition, answers: Mapping[str, object]) -> Person:
    """Read the person off the answers."""
    days = [
        _day(_answer(definition, answers, mark)) for mark in ("deadline", "certificate-needed-by")
    ]
    days = sorted(filter(None, days))
    others = (_answer(definition, answers, "name-original-script"), *_unmarked(answers))
    return Person(
        family_name=_answer(definition, answers, "family-name"),
        given_names=_answer(definition, answers, "given-names"),
        urgency=_answer(definition, answers, "urgency"),
        deadline=days[0] if days else "",
        expires=_day(_answer(definition, answers, "title-expires")),
        wishes=tuple(mark for mark in WISHES if _is_yes(definition, answers, mark)),
        starts=_day(_answer(definition, answers, "work-start")),
        other_names=tuple(filter(None, others)),
        birth_date=_day(_answer(definition, answers, "birth-date")),
        azr_number=_text(answers.get(AZR_NUMBER)),
    )


def _day(answer: str) -> str:
    return answer if len(answer) == 10 else ""


def _is_yes(definition: Definition, answers: Mapping[str, object], mark: str) -> bool:
    field = definition.marked(mark)
    return field is not None and answers.get(field.name) is True


def _answer(definition: Definition, answers: Mapping[str, object], mark: str) -> str:
    # Only fields outside groups: a group's rows are about others, the family for example.
    field = definition.marked(mark)
    return _text(answers.get(field.name)) if field else ""


def _unmarked(answers: Mapping[str, object]) -> list[str]:
    return [_text(answers.get(name)) for name in OTHER_NAMES]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
