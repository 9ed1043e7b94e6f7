"""``{unit}/@@reassign``: the head gives the open cases of a desk to others, for an absence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from urllib.parse import urlencode

from zExceptions import Unauthorized

from permitdesk.casework import once
from permitdesk.casework.catalogue import Row
from permitdesk.casework.handover.assigning import (
    MayNotAssignError,
    all_desks,
    assign_among,
    desk_at,
    open_cases,
    place_of,
    title_of,
)
from permitdesk.casework.handover.views.assign import reason_field
from permitdesk.casework.handover.views.form import FormPage
from permitdesk.casework.states import state_title
from permitdesk.casework.views.page import OfficePage
from permitdesk.casework.worklist.errand import known
from permitdesk.casework.worklist.orders import MOST_CHANGES, SHARE, Order
from permitdesk.casework.worklist.views.bulk import begin
from permitdesk.core import _
from permitdesk.services.definition import Field, Option
from permitdesk.theme import Fact, Link, Notice, PageTemplate

MOST_SHOWN = 100
AT_ONCE = 500  # while it writes, submissions to these desks wait or are done again
ALL, CHOSEN = "all", "chosen"
LEAD = _(
    "casework_reassign_lead",
    default="Für Urlaub, Krankheit oder einen Wechsel: Die offenen Vorgänge eines Ordners gehen"
    " an andere Ordner. Alle oder keiner. Jeder Vorgang behält den Grund im Verlauf.",
)
CHOSEN_DESK = _(
    "casework_reassign_chosen_desk",
    default="Offene Vorgänge aus dem Ordner „${desk}“. Sie gehen alle oder keiner. Jeder behält"
    " den Grund im Verlauf.",
)
SEVERAL = _(
    "casework_reassign_to_help",
    default="Bei mehreren Ordnern werden die Vorgänge reihum verteilt, die dringendsten zuerst.",
)
NONE_CHOSEN = _("casework_reassign_none", default="Wählen Sie mindestens einen Vorgang.")
GONE = _(
    "casework_reassign_gone",
    default="Jemand hat einen dieser Vorgänge inzwischen abgegeben. Es wurde nichts geändert."
    " Laden Sie die Seite neu.",
)


class Reassign(FormPage):
    title = _("casework_reassign_title", default="Vorgänge neu verteilen")
    back = _("casework_reassign_back", default="Zum Arbeitsplatz")
    name = "reassign"

    def __call__(self):
        # Whoever may manage desks may not for that read what lies on them.
        if not self.user or self.user != self.context.head:
            raise Unauthorized("Only the head of the unit.")
        return super().__call__()

    @property
    def lead(self):
        if self.source is None:
            return LEAD
        return type(CHOSEN_DESK)(CHOSEN_DESK, mapping={"desk": self.source.title})

    @property
    def button(self):
        if self.source is None:
            return _("casework_reassign_next", default="Offene Vorgänge zeigen")
        return _("casework_reassign_do", default="Neu verteilen") if self.rows else ""

    @property
    def back_address(self) -> str:
        return self.workplace_address

    @property
    def breadcrumb(self):
        return self.place_in(self.context, self.translate(self.title))

    @property
    def notices(self) -> list[Notice]:
        if self.source is None or self.rows:
            return []
        text = _("casework_reassign_empty", default="In diesem Ordner ist nichts offen.")
        return [Notice("info", self.translate(text))]

    @cached_property
    def source(self):
        """The desk whose cases go; None before it was chosen."""
        return desk_at(self.office, f"{self.context.getId()}/{self.sent('source')}")

    @property
    def is_sent(self) -> bool:
        # When the desk was chosen, the page shows its cases: nothing is done yet.
        return super().is_sent and (self.source is None or bool(self.sent("listed")))

    @property
    def hidden(self) -> dict[str, str]:
        chosen = {"source": self.source.getId(), "listed": "1"} if self.source is not None else {}
        return {"key": self.page_key, **chosen}

    @cached_property
    def rows(self) -> list[Row]:
        return open_cases(self.office, place_of(self.source)) if self.source is not None else []

    def fields(self) -> Sequence[Field]:
        if self.source is None:
            titles = tuple(Option(each.getId(), each.title) for each in self.context.desks())
            question = _("casework_reassign_from", default="Wessen Vorgänge?")
            source = Field("source", "choice", self.german(question), required=True, options=titles)
            return [source]
        here = place_of(self.source)
        desks = tuple(
            Option(place, title_of(desk))
            for place, desk in all_desks(self.office).items()
            if place != here
        )
        return [
            Field(
                "desks",
                "multi-choice",
                self.german(_("casework_reassign_to", default="An welche Ordner?")),
                self.german(SEVERAL),
                required=True,
                options=desks,
            ),
            Field(
                "which",
                "choice",
                self.german(_("casework_reassign_which", default="Welche Vorgänge?")),
                required=True,
                options=self.options(self._which()),
            ),
            Field(
                "cases",
                "multi-choice",
                self.german(_("casework_reassign_cases", default="Nur diese")),
                options=tuple(Option(row.reference, self._named(row)) for row in self._shown()),
            ),
            reason_field(self),
        ]

    def done(self) -> str:
        wanted = [row.reference for row in self.rows]
        if self.answer("which") == CHOSEN:
            chosen = self.questions.answers.get("cases") or []
            if not chosen:
                self.questions.complain("cases", NONE_CHOSEN)
                return ""
            wanted = [each for each in wanted if each in chosen]
        places = self.questions.answers["desks"]
        wanted = wanted[:MOST_CHANGES]
        if len(wanted) > AT_ONCE:
            order = Order(SHARE, " ".join(places), self.answer("reason"))
            key = once.fingerprint(self.key, asdict(order), wanted)
            errand = known(self.office, self.user, key)
            errand = errand or begin(self.office, self.user, order, wanted, key)
            return f"{self.workplace_address}/@@errand/{errand.id}"
        cases = [self.office.unrestrictedTraverse(self.office.cases.path(each)) for each in wanted]
        desks = [desk_at(self.office, each) for each in places]
        try:
            moved = assign_among(cases, desks, self.answer("reason"), self.key)
        except MayNotAssignError:
            self.questions.complain("which", GONE)
            return ""
        went = Counter(place_of(case.aq_parent) for case in moved)
        query = [
            ("from", place_of(self.source)),
            *(("to", f"{each}:{n}") for each, n in went.items()),
        ]
        return f"{self.workplace_address}/@@reassigned?{urlencode(query, safe='/:')}"

    def _which(self) -> dict[str, object]:
        count = {"count": len(self.rows)}
        every = _("casework_reassign_all", default="Alle ${count} offenen", mapping=count)
        if len(self.rows) > MOST_CHANGES:
            every = _(
                "casework_reassign_first",
                default="Die ersten ${most} von ${count} offenen; dann noch einmal",
                mapping={"most": MOST_CHANGES, **count},
            )
        return {
            ALL: every,
            CHOSEN: _("casework_reassign_chosen", default="Nur die unten ausgewählten"),
        }

    def _shown(self) -> list[Row]:
        return self.rows[:MOST_SHOWN]

    def _named(self, row: Row) -> str:
        service = self.service_titles.get(row.service, row.service)
        name = row.name or self.no_name
        return f"{name} · {row.reference} · {service} · {state_title(row.state)}"


class Reassigned(OfficePage):
    """``/office/@@reassigned``: how many cases went to which desk; each case says it itself."""

    index = PageTemplate("reassigned.pt")
    title = _("casework_reassigned", default="Die Vorgänge sind neu verteilt")

    @property
    def breadcrumb(self) -> list[Link]:
        return self.place(self.translate(self.title))

    @property
    def facts(self) -> list[Fact]:
        """From which desk, and what each got: title and number."""
        source = self._desk(self.request.form.get("from"))
        term = self.translate(_("casework_reassigned_from", default="Bisher bei"))
        found = [Fact(term, title_of(source))] if source is not None else []
        sent = self.request.form.get("to")
        for each in sent if isinstance(sent, list) else [sent]:
            place, _colon, number = each.rpartition(":") if isinstance(each, str) else ("", "", "")
            desk = self._desk(place)
            if desk is not None and number.isdecimal() and int(number) <= MOST_CHANGES:
                found.append(Fact(self._now(desk), self._cases(int(number))))
        return found

    def _now(self, desk) -> str:
        said = _(
            "casework_reassigned_to", default="Jetzt bei ${desk}", mapping={"desk": title_of(desk)}
        )
        return self.translate(said)

    def _cases(self, number: int) -> str:
        if number == 1:
            return self.translate(_("casework_reassigned_one", default="1 Vorgang"))
        said = _("casework_reassigned_many", default="${n} Vorgänge", mapping={"n": number})
        return self.translate(said)

    def _desk(self, place):
        return desk_at(self.office, place) if isinstance(place, str) else None
