"""The box that says for a name and answers where a case would go."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from permitdesk.casework.routing.book import book_of, rules_of
from permitdesk.casework.routing.circumstances import leaves
from permitdesk.casework.routing.deciding import route
from permitdesk.casework.routing.decision import Decision
from permitdesk.casework.routing.facts import (
    MUNICIPALITY,
    NATIONALITY,
    SERVICE,
    STATUS,
    Facts,
    is_outside,
)
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.state import staffing_to_try
from permitdesk.casework.routing.views.unit import on_one_line
from permitdesk.casework.routing.vocabulary import Vocabulary, nationality_title
from permitdesk.casework.routing.words import say
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.district import legal_grounds
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Widget

NAME = "family_name"
FACTS = (SERVICE, MUNICIPALITY, STATUS, NATIONALITY)
NAME_TITLE = _("casework_try_name", default="Familienname")
LONG = _("casework_route_name_long", default="Ein Name hat höchstens 120 Zeichen.")
OTHER = _("casework_route_other_nationality", default="eine andere")


class Trying:
    """``form`` is what was sent; None before. Asks only what the rules look at."""

    def __init__(self, words: Vocabulary, rules: Rules, form: Mapping[str, object] | None) -> None:
        self.words, self.rules, self.form = words, rules, form

    @cached_property
    def questions(self) -> Questions:
        name = Field(
            NAME, "text", say(NAME_TITLE), rules=(Rule("max_length", 120, message=say(LONG)),)
        )
        return Questions([name, *self._fields()], SOURCE, self.form)

    def _fields(self) -> Iterable[Field]:
        asked = {leaf.field for rule in self.rules.rules for leaf in leaves(rule.condition)}
        for fact in FACTS:
            field = self.words.fields[fact]
            if fact == NATIONALITY:
                yield Field(fact, "choice", field.title, options=_nationalities())
            elif field.options:
                yield Field(fact, "choice", field.title, options=field.options)
        for name in sorted(asked - set(FACTS)):
            field = self.words.fields.get(name)
            if field is not None:
                yield Field(
                    name, field.type, field.title, options=field.options, code_list=field.code_list
                )

    @property
    def widgets(self) -> list[Widget]:
        return on_one_line(self.questions.widgets)

    @cached_property
    def is_tried(self) -> bool:
        return self.form is not None and self.questions.check() and bool(self.questions.answers)

    @property
    def facts(self) -> Facts:
        return facts(self.questions.answers)

    def decision(self, unit, is_head: bool) -> Decision:
        number = book_of(unit).number if self.rules == rules_of(unit) else 0
        now = staffing_to_try(unit, is_head)
        return route(self.facts, self.rules, clock.today(), now, number)


def facts(answers: Mapping[str, object]) -> Facts:
    """What was asked in the box, or sent to the API, as facts."""
    known = {name: value for name, value in answers.items() if name != NAME}
    if isinstance(known.get(NATIONALITY), str):
        known[NATIONALITY] = [known[NATIONALITY]]
    return Facts(str(answers.get(NAME) or ""), known, is_outside(known.get(MUNICIPALITY)))


def _nationalities() -> tuple[Option, ...]:
    """Those for which other law holds; all others are one to the rules."""
    codes = {code for ground in legal_grounds(clock.today()) for code in ground.codes}
    titles = sorted((nationality_title(code), code) for code in codes)
    return (*(Option(code, title) for title, code in titles), Option("_other", say(OTHER)))
