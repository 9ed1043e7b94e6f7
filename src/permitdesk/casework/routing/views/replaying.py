"""The last cases of the unit against the draft: what would go elsewhere. It changes nothing."""

from functools import cached_property

from permitdesk.casework.routing import steering
from permitdesk.casework.routing.replay import MOST, USUAL, Replay, replay
from permitdesk.casework.routing.views.unit import HeadPage
from permitdesk.casework.routing.words import say
from permitdesk.casework.views.page import day
from permitdesk.core import _, clock
from permitdesk.theme import Cell, PageTemplate, Table

COLUMNS = (
    _("casework_column_reference", default="Nummer"),
    _("casework_column_received", default="Eingang"),
    _("casework_column_service", default="Dienst"),
    _("casework_route_column_before", default="Nach den Regeln in Kraft"),
    _("casework_route_column_after", default="Nach dem Entwurf"),
    _("casework_route_column_rule", default="Wegen der Regel"),
)
NONE = _(
    "casework_route_replay_none",
    default="Verglichene Vorgänge: ${count}. Alle kommen in denselben Ordner wie bisher.",
)
SOME = _(
    "casework_route_replay_some",
    default="Verglichene Vorgänge: ${count}. In einen anderen Ordner kämen: ${elsewhere}.",
)
NOTHING = _("casework_route_replay_nothing", default="Es gibt noch keine Vorgänge zum Vergleichen.")
CAPTION = _("casework_route_replay_caption", default="Vorgänge, die woanders hinkämen")
FLOW = _("casework_route_replay_flow", default="${count} von ${before} zu ${after}")
NO_RULE = _("casework_route_replay_no_rule", default="keine Regel passt")


class ReplayPage(HeadPage):
    """Read by POST: what is read is recorded, and nobody reads by following a link."""

    name = "routing-replay"
    index = PageTemplate("replay.pt")
    title = _("casework_route_replay", default="Letzte Vorgänge mit dem Entwurf vergleichen")

    @property
    def draft_address(self) -> str:
        return f"{self.context.absolute_url()}/@@routing-draft"

    @property
    def last(self) -> int:
        number = self.sent("last", 5)
        return min(max(int(number), 1), MOST) if number.isdecimal() else USUAL

    @property
    def most(self) -> int:
        return MOST

    def done(self) -> None:
        return None

    @cached_property
    def result(self) -> Replay:
        return replay(self.context, steering.draft(self.context), self.last)

    def summary(self) -> str:
        if not self.result.count:
            return say(NOTHING)
        found = len(self.result.elsewhere)
        return say(SOME if found else NONE, count=self.result.count, elsewhere=found)

    def flows(self) -> list[str]:
        """How many would go from which desk to which, the most first."""
        counts: dict[tuple[str, str], int] = {}
        for each in self.result.elsewhere:
            pair = (each.before.desk, each.after.desk)
            counts[pair] = counts.get(pair, 0) + 1
        return [
            say(FLOW, count=count, before=self.sayings.desk(old), after=self.sayings.desk(new))
            for (old, new), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]

    def table(self) -> Table | None:
        if not self.result.elsewhere:
            return None
        titles = self.desk_titles
        return Table(
            say(CAPTION),
            [say(column) for column in COLUMNS],
            [
                (
                    Cell(each.past.reference, each.past.address, isolate=True),
                    Cell(day(clock.day_of(each.past.received).isoformat())),
                    Cell(self.service_titles.get(each.past.service, each.past.service)),
                    Cell(titles.get(each.before.desk, each.before.desk)),
                    Cell(titles.get(each.after.desk, each.after.desk)),
                    Cell(each.after.title or each.after.rule or say(NO_RULE)),
                )
                for each in self.result.elsewhere
            ],
        )
