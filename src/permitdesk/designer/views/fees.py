"""What answers mean for the fee, as sentences; and the values that follow from answers."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.design import DraftPage
from permitdesk.designer.views.form import FormPage, Section
from permitdesk.district import CIRCUMSTANCES, FEE_TITLES, fee_names
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field, Option
from permitdesk.services.sheet import NoSuchPartError
from permitdesk.services.uses import read_condition
from permitdesk.theme import Link, PageTemplate

KINDS = {
    "fee": _("designer_fee_fee", default="Diese Gebühr fällt an (eine von allen, die hier stehen)"),
    "extra": _("designer_fee_extra", default="Diese Gebühr kommt dazu"),
    "circumstance": _("designer_fee_circumstance", default="Wer das ist, zahlt weniger"),
}
SAID = {
    "fee": _("designer_fee_said", default="„${name}“ fällt an"),
    "extra": _("designer_fee_said_extra", default="„${name}“ kommt dazu"),
    "circumstance": _("designer_fee_said_less", default="Weniger zahlt: ${name}"),
}
SENTENCE = _("designer_fee_sentence", default="${what}, wenn ${condition}.")
ALWAYS = _("designer_fee_always", default="${what}, immer.")
MAYBE = _("designer_fee_maybe", default="${sentence} Das ist nur vielleicht so.")
WHO = {
    "refugee": _("designer_who_refugee", default="anerkannte Flüchtlinge"),
    "scholarship": _("designer_who_scholarship", default="wer ein öffentliches Stipendium hat"),
    "benefits": _("designer_who_benefits", default="wer Sozialleistungen braucht"),
    "association": _("designer_who_association", default="Assoziationsrecht EU–Türkei"),
    "under-24": _("designer_who_under_24", default="wer jünger als 24 ist"),
    "minor": _("designer_who_minor", default="Minderjährige"),
    "unpaid-training": _("designer_who_training", default="Ausbildung ohne Bezahlung"),
}
CERTAIN = _("designer_fee_certain", default="Ist das bei diesen Antworten sicher?")
NOT_SURE = _("designer_fee_not_sure", default="Nein, nur vielleicht")
VALUE_KINDS = {
    "months": _("designer_value_months", default="Monate aus den Zeilen einer Gruppe"),
    "count": _("designer_value_count", default="Zahl der Zeilen einer Gruppe"),
    "sum": _("designer_value_sum", default="Summe von Antworten"),
    "rank": _("designer_value_rank", default="Stufe einer Antwort"),
    "age": _("designer_value_age", default="Alter in Jahren"),
    "day": _("designer_value_day", default="Tag, der so viele Jahre später liegt"),
    "choose": _("designer_value_choose", default="Wert, je nach den Antworten"),
}


class FeesPage(DraftPage):
    """The rules as sentences, each with a way to change it."""

    name = "design-fees"
    title = _("designer_fees_and_values", default="Gebühr und berechnete Werte")
    index = PageTemplate("fees.pt")

    @property
    def rules(self) -> list[Link]:
        return [
            Link(self._said(rule), self.page_address("design-fee", place=str(place)))
            for place, rule in enumerate(self.sheet.fee_rules)
        ]

    def _said(self, rule: Mapping) -> Shown:
        kind, name = str(rule.get("kind")), str(rule.get("name"))
        titles = WHO if kind == "circumstance" else FEE_TITLES
        title = self.translate(titles[name]) if name in titles else name
        what = self.translate(Message(SAID.get(kind, SAID["fee"]), mapping={"name": title}))
        condition = read_condition(rule.get("condition"))
        if condition is None:
            said = self.translate(Message(ALWAYS, mapping={"what": what}))
        else:
            words = self.draft.said(condition)
            said = self.translate(Message(SENTENCE, mapping={"what": what, "condition": words}))
        if rule.get("certain", True):
            return said
        return self.translate(Message(MAYBE, mapping={"sentence": said}))

    @property
    def values(self) -> list[tuple[str, Shown, str]]:
        """Name, kind, and where each is edited; those that cannot be read too."""
        found = [each for each in self.sheet.values() if isinstance(each, Mapping)]
        named = [(str(each.get("name", "")), str(each.get("kind", ""))) for each in found]
        return [
            (
                name,
                self.translate(VALUE_KINDS.get(kind, kind)),
                self.page_address("design-value", name=name),
            )
            for name, kind in named
        ]


class FeePage(FormPage):
    """``?place=`` is the rule's place; without it a new one is made."""

    name = "design-fee"
    kept_names = ("place",)
    as_lists = ("fee", "who")

    @property
    def title(self):
        if self.rule:
            return _("designer_edit_fee", default="Regel für die Gebühr bearbeiten")
        return _("designer_new_fee", default="Neue Regel für die Gebühr")

    @cached_property
    def rule(self) -> Mapping | None:
        place = self.sent("place")
        if not place:
            return None
        if not place.isdecimal() or int(place) >= len(self.sheet.fee_rules):
            raise NoSuchPartError(place)
        return self.sheet.fee_rules[int(place)]

    def asked(self) -> Sequence[Field]:
        kinds = tuple(Option(each, self.say(title)) for each, title in KINDS.items())
        fees = tuple(
            Option(each, self.say(FEE_TITLES.get(each, each))) for each in sorted(fee_names())
        )
        who = tuple(Option(each, self.say(WHO.get(each, each))) for each in CIRCUMSTANCES)
        return [
            Field(
                "kind",
                "choice",
                self.say(_("designer_fee_kind", default="Was sagt die Regel?")),
                required=True,
                options=kinds,
            ),
            Field(
                "fee",
                "choice",
                self.say(_("designer_fee_which", default="Welche Gebühr?")),
                options=fees,
            ),
            Field(
                "who",
                "choice",
                self.say(_("designer_fee_who", default="Wer zahlt weniger?")),
                options=who,
            ),
            self.yes_no("certain", CERTAIN, no=NOT_SURE),
        ]

    def stored(self) -> Mapping[str, object]:
        if self.rule is None:
            return {"kind": "fee", "certain": "yes"}
        kind, name = self.rule.get("kind"), self.rule.get("name")
        return {
            "kind": kind,
            "who" if kind == "circumstance" else "fee": name,
            "certain": "yes" if self.rule.get("certain", True) else "no",
        }

    @cached_property
    def condition(self) -> ConditionForm:
        return self.condition_form((self.rule or {}).get("condition"), self.subjects())

    @property
    def row_forms(self):
        return (self.condition,)

    def read_rows(self) -> None:
        self.due_when = self.condition.read(self.questions.answers, self.complain_of)
        answers = self.questions.answers
        wanted = "who" if answers.get("kind") == "circumstance" else "fee"
        if answers.get("kind") and not answers.get(wanted):
            self.complain_of(
                wanted, _("designer_fee_missing", default="Wählen Sie hier etwas aus.")
            )

    def sections(self) -> Sequence[Section]:
        return [
            Section("", self.widgets("kind", "fee", "who")),
            Section(self.say(_("designer_fee_when", default="Wann gilt das?")), part="condition"),
            Section("", self.widgets("certain")),
        ]

    def save(self) -> str:
        answers = self.questions.answers
        kind = str(answers["kind"])
        made: dict[str, object] = {
            "kind": kind,
            "name": str(answers["who" if kind == "circumstance" else "fee"]),
        }
        if self.due_when:
            made["condition"] = to_data(self.due_when)
        if answers.get("certain") == "no":
            made["certain"] = False
        if self.rule is None:
            self.sheet.fee_rules.append(made)
        else:
            self.sheet.fee_rules[int(self.sent("place"))] = made
        self.keep("fees", "")
        return f"{self.cancel_address}?saved=1"

    @property
    def can_delete(self) -> bool:
        return self.rule is not None

    def delete(self) -> str:
        del self.sheet.fee_rules[int(self.sent("place"))]
        self.keep("fees", "")
        return self.cancel_address

    @property
    def cancel_address(self) -> str:
        return self.page_address("design-fees")
