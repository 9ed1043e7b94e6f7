"""A condition as rows that one fills in: „Frage · Vergleich · Antwort“, joined by all or any.

Some rows may be joined within once. What such rows cannot say stays as it is and is shown as a
sentence. The inputs of a form begin with its ``prefix``: ``<prefix>_rows`` lists the rows there are
(``0``, ``1b`` for rows within, ``1_0`` in them), ``<prefix>_do`` is what to do with them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer import amounts
from permitdesk.services.definition import Condition, Field, Listed, Option, Threshold

OPERATORS = {
    "is": _("designer_op_is", default="ist (eine von diesen Antworten)"),
    "is_not": _("designer_op_is_not", default="ist keine von diesen Antworten"),
    "filled": _("designer_op_filled", default="ist beantwortet"),
    "empty": _("designer_op_empty", default="ist nicht beantwortet"),
    "at_least": _("designer_op_at_least", default="mindestens"),
    "at_most": _("designer_op_at_most", default="höchstens"),
    "below": _("designer_op_below", default="weniger als"),
    "above": _("designer_op_above", default="mehr als"),
    "equals": _("designer_op_equals", default="genau"),
    "before": _("designer_op_before", default="vor dem Tag"),
    "after": _("designer_op_after", default="nach dem Tag"),
    "from": _("designer_op_from", default="an dem Tag oder danach"),
    "until": _("designer_op_until", default="an dem Tag oder davor"),
}
_CHOICES = ("is", "is_not", "filled", "empty")
_NUMBERS = ("at_least", "at_most", "below", "above", "equals", "filled", "empty")
_DAYS = ("before", "after", "from", "until", "filled", "empty")
_OPEN = ("filled", "empty")
_OF_DAYS = {"from": "at_least", "until": "at_most"}
SUBJECT = _("designer_if_subject", default="Frage")
OPERATOR = _("designer_if_operator", default="Vergleich")
VALUES = _("designer_if_values", default="Antworten")
LIST = _("designer_if_list", default="Welche Einträge")
THESE = _("designer_if_these", default="die hier gewählten")
LEGAL_LIST = _("designer_if_legal_list", default="Liste des Gesetzes: ${name}")
AGAINST = _("designer_if_against", default="Verglichen mit")
AMOUNT = _("designer_if_amount", default="Zahl oder Tag")
JOIN = _("designer_if_join", default="Was muss zutreffen?")
ALL = _("designer_if_all", default="alles davon")
ANY = _("designer_if_any", default="mindestens eines davon")
NO_VALUES = _("designer_if_no_values", default="Wählen Sie mindestens eine Antwort.")
NO_OPERATOR = _("designer_if_no_operator", default="Wählen Sie einen Vergleich, der passt.")
NO_WAY = _("designer_if_no_way", default="Wählen Sie, womit verglichen wird.")
MOST_ROWS = 30


@dataclass(frozen=True)
class Subject:
    """A question or a derived value that a condition may look at. ``type`` is a question's, or
    ``number`` for a derived value."""

    name: str
    title: Shown
    type: str
    options: tuple[Option, ...] = ()
    code_list: str = ""

    @property
    def operators(self) -> tuple[str, ...]:
        if self.type in ("choice", "multi-choice", "yes-no", "code-list", "multi-code-list"):
            return _CHOICES
        if self.type in amounts.NUMBERS:
            return _NUMBERS
        return _DAYS if self.type in amounts.DATES else _OPEN


@dataclass(frozen=True)
class Line:
    """A row of the form, or rows within (``is_block``), with the names of its inputs."""

    id: str
    is_block: bool = False
    names: Sequence[str] = ()
    lines: Sequence["Line"] = ()


@dataclass
class ConditionForm:
    """``asked`` are its inputs as questions, ``stored`` their values before anything is sent.

    ``say`` translates; ``lists`` and ``thresholds`` are the names that the law's data has.
    """

    prefix: str
    subjects: Mapping[str, Subject]
    condition: Condition | None
    form: Mapping[str, object] | None
    say: Callable[[object], Shown]
    lists: Sequence[str] = ()
    thresholds: Sequence[str] = ()
    rows: list[str] = attribute(default_factory=list)
    stored: dict[str, object] = attribute(default_factory=dict)
    is_simple: bool = True

    def __post_init__(self) -> None:
        if self.form is None:
            self.is_simple = self._lay_out(self.condition)
            if not self.is_simple or len(self.rows) > MOST_ROWS:
                self.is_simple = False
                self.rows, self.stored = [], {}
            return
        self.is_simple = f"{self.prefix}_rows" in self.form or self.condition is None
        sent = self._sent(f"{self.prefix}_rows")
        self.rows = [each for each in sent.split() if re.fullmatch(r"\d{1,3}(b|_\d{1,3})?", each)]
        self.rows = list(dict.fromkeys(self.rows))[:MOST_ROWS]
        self._do(self._sent(f"{self.prefix}_do"))

    # What it asks

    @property
    def is_changing(self) -> bool:
        """Whether what was sent only changes the rows."""
        return bool(self._sent(f"{self.prefix}_do"))

    @property
    def asked(self) -> list[Field]:
        found = [self._join(self.prefix)] if len(self._tops()) > 1 else []
        for row in self.rows:
            name = f"{self.prefix}_{row}"
            found += [self._join(name)] if row.endswith("b") else self._row(name)
        return found

    @property
    def usual(self) -> dict[str, object]:
        """What holds where nothing was chosen yet."""
        return {each.name: "all" for each in self.asked if each.name.endswith("_join")}

    @property
    def lines(self) -> list[Line]:
        names = [each.name for each in self.asked]
        return [self._line(row, names) for row in self._tops()]

    @property
    def has_join(self) -> bool:
        return len(self._tops()) > 1

    @property
    def is_full(self) -> bool:
        """Whether no more rows fit, of which a block needs two."""
        return len(self.rows) + 2 > MOST_ROWS

    def _line(self, row: str, names: Sequence[str]) -> Line:
        mine = tuple(each for each in names if each.startswith(f"{self.prefix}_{row}_"))
        if row.endswith("b"):
            within = [each for each in self.rows if each.startswith(f"{row[:-1]}_")]
            return Line(row, True, mine, [self._line(each, names) for each in within])
        return Line(row, False, mine)

    def _tops(self) -> list[str]:
        return [each for each in self.rows if "_" not in each]

    def _join(self, name: str) -> Field:
        options = (Option("all", self.say(ALL)), Option("any", self.say(ANY)))
        return Field(f"{name}_join", "choice", self.say(JOIN), required=True, options=options)

    def _row(self, name: str) -> list[Field]:
        options = tuple(Option(each.name, each.title) for each in self.subjects.values())
        found = [
            Field(f"{name}_field", "choice", self.say(SUBJECT), required=True, options=options)
        ]
        subject = self.subjects.get(self._value(f"{name}_field"))
        if subject is None:
            return found
        operators = tuple(Option(each, self.say(OPERATORS[each])) for each in subject.operators)
        found.append(
            Field(f"{name}_op", "choice", self.say(OPERATOR), required=True, options=operators)
        )
        operator = self._value(f"{name}_op")
        if operator in _OPEN:
            return found
        if subject.operators == _CHOICES:
            return found + self._choices(name, subject)
        if subject.operators == _OPEN:
            return found
        return found + self._amount(name, subject)

    def _choices(self, name: str, subject: Subject) -> list[Field]:
        title = self.say(VALUES)
        if subject.type == "yes-no":
            yes, no = _("services_yes", default="Ja"), _("services_no", default="Nein")
            options = (Option("yes", self.say(yes)), Option("no", self.say(no)))
            return [Field(f"{name}_values", "multi-choice", title, required=True, options=options)]
        if not subject.code_list:
            options = tuple(Option(each.value, each.title) for each in subject.options)
            return [Field(f"{name}_values", "multi-choice", title, required=True, options=options)]
        chosen = self._value(f"{name}_way") in ("", "these")
        codes = Field(
            f"{name}_values",
            "multi-code-list",
            title,
            required=chosen,
            code_list=subject.code_list,
        )
        if not self.lists:
            return [codes]
        legal = [
            Option(f"list:{n}", self.say(Message(LEGAL_LIST, mapping={"name": n})))
            for n in self.lists
        ]
        options = (Option("these", self.say(THESE)), *legal)
        return [
            Field(f"{name}_way", "choice", self.say(LIST), required=True, options=options),
            codes,
        ]

    def _amount(self, name: str, subject: Subject) -> list[Field]:
        is_day = subject.type in amounts.DATES
        kinds = amounts.DATES if is_day else amounts.NUMBERS
        others = {
            each.name: str(each.title)
            for each in self.subjects.values()
            if each.type in kinds and each.name != subject.name
        }
        options = tuple(
            Option(way, self.say(title))
            for way, title in amounts.ways(subject.type, others, self.thresholds)
        )
        return [
            Field(f"{name}_way", "choice", self.say(AGAINST), required=True, options=options),
            Field(f"{name}_amount", "text", self.say(AMOUNT)),
        ]

    # What it says

    def read(self, answers: Mapping[str, object], complain: Callable) -> Condition | None:
        """The condition that was filled in; ``complain(name, message)`` is told what is wrong."""
        if not self.is_simple:
            return self.condition
        parts = []
        for row in self._tops():
            if row.endswith("b"):
                within = [each for each in self.rows if each.startswith(f"{row[:-1]}_")]
                inner = [self._read(each, answers, complain) for each in within]
                parts.append(_joined(inner, answers.get(f"{self.prefix}_{row}_join")))
            else:
                parts.append(self._read(row, answers, complain))
        made = _joined(parts, answers.get(f"{self.prefix}_join"))
        return self.condition if same(made, self.condition) else made

    def _read(self, row: str, answers: Mapping, complain: Callable) -> Condition | None:
        name = f"{self.prefix}_{row}"
        subject = self.subjects.get(str(answers.get(f"{name}_field") or ""))
        operator = str(answers.get(f"{name}_op") or "")
        if subject is None:
            return None  # the question is asked for anyway
        if operator not in subject.operators:
            complain(f"{name}_op" if f"{name}_op" in answers else f"{name}_field", NO_OPERATOR)
            return None
        if operator in _OPEN:
            return Condition(subject.name, operator)
        if subject.operators == _CHOICES:
            return self._read_choices(name, subject, operator, answers, complain)
        way, amount = (
            str(answers.get(f"{name}_way") or ""),
            str(answers.get(f"{name}_amount") or ""),
        )
        if not way:
            complain(f"{name}_way", NO_WAY)
            return None
        try:
            value = amounts.read(way, amount, subject.type)
        except amounts.UnreadableAmountError as error:
            complain(f"{name}_amount", error.message)
            return None
        if operator == "equals":
            if isinstance(value, int | float):
                return Condition(subject.name, "is", value)
            complain(f"{name}_way", NO_OPERATOR)
            return None
        return Condition(subject.name, _OF_DAYS.get(operator, operator), value)

    def _read_choices(self, name, subject, operator, answers, complain) -> Condition | None:
        several = {"is": "in", "is_not": "not_in"}[operator]
        way = str(answers.get(f"{name}_way") or "these")
        if way.startswith("list:"):
            return Condition(subject.name, several, Listed(way.removeprefix("list:")))
        chosen = [str(each) for each in answers.get(f"{name}_values") or ()]
        values = (
            [{"yes": True, "no": False}[each] for each in chosen]
            if (subject.type == "yes-no")
            else chosen
        )
        if not values:
            complain(f"{name}_values", NO_VALUES)
            return None
        if len(values) == 1:
            return Condition(subject.name, operator, values[0])
        return Condition(subject.name, several, tuple(values))

    # Rows come and go

    def _do(self, do: str) -> None:
        word, _colon, row = do.partition(":")
        tops = [int(each.rstrip("b")) for each in self._tops()]
        fresh = max(tops, default=-1) + 1
        if word.startswith("add") and self.is_full:
            return
        if word == "add" and not row:
            self.rows.append(str(fresh))
        elif word == "add-block":
            self.rows += [f"{fresh}b", f"{fresh}_0"]
        elif word == "add" and f"{row}b" in self.rows:
            within = [each for each in self.rows if each.startswith(f"{row}_")]
            last = max((int(each.partition("_")[2]) for each in within), default=-1)
            place = self.rows.index(within[-1] if within else f"{row}b") + 1
            self.rows.insert(place, f"{row}_{last + 1}")
        elif word == "remove":
            within = f"{row[:-1]}_" if row.endswith("b") else None
            self.rows = [
                each
                for each in self.rows
                if each != row and not (within and each.startswith(within))
            ]

    def _sent(self, name: str) -> str:
        value = (self.form or {}).get(name, "")
        return value[:2000] if isinstance(value, str) else ""

    def _value(self, name: str) -> str:
        return self._sent(name) if self.form is not None else str(self.stored.get(name) or "")

    # A condition as rows

    def _lay_out(self, condition: Condition | None) -> bool:
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
        if leaf.operator in _OPEN:
            self.stored[f"{name}_op"] = leaf.operator
            return True
        if subject.operators == _CHOICES:
            return self._lay_choices(name, subject, leaf)
        if subject.operators == _OPEN:
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
        back = {value: key for key, value in _OF_DAYS.items()} if is_day else {"is": "equals"}
        operator = back.get(leaf.operator, leaf.operator)
        found = amounts.written(leaf.value, subject.type)
        if operator not in subject.operators or found is None:
            return False
        way, amount = found
        self.stored |= {f"{name}_op": operator, f"{name}_way": way, f"{name}_amount": amount}
        if isinstance(leaf.value, Threshold):
            return leaf.value.name in self.thresholds
        return True


def same(one: Condition | None, other: Condition | None) -> bool:
    """Whether two conditions say the same in other brackets."""
    return _normal(one) == _normal(other)


def _normal(condition: Condition | None) -> Condition | None:
    if condition is None:
        return None
    parts = condition.all_of or condition.any_of
    if len(parts) == 1:
        return _normal(parts[0])
    if parts:
        inner = tuple(map(_normal, parts))
        return Condition(all_of=inner) if condition.all_of else Condition(any_of=inner)
    single = {"in": "is", "not_in": "is_not"}.get(condition.operator)
    if single and isinstance(condition.value, tuple) and len(condition.value) == 1:
        return Condition(condition.field, single, condition.value[0])
    return condition


def _joined(parts: Sequence[Condition | None], word: object) -> Condition | None:
    found = tuple(each for each in parts if each is not None)
    if len(found) < 2:
        return found[0] if found else None
    return Condition(any_of=found) if word == "any" else Condition(all_of=found)
