"""A unit's rules as sentences one can read aloud, with a box to try a name and answers."""

from dataclasses import asdict
from functools import cached_property

from permitdesk.casework.routing.book import rules_of
from permitdesk.casework.routing.views.trying import NAME, Trying
from permitdesk.casework.routing.views.unit import UnitPage
from permitdesk.casework.routing.words import say
from permitdesk.core import _
from permitdesk.core.in_words import moment
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Link, PageTemplate

GOES = _("casework_route_goes", default="${name} kommt zu ${desk}.")
SOMEBODY = _("casework_route_somebody", default="Ein solcher Vorgang")
NUMBER = _(
    "casework_route_in_force_since",
    default="Regeln Nr. ${number}, in Kraft seit ${moment}. Grund: ${reason}",
)
FROM_DESKS = _(
    "casework_route_from_desks",
    default="Diese Regeln ergeben sich aus den Familiennamen, die in den Ordnern eingetragen sind.",
)
MORE = {
    "absences": _("casework_route_absences", default="Abwesenheiten"),
    "suspensions": _("casework_route_suspensions", default="Ausgesetzte Bereiche"),
    "routing-versions": _("casework_route_versions", default="Frühere Regeln"),
}


class RulesPage(UnitPage):
    """The box is sent by POST: a name has no place in an address."""

    index = PageTemplate("rules.pt")

    @property
    def title(self) -> str:
        return self.unit_title

    @cached_property
    def rules(self):
        return rules_of(self.context)

    @property
    def since(self) -> str:
        """Since when these rules are in force, and why."""
        versions = self.book.versions()
        if not versions:
            return say(FROM_DESKS)
        last = versions[-1]
        when = moment(last.at, SOURCE)
        return say(NUMBER, number=last.number, moment=when, reason=last.reason)

    @property
    def change_address(self) -> str:
        """Where the head changes the rules; empty for others."""
        return f"{self.context.absolute_url()}/@@routing-draft" if self.is_head else ""

    def more(self) -> list[Link]:
        """What else there is; most of it for the head."""
        names = MORE if self.is_head else ("routing-versions",)
        return [Link(say(MORE[name]), f"{self.context.absolute_url()}/@@{name}") for name in names]

    @cached_property
    def trying(self) -> Trying:
        form = self.request.form if self.is_posted else None
        return Trying(self.vocabulary, self.rules, form)

    @property
    def errors(self):
        return self.trying.questions.errors

    def answer(self) -> list[str]:
        """Where it would go, and why."""
        return tried(self, self.trying)


def tried(page: UnitPage, trying: Trying) -> list[str]:
    """Where what was typed into the box would go, and why."""
    decision = trying.decision(page.context, page.is_head)
    name = str(trying.questions.answers.get(NAME) or "") or say(SOMEBODY)
    goes = say(GOES, name=name, desk=page.sayings.desk(decision.desk))
    return [goes, page.sayings.why(asdict(decision))]
