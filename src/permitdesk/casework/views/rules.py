"""A unit's rules as sentences one can read aloud, with a box to try a name."""

from zope.i18nmessageid import Message

from permitdesk.casework.routing import BY_NAME, Finding, check, route
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _
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

    def __call__(self):
        self.rules = self.context.rules()
        self.titles = {desk.getId(): desk.title for desk in self.context.desks()}
        return super().__call__()

    def sentences(self) -> list[str]:
        said = []
        for desk in self.rules.desks:
            if desk.ranges:
                ranges = ", ".join(str(range_) for range_ in desk.ranges)
                said.append(
                    _(
                        "casework_rule",
                        default="Familiennamen ${ranges} kommen zu ${desk}.",
                        mapping={"ranges": ranges, "desk": self.titles[desk.desk]},
                    )
                )
        inbox = self.titles.get(self.rules.inbox, self.rules.inbox)
        said.append(
            _(
                "casework_rule_rest",
                default="Alles andere kommt zu ${desk}.",
                mapping={"desk": inbox},
            )
        )
        return [self.translate(sentence) for sentence in said]

    def findings(self) -> list[Notice]:
        return [Notice("warning", self._finding(finding)) for finding in check(self.rules)]

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
        decision = route(self.tried, self.rules)
        desk = self.titles.get(decision.desk, decision.desk)
        if decision.reason != BY_NAME:
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
                mapping={
                    "name": self.tried,
                    "desk": desk,
                    "range": decision.rule.partition("/")[2],
                },
            )
        )
