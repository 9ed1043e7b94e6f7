"""A condition as the rows of a form: which there are, and what stands in their inputs. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from permitdesk.designer import amounts
from permitdesk.designer.subjects import CHOICES, OF_DAYS, OPEN, Subject
from permitdesk.services.definition import Condition, Listed, Threshold


@dataclass
class Laid:
    """``rows`` by name, ``stored`` the values of their inputs, which begin with ``prefix``."""

    prefix: str
    subjects: Mapping[str, Subject]
    lists: Sequence[str]
    thresholds: Sequence[str]
    rows: list[str] = field(default_factory=list)
    stored: dict[str, object] = field(default_factory=dict)

    def lay_out(self, condition: Condition | None) -> bool:
        """Fill the rows from a condition; False where they cannot say it."""
        if condition is None:
            return True
        parts = condition.all_of or condition.any_of or (condition,)
        self.stored[f"{self.prefix}_join"] = "any" if condition.any_of else "all"
        return all(self._lay_part(str(number), each) for number, each in enumerate(parts))

    def _lay_part(self, row: str, part: Condition) -> bool:
        if not (part.all_of or part.any_of):
            return self._lay_row(row, part)
        self.rows.append(f"{row}b")
        self.stored[f"{self.prefix}_{row}b_join"] = "any" if part.any_of else "all"
        within = part.all_of or part.any_of
        return all(
            not (each.all_of or each.any_of) and self._lay_row(f"{row}_{number}", each)
            for number, each in enumerate(within)
        )

    def _lay_row(self, row: str, leaf: Condition) -> bool:
        subject, name = self.subjects.get(leaf.field), f"{self.prefix}_{row}"
        if subject is None:
            return False
        self.rows.append(row)
        self.stored[f"{name}_field"] = subject.name
        if leaf.operator in OPEN:
            self.stored[f"{name}_op"] = leaf.operator
            return True
        if subject.operators == CHOICES:
            return self._lay_choices(name, subject, leaf)
        if subject.operators == OPEN:
            return False
        return self._lay_amount(name, subject, leaf)

    def _lay_choices(self, name: str, subject: Subject, leaf: Condition) -> bool:
        operator = {"is": "is", "in": "is", "is_not": "is_not", "not_in": "is_not"}
        if leaf.operator not in operator:
            return False
        self.stored[f"{name}_op"] = operator[leaf.operator]
        if isinstance(leaf.value, Listed):
            self.stored[f"{name}_way"] = f"list:{leaf.value.name}"
            return bool(subject.code_list) and leaf.value.name in self.lists
        values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        known = {each.value for each in subject.options}
        if subject.type == "yes-no":
            values = tuple({True: "yes", False: "no"}.get(each) for each in values)
            known = {"yes", "no"}
        self.stored[f"{name}_way"] = "these"
        self.stored[f"{name}_values"] = list(values)
        return bool(subject.code_list) or set(values) <= known

    def _lay_amount(self, name: str, subject: Subject, leaf: Condition) -> bool:
        is_day = subject.type in amounts.DATES
        back = {value: key for key, value in OF_DAYS.items()} if is_day else {"is": "equals"}
        operator = back.get(leaf.operator, leaf.operator)
        found = amounts.written(leaf.value, subject.type)
        if operator not in subject.operators or found is None:
            return False
        way, amount = found
        self.stored |= {f"{name}_op": operator, f"{name}_way": way, f"{name}_amount": amount}
        if isinstance(leaf.value, Threshold):
            return leaf.value.name in self.thresholds
        return True
