"""What ``@form`` asks of somebody, worked out from docs/api.md alone: no code of the portal."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from agreement.days import limits, moment
from agreement.derived import Between, derived
from agreement.kept import EMPTY, kept, number


class Form:
    """A published form as JSON, and the day on which it is filled in.

    ``asked`` and the others take answers by name, those to what is not asked among them.
    """

    def __init__(self, data: dict, today: date):
        self.data, self.today, self.service = data, today, data["service"]
        self.steps = {step["name"]: step for step in data["steps"]}
        self.fields = {f["name"]: f for step in data["steps"] for f in step["fields"]}
        self.step_of = {f["name"]: s["name"] for s in data["steps"] for f in s["fields"]}
        self.documents = {each["id"]: each for each in data["documents"]}
        self.most_files = data["limits"]["files"]
        self.values = {each["name"]: each for each in data["values"]}
        # What the law says that day: amounts, and lists of codes.
        self.figures: dict[str, object] = {
            **{name: Decimal(f["amount"]) for name, f in data["figures"].items()},
            **{name: each["codes"] for name, each in data["lists"].items()},
        }

    @cached_property
    def edges(self) -> dict[str, list[object]]:
        """At which days and amounts the conditions on a field turn."""
        found: dict[str, list[object]] = {}
        for name, wanted in _comparisons(self.data):
            if isinstance(wanted, dict):
                wanted = self.figures.get(wanted.get("threshold"))
            if moment(wanted, self.today) or isinstance(wanted, Decimal):
                found.setdefault(name, []).append(moment(wanted, self.today) or wanted)
        return found

    def asked(self, answers: Mapping) -> "Asked":
        return Asked(self, answers)

    def tidy(self, answers: Mapping) -> dict[str, object]:
        """Answers as they count: as the case would keep them, empty ones left out."""
        found = {name: kept(self.fields[name], value) for name, value in answers.items()}
        return {name: value for name, value in found.items() if value not in EMPTY}


class Asked:
    """What is asked, given these answers."""

    def __init__(self, form: Form, answers: Mapping):
        self.form, self._answers = form, answers
        self._open: set[str] = set()
        self._known: dict[str, bool] = {}

    # -- what a condition sees

    def get(self, name: str) -> object:
        """An answer that counts, or a derived value; None for one that is open."""
        if name in self.form.values:
            return derived(self.form.values[name], self)
        if name in self.form.fields and self.is_asked(name):
            return self._answers.get(name)
        return None

    def holds(self, condition: dict | None, row: Mapping = {}) -> bool:
        return holds(condition, _First(row, self), self.form.today, self.form.figures)

    # -- what is asked

    def is_asked(self, name: str) -> bool:
        if name not in self._known:
            assert name not in self._open, f"{name} depends on itself"
            self._open.add(name)
            step = self.form.steps[self.form.step_of[name]]
            self._known[name] = self.holds(step["condition"]) and self.holds(
                self.form.fields[name]["condition"]
            )
        return self._known[name]

    def questions(self, step: str) -> list[str]:
        """The names on a page, those of rows as ``group.0.field``; explanations among them."""
        found = []
        for field in self.form.steps[step]["fields"]:
            if self.is_asked(field["name"]):
                found.append(field["name"])
                found += self._columns(field)
        return found

    def _columns(self, field: dict) -> Iterator[str]:
        rows = self._answers.get(field["name"]) if field["type"] == "group" else ()
        for place, row in enumerate(rows or ()):
            for column in self.columns(field, row):
                yield f"{field['name']}.{place}.{column['name']}"

    def columns(self, group: dict, row: Mapping) -> list[dict]:
        return [each for each in group["fields"] if self.holds(each["condition"], row)]

    def answers(self) -> dict[str, object]:
        """What would be sent: answers to what is asked, nothing else and nothing empty."""
        found = {}
        for name, value in self._answers.items():
            field = self.form.fields[name]
            if field["type"] == "group":
                value = [
                    {
                        c["name"]: row[c["name"]]
                        for c in self.columns(field, row)
                        if c["name"] in row
                    }
                    for row in value or ()
                ]
            if value not in EMPTY and self.is_asked(name):
                found[name] = value
        return found

    def _row(self, group: dict, row: Mapping) -> dict[str, object]:
        names = [column["name"] for column in self.columns(group, row)]
        return {name: row[name] for name in names if name in row}

    def required(self) -> list[str]:
        """The questions that need an answer, and those of which one does."""
        return [
            name
            for name, field in self.form.fields.items()
            if self.is_asked(name)
            and (
                field["required"]
                or any(rule["kind"] == "one_of" for rule in field.get("rules", ()))
            )
        ]

    def documents(self, step: str = "") -> list[str]:
        """The documents called for, of one step or of all."""
        return [
            each["id"]
            for each in self.form.data["documents"]
            if step in ("", each["step"])
            and self.holds(self.form.steps[each["step"]]["condition"])
            and self.holds(each["condition"])
        ]

    def prerequisites(self, step: str) -> list[str]:
        return [
            each["id"]
            for each in self.form.data["prerequisites"]
            if each["step"] == step and self.holds(each["condition"])
        ]

    def hints(self, step: str = "") -> list[dict]:
        found = self.form.data["hints"]
        return [h for h in found if step in ("", h["step"]) and self.holds(h["condition"])]

    def steps(self) -> list[str]:
        """The steps in which something is to be done or read."""
        return [
            name
            for name, step in self.form.steps.items()
            if self.holds(step["condition"])
            and (self.questions(name) or self.documents(name) or self.prerequisites(name))
        ]


def _comparisons(data: object) -> Iterator[tuple[str, object]]:
    """Each field and what it is compared with, in all conditions of a form."""
    if isinstance(data, dict):
        for operator in ("before", "after", "at_least", "at_most", "below", "above"):
            if operator in data and "field" in data:
                yield data["field"], data[operator]
        for each in data.values():
            yield from _comparisons(each)
    elif isinstance(data, list):
        for each in data:
            yield from _comparisons(each)


class _First:
    """What a condition in a row sees: the row first, then the whole."""

    def __init__(self, row: Mapping, whole: Asked):
        self.row, self.whole = row, whole

    def get(self, name: str) -> object:
        return self.row[name] if name in self.row else self.whole.get(name)


def holds(condition: dict | None, seen, today: date, figures: Mapping[str, object]) -> bool:
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(each, seen, today, figures) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, seen, today, figures) for each in condition["any"])
    (operator,) = condition.keys() - {"field"}
    answer, wanted = seen.get(condition["field"]), condition[operator]
    # Of several answers, one is enough.
    several = answer if isinstance(answer, list) else [] if answer in EMPTY else [answer]
    match operator:
        case "filled":
            return bool(several)
        case "empty":
            return not several
        case "is" | "in" | "is_not" | "not_in":
            one_of = wanted if operator in ("in", "not_in") else [wanted]
            if isinstance(one_of, dict):
                one_of = figures.get(one_of["list"])
                if one_of is None:
                    return False
            found = any(_same(each, one, today) for each in several for one in one_of)
            return found == (operator in ("is", "in"))
    if isinstance(wanted, dict):
        wanted = figures.get(wanted["threshold"]) if "threshold" in wanted else seen.get(
            wanted["field"]
        )  # fmt: skip
    return any(_compares(each, operator, wanted, today) for each in several)


def _same(answer: object, wanted: object, today: date) -> bool:
    if isinstance(wanted, bool) or isinstance(answer, bool):
        return answer is wanted
    if isinstance(wanted, str) and wanted.startswith("today"):
        return limits(answer) == (moment(wanted, today),) * 2
    if isinstance(wanted, int | float):
        return number(answer) is not None and number(answer) == number(wanted)
    return answer == wanted


def _compares(answer: object, operator: str, wanted: object, today: date) -> bool:
    day = moment(wanted, today)
    one, other = limits(answer), (day, day) if day else limits(wanted)
    if other is None:
        one, other = _between(answer), _between(wanted)
    if one is None or other is None:
        return False
    return {
        "before": one[1] < other[0],
        "below": one[1] < other[0],
        "after": one[0] > other[1],
        "above": one[0] > other[1],
        "at_least": one[0] >= other[1],
        "at_most": one[1] <= other[0],
    }[operator]


def _between(value: object) -> Between | None:
    if isinstance(value, tuple):
        return value
    found = number(value)
    return None if found is None else (found, found)
