"""The rules of a question by readable names, as rows. What no row can say stays as it is.

``r_<row>_kept`` carries a rule that only the interface (API) can change.
"""

import json
from collections.abc import Callable, Mapping, Sequence

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer import amounts
from permitdesk.designer.rows import RowForm
from permitdesk.services import rules
from permitdesk.services.definition import Field, Option, Other

KIND = _("designer_rule_kind", default="Regel")
AGAINST = _("designer_if_against", default="Verglichen mit")
AMOUNT = _("designer_if_amount", default="Zahl oder Tag")
LENGTH = _("designer_rule_length", default="Wie viele Zeichen?")
OTHERS = _("designer_rule_others", default="Diese Fragen")
FIRST = _("designer_rule_first", default="Erster Tag einer Zeile")
LAST = _("designer_rule_last", default="Letzter Tag einer Zeile")
MESSAGE = _("designer_rule_message", default="Was sagen wir, wenn die Antwort nicht passt?")
MESSAGE_HELP = _(
    "designer_rule_message_help",
    default="Sagen Sie, was falsch ist und was zu tun ist. Leer: ein fertiger Satz.",
)
SEVERITY = _("designer_rule_severity", default="Wie streng?")
ERROR = _("designer_rule_error", default="Man kann erst weitermachen, wenn es stimmt")
WARNING = _("designer_rule_warning", default="Nur eine Warnung")
TITLES = {
    "pattern:@latin-name": _("designer_rule_latin", default="Name in lateinischen Buchstaben"),
    "pattern:@postal-code": _("designer_rule_postal_code", default="Postleitzahl"),
    "pattern:@iban": _("designer_rule_iban", default="IBAN"),
    "pattern:@passport-number": _("designer_rule_passport", default="Passnummer"),
    "pattern:@title-number": _("designer_rule_title", default="Nummer der Aufenthaltskarte"),
    "pattern:@azr-number": _("designer_rule_azr", default="AZR-Nummer"),
    "pattern:@betriebsnummer": _("designer_rule_employer", default="Betriebsnummer"),
    "pattern:@digits": _("designer_rule_digits", default="Nur Ziffern"),
    "min_length": _("designer_rule_min_length", default="Mindestens so viele Zeichen"),
    "max_length": _("designer_rule_max_length", default="Höchstens so viele Zeichen"),
    "min": _("designer_rule_min", default="Nicht kleiner als"),
    "max": _("designer_rule_max", default="Nicht größer als"),
    "after": _("designer_rule_above", default="Größer als"),
    "before": _("designer_rule_below", default="Kleiner als"),
    "true": _("designer_rule_true", default="Man muss zustimmen (Ja)"),
    "one_of": _(
        "designer_rule_one_of", default="Von mehreren Fragen muss mindestens eine beantwortet sein"
    ),
    "no_overlap": _(
        "designer_rule_no_overlap", default="Zeiträume dürfen sich nicht überschneiden"
    ),
}
DAY_TITLES = {
    "min": _("designer_rule_not_before", default="Nicht vor"),
    "max": _("designer_rule_not_after", default="Nicht nach"),
    "after": _("designer_rule_after", default="Erst nach"),
    "before": _("designer_rule_before", default="Noch vor"),
}
_COMPARED = ("min", "max", "after", "before")
_LENGTHS = ("min_length", "max_length")
_PATTERNS = tuple(kind for kind in TITLES if kind.startswith("pattern:"))
MOST_ROWS = 12


def kinds_for(kind: str) -> tuple[str, ...]:
    """The rules that a kind of question may have."""
    if kind == "text":
        return (*_PATTERNS, *_LENGTHS, "one_of")
    if kind == "long-text":
        return (*_LENGTHS, "one_of")
    if kind in amounts.NUMBERS or kind in amounts.DATES:
        return (*_COMPARED, "one_of")
    if kind == "yes-no":
        return ("true",)
    return ("no_overlap",) if kind == "group" else ("one_of",)


