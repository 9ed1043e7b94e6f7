"""Who is away, from when to when, and which desk stands in: for the head alone."""

from functools import cached_property

from permitdesk.access import full_name
from permitdesk.casework.routing import steering
from permitdesk.casework.routing.staffing import DESK, MEMBER, Absence
from permitdesk.casework.routing.views.days import (
    FIRST,
    LAST,
    LAST_BEFORE,
    TOO_LONG,
    DaysPage,
    days,
    over_last,
    told,
)
from permitdesk.casework.routing.views.unit import on_one_line
from permitdesk.casework.routing.words import say
from permitdesk.core import _
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import PageTemplate

WHO = _("casework_route_absent_who", default="Wer ist abwesend?")
WHO_HELP = _(
    "casework_route_absent_who_help",
    default="Ein Ordner bekommt keine neuen Vorgänge, wenn alle seine Mitglieder abwesend sind "
    "oder der Ordner selbst.",
)
DEPUTY = _("casework_route_absent_deputy", default="Welcher Ordner vertritt?")
DEPUTY_HELP = _(
    "casework_route_absent_deputy_help",
    default="Ist auch der abwesend, gilt dessen Vertretung. Ohne Vertretung kommen neue Vorgänge "
    "in den Team-Posteingang.",
)
REASON = _("casework_route_absent_reason", default="Grund (nur für Sie als Leitung)")
ITSELF = _("casework_route_deputy_itself", default="Ein Ordner kann sich nicht selbst vertreten.")
THE_DESK = _("casework_route_the_desk", default="Ordner ${desk}")
STOOD_IN = _("casework_route_stood_in", default="Vertretung: ${desk}")
NOBODY = _("casework_route_no_deputy", default="ohne Vertretung")


class AbsencesPage(DaysPage):
    name = "absences"
    index = PageTemplate("absences.pt")
    title = _("casework_route_absences", default="Abwesenheiten")

    def listed(self) -> list[dict[str, str]]:
        """All absences, those that are over last."""
        return [
            {
                **told(each, self._name(each.kind, each.who)),
                "deputy": say(STOOD_IN, desk=self.sayings.desk(each.deputy))
                if each.deputy
                else say(NOBODY),
                "reason": each.reason,
            }
            for each in over_last(self.book.absences())
        ]

    def fields(self) -> list[Field]:
        desks = tuple(Option(id_, title) for id_, title in self.desk_titles.items())
        people = tuple(
            Option(f"{MEMBER}:{user}", self._name(MEMBER, user)) for user in self._members
        )
        own = tuple(Option(f"{DESK}:{each.value}", self._name(DESK, each.value)) for each in desks)
        long = Rule("max_length", 200, message=say(TOO_LONG))
        return [
            Field("who", "choice", say(WHO), say(WHO_HELP), required=True, options=people + own),
            Field("first", "date", say(FIRST), required=True),
            Field("last", "date", say(LAST), required=True),
            Field("deputy", "choice", say(DEPUTY), say(DEPUTY_HELP), options=desks),
            Field("reason", "text", say(REASON), rules=(long,)),
        ]

    @cached_property
    def _members(self) -> list[str]:
        return sorted({user for desk in self.context.desks() for user in desk.members})

    def _name(self, kind: str, who: str) -> str:
        if kind == DESK:
            return say(THE_DESK, desk=self.sayings.desk(who))
        return full_name(who)

    @property
    def widgets(self):
        return on_one_line(self.questions.widgets)

    def done(self) -> str | None:
        drop = self.sent("drop")
        if drop:
            steering.drop_absence(self.context, drop)
            return self.here
        form = self.questions
        form.check()
        absence = read(form.answers, self.key)
        if absence is None or form.said:
            return None
        if absence.last < absence.first:
            form.complain("last", LAST_BEFORE)
        if absence.deputy and (absence.kind, absence.who) == (DESK, absence.deputy):
            form.complain("deputy", ITSELF)
        if form.said:
            return None
        steering.put_absence(self.context, absence)
        return self.here


def read(answers, id_: str) -> Absence | None:
    """What the form says; None where something is missing."""
    kind, _colon, who = str(answers.get("who") or "").partition(":")
    first, last = days(answers)
    if not who or first is None or last is None:
        return None
    deputy, reason = str(answers.get("deputy") or ""), str(answers.get("reason") or "")
    return Absence(id_, kind, who, first, last, deputy, reason)
