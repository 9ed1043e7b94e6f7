"""A condition as rows that one fills in: „Frage · Vergleich · Antwort“, joined by all or any.

Some rows may be joined within once. What such rows cannot say stays as it is and is shown as a
sentence. Rows are called ``0``, ``1b`` for rows within, ``1_0`` in them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer import amounts
from permitdesk.designer.condition_rows import Laid
from permitdesk.designer.rows import RowForm
from permitdesk.designer.subjects import CHOICES, OF_DAYS, OPEN, OPERATORS, Subject
from permitdesk.services.conditions import one_of, same, together
from permitdesk.services.definition import Condition, Field, Listed, Option

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
class Line:
    """A row of the form, or rows within (``is_block``), with the names of its inputs."""

    id: str
    is_block: bool = False
    names: Sequence[str] = ()
    lines: Sequence["Line"] = ()


@dataclass
class ConditionForm(RowForm):
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
            laid = Laid(self.prefix, self.subjects, self.lists, self.thresholds)
            self.is_simple = laid.lay_out(self.condition) and len(laid.rows) <= MOST_ROWS
            if self.is_simple:
                self.rows, self.stored = laid.rows, laid.stored
            return
        self.is_simple = f"{self.prefix}_rows" in self.form or self.condition is None
        fits = re.compile(r"\d{1,3}(b|_\d{1,3})?").fullmatch
        self.rows = list(filter(fits, self.sent_rows()))[:MOST_ROWS]
        self._do(*self.sent_do())

    # What it asks

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
        subject = self.subjects.get(self.value(f"{name}_field"))
        if subject is None:
            return found
        operators = tuple(Option(each, self.say(OPERATORS[each])) for each in subject.operators)
        found.append(
            Field(f"{name}_op", "choice", self.say(OPERATOR), required=True, options=operators)
        )
        operator = self.value(f"{name}_op")
        if operator in OPEN:
            return found
        if subject.operators == CHOICES:
            return found + self._choices(name, subject)
        if subject.operators == OPEN:
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
        chosen = self.value(f"{name}_way") in ("", "these")
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
            each.name: each.compared
            for each in self.subjects.values()
            if each.type in kinds and each.name != subject.name
        }
        options = tuple(
            Option(way, self.say(title))
            for way, title in amounts.ways(subject.type, others, self.thresholds)
        )
        way = Field(f"{name}_way", "choice", self.say(AGAINST), required=True, options=options)
        if not amounts.needs_amount(self.value(way.name)):
            return [way]
        return [way, Field(f"{name}_amount", "text", self.say(AMOUNT), required=True)]

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
                parts.append(together(inner, answers.get(f"{self.prefix}_{row}_join")))
            else:
                parts.append(self._read(row, answers, complain))
        made = together(parts, answers.get(f"{self.prefix}_join"))
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
        if operator in OPEN:
            return Condition(subject.name, operator)
        if subject.operators == CHOICES:
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
        return Condition(subject.name, OF_DAYS.get(operator, operator), value)

    def _read_choices(self, name, subject, operator, answers, complain) -> Condition | None:
        way = str(answers.get(f"{name}_way") or "these")
        if way.startswith("list:"):
            several = "in" if operator == "is" else "not_in"
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
        return one_of(subject.name, values, operator == "is")

    # Rows come and go

    def _do(self, word: str, row: str) -> None:
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