class RuleForm(RowForm):
    """``others`` are the questions to compare with or to answer instead, by name, with kind and
    title; of a group ``columns`` are those of its rows."""

    prefix = "r"

    def __init__(
        self,
        kind: str,
        stored: Sequence[Mapping],
        form: Mapping[str, object] | None,
        say: Callable[[object], Shown],
        others: Mapping[str, tuple[str, Shown]],
        columns: Mapping[str, tuple[str, Shown]],
    ) -> None:
        self.kind, self.form, self.say = kind, form, say
        self.others, self.columns = others, columns
        self.before = list(stored)
        self.kept: dict[str, object] = {}
        self.stored: dict[str, object] = {}
        if form is None:
            self.rows = [self._lay(str(n), rule) for n, rule in enumerate(self.before)]
        else:
            sent = [each for each in self.sent_rows() if each.isdecimal() and len(each) < 4]
            self.rows = sent[: self._most]
            self._find_kept()
            self._do(*self.sent_do())

    @property
    def _most(self) -> int:
        """As many as there are already may stay."""
        return max(MOST_ROWS, len(self.before))

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= self._most

    @property
    def asked(self) -> list[Field]:
        return [field for row in self.rows if row not in self.kept for field in self._row(row)]

    def names(self, row: str) -> list[str]:
        """The inputs of one row."""
        return [each.name for each in self._row(row)] if row not in self.kept else []

    def _row(self, row: str) -> list[Field]:
        name = f"r_{row}"
        options = tuple(Option(each, self.say(self._title(each))) for each in kinds_for(self.kind))
        found = [Field(f"{name}_kind", "choice", self.say(KIND), required=True, options=options)]
        kind = self.value(f"{name}_kind")
        if kind in _COMPARED:
            found += self._comparison(name)
        elif kind in _LENGTHS:
            found.append(Field(f"{name}_amount", "integer", self.say(LENGTH), required=True))
        elif kind == "one_of":
            found.append(self._of(f"{name}_others", "multi-choice", OTHERS, self.others))
        elif kind == "no_overlap":
            days = {n: e for n, e in self.columns.items() if e[0] in amounts.DATES}
            found.append(self._of(f"{name}_first", "choice", FIRST, days))
            found.append(self._of(f"{name}_last", "choice", LAST, days))
        if kind:
            severities = (Option("error", self.say(ERROR)), Option("warning", self.say(WARNING)))
            found.append(
                Field(f"{name}_message", "text", self.say(MESSAGE), self.say(MESSAGE_HELP))
            )
            if kind not in ("one_of", "no_overlap", "true"):
                found.append(
                    Field(f"{name}_severity", "choice", self.say(SEVERITY), options=severities)
                )
        return found

    def _comparison(self, name: str) -> list[Field]:
        kinds = amounts.DATES if self.kind in amounts.DATES else amounts.NUMBERS
        others = {n: amounts.of(title) for n, (kind, title) in self.others.items() if kind in kinds}
        ways = amounts.ways(self.kind, others)
        options = tuple(Option(way, self.say(title)) for way, title in ways)
        way = Field(f"{name}_way", "choice", self.say(AGAINST), required=True, options=options)
        if not amounts.needs_amount(self.value(way.name)):
            return [way]
        return [way, Field(f"{name}_amount", "text", self.say(AMOUNT), required=True)]

    def _of(self, name: str, kind: str, title, chosen: Mapping) -> Field:
        options = tuple(Option(n, each) for n, (_kind, each) in chosen.items())
        return Field(name, kind, self.say(title), required=True, options=options)

    def _title(self, kind: str):
        return DAY_TITLES.get(kind, TITLES[kind]) if self.kind in amounts.DATES else TITLES[kind]

    def read(self, answers: Mapping[str, object], complain: Callable) -> list[Mapping]:
        """The rules that were filled in, in their order; those unchanged as they were."""
        found = []
        for row in self.rows:
            if row in self.kept:
                found.append(self.kept[row])
            elif rule := self._read(row, answers, complain):
                found.append(next((b for b in self.before if _alike(b, rule)), rule))
        return found

    def _read(self, row: str, answers: Mapping, complain: Callable) -> Mapping | None:
        name = f"r_{row}"
        kind = str(answers.get(f"{name}_kind") or "")
        if kind not in kinds_for(self.kind):
            return None
        made: dict[str, object] = {"kind": kind}
        if kind.startswith("pattern:"):
            made = {"kind": "pattern", "value": kind.removeprefix("pattern:")}
        elif kind in _COMPARED:
            way, amount = (str(answers.get(f"{name}_{part}") or "") for part in ("way", "amount"))
            try:
                value = amounts.read(way, amount, self.kind)
            except amounts.UnreadableAmountError as error:
                complain(f"{name}_amount", error.message)
                return None
            made["value"] = {"field": value.name} if isinstance(value, Other) else value
        elif kind in _LENGTHS:
            made["value"] = answers.get(f"{name}_amount")
        elif kind == "one_of":
            made["value"] = list(answers.get(f"{name}_others") or ())
        elif kind == "no_overlap":
            made["value"] = [answers.get(f"{name}_first"), answers.get(f"{name}_last")]
        else:
            made["value"] = True
        if answers.get(f"{name}_severity") == "warning":
            made["severity"] = "warning"
        if answers.get(f"{name}_message"):
            made["message"] = str(answers[f"{name}_message"])
        try:
            rules.from_data(made)
        except rules.MalformedRuleError:
            complain(f"{name}_amount" if kind in _LENGTHS else f"{name}_kind", amounts.NO_NUMBER)
            return None
        return made

    def _lay(self, row: str, rule: Mapping) -> str:
        """Put a rule into its row, or keep it as it is."""
        try:
            rules.from_data(rule)
        except rules.MalformedRuleError:
            self.kept[row] = rule
            return row
        name, kind, value = f"r_{row}", str(rule.get("kind", "")), rule.get("value")
        chosen = f"pattern:{value}" if kind == "pattern" else kind
        laid: dict[str, object] = {f"{name}_kind": chosen}
        if kind in _COMPARED:
            found = amounts.written(value, self.kind)
            laid |= dict(zip((f"{name}_way", f"{name}_amount"), found or ("", ""), strict=True))
        elif kind in _LENGTHS:
            found = laid[f"{name}_amount"] = value
        elif kind == "one_of":
            found = laid[f"{name}_others"] = value if set(value or ()) <= set(self.others) else None
        elif kind == "no_overlap":
            found = value if isinstance(value, list) and set(value) <= set(self.columns) else None
            laid |= dict(zip((f"{name}_first", f"{name}_last"), found or ("", ""), strict=True))
        else:
            found = True
        laid[f"{name}_message"] = rule.get("message", "")
        laid[f"{name}_severity"] = rule.get("severity", "error")
        if chosen not in kinds_for(self.kind) or not found:
            self.kept[row] = rule
        else:
            self.stored |= laid
        return row

    def _find_kept(self) -> None:
        """What only the interface can change comes from what is kept, never from the form."""
        for row in self.rows:
            place = self.sent(f"r_{row}_kept")
            if place.isdecimal() and int(place) < len(self.before):
                self.kept[row] = self.before[int(place)]

    def place_of(self, row: str) -> int:
        """Where a rule that is kept stands among those before."""
        return self.before.index(self.kept[row])

    def said(self, row: str) -> str:
        """A rule that no row can say, as it is kept."""
        return json.dumps(self.kept[row], ensure_ascii=False)

    def _do(self, word: str, row: str) -> None:
        if word == "add" and not self.is_full:
            self.rows.append(str(max(map(int, self.rows), default=-1) + 1))
        elif word == "remove" and row in self.rows:
            self.rows.remove(row)


def _alike(one: object, other: Mapping) -> bool:
    if not isinstance(one, Mapping):
        return False
    usual = {"severity": "error", "message": "", "value": True}
    return {**usual, **one} == {**usual, **other}
