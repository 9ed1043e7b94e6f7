"""A unit's rules as sentences one can read aloud, with a box to try a name."""

from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.casework.routing.checking import Finding, check
from permitdesk.casework.routing.deciding import route
from permitdesk.casework.routing.facts import Facts
from permitdesk.casework.routing.state import staffing
from permitdesk.casework.routing.vocabulary import vocabulary
from permitdesk.casework.routing.words import Said, Sayings
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _, clock
from permitdesk.theme import Notice, PageTemplate

_FINDINGS = {
    "gap": _(
        "casework_gap",
        default="Niemand ist für ${names} zuständig. Solche Vorgänge kommen in den "
        "Team-Posteingang.",
    ),
    "overlap": _(
        "casework_overlap",
        default="Für ${names} sind mehrere Ordner zuständig: ${desks}. "
        "Es gilt die genauere Angabe.",
    ),
    "unreachable": _(
        "casework_unreachable",
        default="Der Bereich ${names} von ${desks} kommt nie zum Zug.",
    ),
}


class RulesPage(OfficePage):
    """The box is sent by POST: a name has no place in an address."""

    index = PageTemplate("rules.pt")

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def breadcrumb(self):
        return self.place(self.context.title)

    @cached_property
    def rules(self):
        return self.context.rules()

    @cached_property
    def titles(self) -> dict[str, str]:
        return {desk.getId(): desk.title for desk in self.context.desks()}

    @cached_property
    def sayings(self) -> Sayings:
        return Sayings(vocabulary(self.context), self.titles, clock.today())

    def sentences(self) -> list[Said]:
        inbox = self.titles.get(self.rules.inbox, self.rules.inbox)
        rest = _(
            "casework_rule_rest",
            default="Alles andere kommt zu ${desk}.",
            mapping={"desk": inbox},
        )
        return [*map(self.sayings.rule, self.rules.active()), Said(self.translate(rest))]

    def findings(self) -> list[Notice]:
        found = check(self.rules, clock.today(), self.sayings.vocabulary.known)
        return [Notice("warning", self._finding(each)) for each in found if each.kind in _FINDINGS]

    def _finding(self, finding: Finding) -> str:
        first, last = finding.first.strip().title(), finding.last.strip().title()
        message = _FINDINGS[finding.kind]
        return self.translate(
            Message(
                message,
                mapping={
                    "names": first if first == last else f"{first}–{last}",
                    "desks": ", ".join(self.titles.get(desk, desk) for desk in finding.desks),
                },
            )
        )

    @property
    def tried(self) -> str:
        name = self.request.form.get("name", "") if self.request.method == "POST" else ""
        return name[:120] if isinstance(name, str) else ""

    def answer(self) -> str:
        decision = route(Facts(self.tried), self.rules, clock.today(), staffing(self.context))
        desk = self.titles.get(decision.desk, decision.desk)
        if not decision.range:
            return self.translate(
                _(
                    "casework_try_inbox",
                    default="${name} kommt zu ${desk}: Kein Bereich passt.",
                    mapping={"name": self.tried, "desk": desk},
                )
            )
        return self.translate(
            _(
                "casework_try_desk",
                default="${name} kommt zu ${desk}, wegen ${range}.",
                mapping={"name": self.tried, "desk": desk, "range": decision.range},
            )
        )
