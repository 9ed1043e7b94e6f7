"""Cases one below the other, each a condition and a number: the first that holds counts.

The rows are called by number; what to do with them is ``add``, ``remove:<n>``, ``up:<n>`` or
``down:<n>``. The condition of one has the prefix ``<prefix><n>``, its number ``<prefix><n>v``.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown, labelled
from permitdesk.designer import operand
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.rows import RowForm
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field

MOST = 30
NO_CONDITION = _(
    "designer_case_no_condition",
    default="Jeder Fall braucht eine Bedingung: bei welchen Antworten er gilt.",
)


@dataclass
class CasesForm(RowForm):
    """``before`` are the cases as they are kept, each ``{"when": condition, part: number}``.
    ``condition_form(data, prefix)`` makes the rows of one condition."""

    prefix: str
    part: str
    title: Message
    before: Sequence[Mapping]
    form: Mapping[str, object] | None
    condition_form: Callable[[object, str], ConditionForm]
    others: Mapping[str, Message]
    thresholds: Sequence[str]
    say: Callable[[object], Shown]

    def __post_init__(self) -> None:
        self.rows = [str(number) for number in range(len(self.before))]
        if self.form is None:
            return
        numbers = [each for each in self.sent_rows() if each.isdecimal() and len(each) < 4]
        self.rows = numbers[:MOST]
        self._do(*self.sent_do())

    @cached_property
    def conditions(self) -> Mapping[str, ConditionForm]:
        """The rows of each case's condition, by its number."""
        return {
            row: self.condition_form(self._kept(row).get("when"), f"{self.prefix}{row}")
            for row in self.rows
        }

    @property
    def is_changing(self) -> bool:
        """Whether what was sent only changes the cases or rows of them."""
        rows = any(each.is_changing for each in self.conditions.values())
        return super().is_changing or rows

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= MOST

    @property
    def asked(self) -> list[Field]:
        found = []
        for row, condition in self.conditions.items():
            found += condition.asked
            found += operand.asked(
                self.number(row), self.title, self.others, self.thresholds, self.say
            )
        return found

    @property
    def stored(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for row, condition in self.conditions.items():
            found |= condition.stored
            found |= operand.stored(self.number(row), self._kept(row).get(self.part))
        return found

    @property
    def usual(self) -> dict[str, object]:
        return {
            name: value for each in self.conditions.values() for name, value in each.usual.items()
        }

    def is_open(self, row: str, wrong: Container[str]) -> bool:
        """Whether the inputs of a case stand open: not those of a case that is as it is kept.
        ``wrong`` names the inputs that something is said of."""
        if len(self.rows) == 1 or not self._kept(row):
            return True
        if self.form is None:
            return False
        condition, number = self.conditions[row], self.number(row)
        names = [each.name for each in condition.asked] + [f"{number}_way", f"{number}_amount"]
        kept = replace(condition, form=None, rows=[], stored={})
        before = kept.stored | operand.stored(number, self._kept(row).get(self.part))
        return (
            condition.is_changing
            or condition.rows != kept.rows
            or any(each in wrong for each in names)
            or any(_alike(self.form.get(each)) != _alike(before.get(each)) for each in names)
        )

    def result(self, row: str) -> Shown:
        """The number of a case as it is kept, in words."""
        number = operand.said(
            self._kept(row).get(self.part), self.others, self.thresholds, self.say
        )
        return labelled(self.say(self.title), number) if number else ""

    def number(self, row: str) -> str:
        """How the inputs of a case's number begin."""
        return f"{self.prefix}{row}v"

    def read(self, answers: Mapping[str, object], complain: Callable) -> list[dict]:
        """The cases as they are kept."""
        found = []
        for row, form in self.conditions.items():
            when = form.read(answers, complain)
            number = operand.read(self.number(row), answers, complain)
            if when is None:
                complain(f"{self.number(row)}_way", NO_CONDITION)
            elif number is not None:
                found.append({"when": to_data(when), self.part: number})
        return found

    def _do(self, word: str, row: str) -> None:
        if word == "add" and not self.is_full:
            known = [int(each) for each in self.rows]
            self.rows.append(str(max([*known, len(self.before) - 1]) + 1))
        elif row in self.rows:
            place = self.rows.index(row)
            other = place + {"up": -1, "down": 1}.get(word, 0)
            if word == "remove":
                self.rows.remove(row)
            elif 0 <= other < len(self.rows):
                self.rows[place], self.rows[other] = self.rows[other], self.rows[place]

    def _kept(self, row: str) -> Mapping:
        place = int(row)
        found = self.before[place] if place < len(self.before) else {}
        return found if isinstance(found, Mapping) else {}


def _alike(value: object) -> list[str]:
    """What stands in an input, to be compared: one answer or several, in whatever order."""
    found = value if isinstance(value, list) else [value]
    return sorted(str(each) for each in found if each not in (None, ""))
