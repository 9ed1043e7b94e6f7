"""The part of the case page that says which cases may belong together with this one."""

import secrets

from permitdesk.access import full_name
from permitdesk.casework.routing.suggestions import KIN, PERSON, suggestions
from permitdesk.casework.routing.words import say
from permitdesk.casework.states import state_title
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.theme import PageTemplate

MAYBE = {
    PERSON: _("casework_route_maybe_person", default="Möglicherweise dieselbe Person wie"),
    KIN: _("casework_route_maybe_family", default="Möglicherweise dieselbe Familie wie"),
}
SETTLED = {
    (PERSON, True): _("casework_route_is_person", default="Dieselbe Person wie"),
    (KIN, True): _("casework_route_is_family", default="Dieselbe Familie wie"),
    (PERSON, False): _("casework_route_no_person", default="Nicht dieselbe Person wie"),
    (KIN, False): _("casework_route_no_family", default="Nicht dieselbe Familie wie"),
}
BY = _("casework_route_settled_by", default="festgestellt von ${user} am ${moment}")


class Suggestions(CasePart):
    index = PageTemplate("case_suggestions.pt")

    def suggestions(self) -> list[dict[str, object]]:
        """What staff have to decide first, then what they decided."""
        found = sorted(suggestions(self.context), key=lambda each: each.settled is not None)
        return [
            {
                "reference": each.case.reference,
                "kind": each.kind,
                "says": say(
                    SETTLED[each.kind, each.settled.confirmed] if each.settled else MAYBE[each.kind]
                ),
                "address": each.case.absolute_url(),
                "name": each.case.person.name or self.no_name,
                "born": in_words.day(each.case.person.birth_date, SOURCE),
                "service": self.service_title(each.case.service),
                "state": state_title(each.case.state),
                "desk": each.case.aq_parent.title,
                "settled": say(BY, user=full_name(each.settled.by), moment=moment(each.settled.at))
                if each.settled
                else "",
                "can_confirm": not (each.settled and each.settled.confirmed),
                "can_reject": not (each.settled and not each.settled.confirmed),
            }
            for each in found
        ]

    @staticmethod
    def key() -> str:
        return secrets.token_hex(16)
