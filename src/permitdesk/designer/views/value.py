"""A derived value: what follows from answers by a rule that is filled in, and is never asked."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown, joined
from permitdesk.designer import amounts, operand
from permitdesk.designer.cases_form import CasesForm
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.subjects import Subject
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.fees import VALUE_KINDS
from permitdesk.designer.views.form import FormPage, Section, text_field
from permitdesk.district import threshold_names
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.services.derived import UNITS, MalformedValueError, from_table
from permitdesk.services.naming import name_for
from permitdesk.services.sheet import NoSuchPartError
from permitdesk.services.uses import Use, uses_of_value

NEW = _("designer_new_value", default="Neuer berechneter Wert")
CHANGE = _("designer_edit_value", default="Berechneten Wert bearbeiten")
KIND = _("designer_value_kind", default="Was soll berechnet werden?")
NAME = _("designer_value_name", default="Wie heißt er?")
NAME_HELP = _(
    "designer_value_name_help",
    default="Nur für Ihr Team und für die Platzhalter in Texten. Der Name bleibt.",
)
UNIT = _("designer_value_unit", default="Wie steht er in Texten?")
UNIT_WORDS = {
    "": _("designer_unit_number", default="als Zahl"),
    "duration": _("designer_unit_duration", default="als Dauer (Jahre und Monate)"),
    "months": _("designer_unit_months", default="in Monaten"),
    "years": _("designer_unit_years", default="in Jahren"),
    "euro": _("designer_unit_euro", default="in Euro"),
    "cefr": _("designer_unit_cefr", default="als Sprachstufe (A1 bis C2)"),
}
PLAIN = "number"  # what the unit "" is called in the form
GROUP = _("designer_value_group", default="Welche Gruppe?")
FROM = _("designer_value_from", default="Erster Tag einer Zeile")
UNTIL = _("designer_value_until", default="Letzter Tag einer Zeile")
BY = _("designer_value_by", default="Nur bis zu diesem Tag")
BY_HELP = _("designer_value_by_help", default="Leer: bis heute.")
BEYOND = _("designer_value_beyond", default="Von jeder Zeile nur die Monate über dieser Zahl")
WHERE = _("designer_value_where", default="Welche Zeilen zählen?")
ALL_ROWS = _("designer_value_all_rows", default="Alle Zeilen. Es gibt keine Bedingung.")
WEIGHTS = _("designer_value_weights", default="Zeilen, die anders zählen")
WEIGHTS_HELP = _(
    "designer_value_weights_help",
    default="Der erste Fall, der zutrifft, gilt: 0 heißt, die Zeile zählt nicht, 0,5 heißt, sie"
    " zählt halb. Alle anderen Zeilen zählen einmal.",
)
TIMES = _("designer_value_times", default="So oft zählt sie")
SUMMAND = _("designer_value_summand", default="Zahl ${number}")
FACTOR = _("designer_value_factor", default="Zahl ${number} mal")
LEAST = _("designer_value_least", default="Die Summe ist mindestens")
QUESTION = _("designer_value_question", default="Welche Frage?")
ORDER = _("designer_value_order", default="Die Antworten, von der niedrigsten zur höchsten Stufe")
ORDER_HELP = _(
    "designer_value_order_help",
    default="In jeder Zeile eine Antwort. Leer: so, wie sie in der Frage stehen.",
)
BAD_ORDER = _("designer_value_bad_order", default="Diese Antwort hat die Frage nicht: ${title}")
DAY = _("designer_value_from_day", default="Ab welchem Tag?")
ON = _("designer_value_on", default="Das Alter an welchem Tag?")
ON_HELP = _("designer_value_on_help", default="Leer: heute.")
PLUS = _("designer_value_plus", default="So viele Jahre später")
CASES = _("designer_value_cases", default="Die Fälle")
CASES_HELP = _("designer_value_cases_help", default="Der erste Fall, der zutrifft, gibt den Wert.")
RESULT = _("designer_value_result", default="Der Wert ist dann")
NO_CASES = _("designer_value_no_cases", default="Fügen Sie mindestens einen Fall hinzu.")
NO_SUMMANDS = _("designer_value_no_summands", default="Wählen Sie mindestens eine Zahl.")
OTHER_GROUP = _("designer_value_other_group", default="Das ist keine Frage dieser Gruppe.")
NOT_NOW = _(
    "designer_value_incomplete",
    default="So lässt sich der Wert nicht berechnen. Prüfen Sie alle Angaben.",
)
GROUP_FIRST = _("designer_value_of_group", default="${group}: ${title}")
MOST_SUMMANDS = 20
LONGEST_NAME = 60


class ValuePage(FormPage):
    """``?name=`` names the value. A new one has ``?kind=``, which is asked for first."""

    name = "design-value"
    kept_names = ("name", "kind")

    @property
    def title(self):
        return CHANGE if self.kept is not None else NEW

    @property
    def subtitle(self) -> Shown:
        if self.kept is None:
            return ""
        words = self.say(VALUE_KINDS.get(self.kind, self.kind))
        return joined(self.sent("name"), ": ", words)

    @cached_property
    def kept(self) -> Mapping | None:
        """The value as it is kept."""
        name = self.sent("name")
        if not name:
            return None
        for each in self.sheet.values():
            if isinstance(each, Mapping) and each.get("name") == name:
                return each
        raise NoSuchPartError(name)

    @property
    def kind(self) -> str:
        kind = (self.kept or {}).get("kind") or self.sent("kind")
        return kind if kind in VALUE_KINDS else ""

    # What there is to choose from

    @cached_property
    def others(self) -> Mapping[str, Subject]:
        """The questions and values that it may look at."""
        return self.subjects(but=self.sent("name"))

    def _options(self, *kinds: str) -> tuple[Option, ...]:
        return tuple(
            Option(each.name, each.title) for each in self.others.values() if each.type in kinds
        )

    @cached_property
    def _groups(self) -> Mapping[str, Field]:
        fields = self.draft.fields.values()
        return {each.name: each for each in fields if each.type == "group"}

    @cached_property
    def group(self) -> Field | None:
        """The group whose rows are looked at: as chosen, else as kept, else the first."""
        named = (self.sent("rows") if self.is_posted else "", str(self._setting("rows") or ""))
        found = next((each for each in named if each in self._groups), None)
        return self._groups[found] if found else next(iter(self._groups.values()), None)

    def _columns(self) -> tuple[Option, ...]:
        """The days in rows of any group: which belong to the one chosen is looked at later."""
        return tuple(
            Option(
                field.name,
                self.say(
                    Message(
                        GROUP_FIRST,
                        mapping={
                            "group": self.german(group.title),
                            "title": self.german(field.title),
                        },
                    )
                ),
            )
            for group in self._groups.values()
            for field in group.fields
            if field.type in amounts.DATES
        )

    @cached_property
    def row_subjects(self) -> Mapping[str, Subject]:
        """What a condition on a row may look at."""
        fields = self.group.fields if self.group is not None else ()
        return {each.name: self._subject(each) for each in fields if each.type != "explanation"}

    @cached_property
    def _numbers(self) -> Mapping[str, Message]:
        return {
            each.name: each.compared
            for each in self.others.values()
            if each.type in amounts.NUMBERS
        }

    @cached_property
    def _thresholds(self) -> Sequence[str]:
        return tuple(sorted(threshold_names()))

    def _setting(self, name: str) -> object:
        return (self.kept or {}).get(name)

    # What is asked

    def asked(self) -> Sequence[Field]:
        if not self.kind:
            kinds = tuple(Option(each, self.say(title)) for each, title in VALUE_KINDS.items())
            return [Field("what", "choice", self.say(KIND), required=True, options=kinds)]
        units = tuple(Option(each or PLAIN, self.say(UNIT_WORDS[each])) for each in UNITS)
        name = text_field(
            "called", self.say(NAME), self.say(NAME_HELP), True, LONGEST_NAME,
            said=self.say(TOO_LONG),
        )  # fmt: skip
        unit = Field("unit", "choice", self.say(UNIT), required=True, options=units)
        return [
            *([name] if self.kept is None else []),
            *([unit] if self.kind != "day" else []),
            *getattr(self, f"_asked_{self.kind}")(),
        ]

    def _asked_months(self) -> list[Field]:
        days = self._columns()
        return [
            *self._asked_count(),
            Field("from", "choice", self.say(FROM), required=True, options=days),
            Field("until", "choice", self.say(UNTIL), required=True, options=days),
            self._day("by", BY, BY_HELP, False),
            *self._number("beyond", BEYOND),
        ]

    def _asked_count(self) -> list[Field]:
        groups = tuple(Option(name, self.german(each.title)) for name, each in self._groups.items())
        return [Field("rows", "choice", self.say(GROUP), required=True, options=groups)]

    def _asked_sum(self) -> list[Field]:
        found: list[Field] = []
        options = self._options(*amounts.NUMBERS)
        for place in self._places:
            mapping = {"number": place + 1}
            title = self.say(Message(SUMMAND, mapping=mapping))
            found.append(Field(f"of_{place}", "choice", title, options=options))
            found += self._number(f"of_{place}", Message(FACTOR, mapping=mapping))
        return [*found, *self._number("least", LEAST)]

    def _asked_rank(self) -> list[Field]:
        options = self._options("choice")
        return [
            Field("field", "choice", self.say(QUESTION), required=True, options=options),
            text_field(
                "order", self.say(ORDER), self.say(ORDER_HELP), False, 4000, True,
                self.say(TOO_LONG),
            ),
        ]  # fmt: skip

    def _asked_age(self) -> list[Field]:
        return [self._day("field", DAY), self._day("on", ON, ON_HELP, False)]

    def _asked_day(self) -> list[Field]:
        years = (Rule("min", -150), Rule("max", 150))
        plus = Field("plus", "integer", self.say(PLUS), required=True, rules=years)
        return [self._day("field", DAY), plus]

    def _asked_choose(self) -> list[Field]:
        return []

    def _day(self, name: str, title: Message, help_: Message | str = "", required=True) -> Field:
        options = self._options(*amounts.DATES)
        said = self.say(help_) if help_ else ""
        return Field(name, "choice", self.say(title), said, required=required, options=options)

    def _number(self, name: str, title: Message) -> list[Field]:
        return operand.asked(name, title, self._numbers, self._thresholds, self.say, False)

    @cached_property
    def _places(self) -> range:
        """The summands: two more than there are."""
        kept = self._setting("of")
        there = len(kept) if isinstance(kept, list) else 0
        return range(min(max(there + 2, 3), max(MOST_SUMMANDS, there)))

    @property
    def as_lists(self) -> Sequence[str]:
        places = [name for place in self._places for name in (f"of_{place}", f"of_{place}_way")]
        return ("by", "on", "beyond_way", "least_way", *places)

    def stored(self) -> Mapping[str, object]:
        kept = self.kept
        if kept is None:
            return {"unit": PLAIN, "rows": self.group.name if self.group else ""}
        found: dict[str, object] = {"unit": kept.get("unit") or PLAIN}
        for name in ("rows", "from", "until", "by", "field", "on", "plus"):
            found[name] = kept.get(name)
        for name in ("beyond", "least"):
            found |= operand.stored(name, kept.get(name))
        for place, each in enumerate(kept.get("of") or ()):
            found[f"of_{place}"] = each.get("value")
            found |= operand.stored(f"of_{place}", each.get("times", 1))
        titles = self._titles(str(kept.get("field")))
        order = kept.get("order") or ()
        found["order"] = "\n".join(titles.get(value, str(value)) for value in order)
        return found

    def _titles(self, name: str) -> dict[str, str]:
        """The answers to a question by their code."""
        field = self.draft.fields.get(name)
        return {each.value: each.title for each in field.options} if field else {}

    @cached_property
    def where(self) -> ConditionForm:
        return self.condition_form(self._setting("where"), self.row_subjects, "where")

    @cached_property
    def cases(self) -> CasesForm:
        """The weights of rows, or the cases of a choice."""
        of_rows = self.kind == "months"
        subjects = self.row_subjects if of_rows else self.others
        kept = self._setting("weights" if of_rows else "cases")
        return CasesForm(
            "case",
            "times" if of_rows else "value",
            TIMES if of_rows else RESULT,
            kept if isinstance(kept, list) else [],
            self.posted,
            lambda data, prefix: self.condition_form(data, subjects, prefix),
            self._numbers,
            self._thresholds,
            self.say,
        )

    @property
    def row_forms(self) -> Sequence:
        found = [self.where] if self.kind in ("months", "count") else []
        return [*found, *([self.cases] if self.kind in ("months", "choose") else [])]

    def condition_of(self, section: Section) -> ConditionForm:
        return self.where

    def none_said(self, section: Section) -> Shown:
        return self.say(ALL_ROWS) if section.part == "condition" else ""

    @property
    def summands(self) -> Sequence[Sequence[str]]:
        """The inputs of a sum that stand in one line each."""
        if self.kind != "sum":
            return ()
        each_one = [(f"of_{at}", f"of_{at}_way", f"of_{at}_amount") for at in self._places]
        return [*each_one, ("least_way", "least_amount")]

    def sections(self) -> Sequence[Section]:
        rows = {each.name for form in self.row_forms for each in form.asked}
        rows |= {name for names in self.summands for name in names}
        own = [each.name for each in self.asked() if each.name not in rows]
        found = [Section("", self.widgets(*own))]
        if self.kind == "sum":
            found.append(Section("", part="summands"))
        if self.kind in ("months", "count"):
            found.append(Section(self.say(WHERE), part="condition"))
        if self.kind == "months":
            found.append(Section(self.say(WEIGHTS), part="cases", help=self.say(WEIGHTS_HELP)))
        if self.kind == "choose":
            found.append(Section(self.say(CASES), part="cases", help=self.say(CASES_HELP)))
        return found

    # What is kept

    def read_rows(self) -> None:
        self.made: dict[str, object] = {}
        if not self.kind:
            return
        answers = self.questions.answers
        found = getattr(self, f"_read_{self.kind}")(answers)
        unit = str(answers.get("unit") or PLAIN)
        head = {"name": self.sent("name") or "neu", "kind": self.kind}
        self.made = {
            **head,
            **({} if unit == PLAIN else {"unit": unit}),
            **{name: each for name, each in found.items() if each not in (None, "", [])},
        }
        if self.questions.said or self.problems:
            return
        try:
            from_table(self.made)
        except MalformedValueError:
            self.complain(NOT_NOW, "main")

    def _read_months(self, answers: Mapping) -> dict[str, object]:
        members = {each.name for each in self.group.fields} if self.group else set()
        for name in ("from", "until"):
            if answers.get(name) and answers[name] not in members:
                self.complain_of(name, OTHER_GROUP)
        return {
            **self._read_count(answers),
            **{name: answers.get(name) for name in ("from", "until", "by")},
            "beyond": operand.read("beyond", answers, self.complain_of),
            "weights": self.cases.read(answers, self.complain_of),
        }

    def _read_count(self, answers: Mapping) -> dict[str, object]:
        where = self.where.read(answers, self.complain_of)
        return {"rows": answers.get("rows"), "where": to_data(where) if where else None}

    def _read_sum(self, answers: Mapping) -> dict[str, object]:
        found = []
        for place in self._places:
            name = answers.get(f"of_{place}")
            times = operand.read(f"of_{place}", answers, self.complain_of)
            if name:
                found.append({"value": name, **({} if times in (None, 1) else {"times": times})})
        if not found:
            self.complain_of("of_0", NO_SUMMANDS)
        return {"of": found, "least": operand.read("least", answers, self.complain_of)}

    def _read_rank(self, answers: Mapping) -> dict[str, object]:
        codes = {title: value for value, title in self._titles(str(answers.get("field"))).items()}
        lines = [" ".join(line.split()) for line in str(answers.get("order") or "").splitlines()]
        for line in lines:
            if line and line not in codes:
                self.complain_of("order", Message(BAD_ORDER, mapping={"title": line}))
        order = [codes[line] for line in lines if line in codes] or list(codes.values())
        return {"field": answers.get("field"), "order": list(dict.fromkeys(order))}

    def _read_age(self, answers: Mapping) -> dict[str, object]:
        return {name: answers.get(name) for name in ("field", "on")}

    def _read_day(self, answers: Mapping) -> dict[str, object]:
        return {name: answers.get(name) for name in ("field", "plus")}

    def _read_choose(self, answers: Mapping) -> dict[str, object]:
        found = self.cases.read(answers, self.complain_of)
        if not self.cases.rows:
            self.complain(NO_CASES, "cases")
        return {"cases": found}

    def save(self) -> str:
        if not self.kind:
            return self.page_address(self.name, kind=str(self.questions.answers["what"]))
        values, name = self.sheet.values(), self.sent("name")
        if not name:
            name = name_for(str(self.questions.answers["called"]), self.sheet.names(), "wert")
            values.append({**self.made, "name": name})
        else:
            place = values.index(self.kept)
            # What only says the same otherwise is kept as it was written.
            if from_table(self.made) != _read(self.kept):
                values[place] = self.made
        self.sheet.change_values(values)
        self.keep("value", name)
        return f"{self.cancel_address}?saved=1"

    @property
    def can_delete(self) -> bool:
        return self.kept is not None

    @cached_property
    def uses(self) -> Sequence[Use]:
        return uses_of_value(self.sheet, self.sent("name")) if self.kept is not None else ()

    def delete(self) -> str:
        name = self.sent("name")
        self.sheet.change_values([each for each in self.sheet.values() if each != self.kept])
        self.keep("value", name)
        return self.cancel_address

    @property
    def cancel_address(self) -> str:
        return self.page_address("design-fees")


def _read(kept: Mapping):
    try:
        return from_table(kept)
    except MalformedValueError:
        return None
