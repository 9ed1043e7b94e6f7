"""What pages share that list something from a day to a day, add to it and take back."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from permitdesk.casework.once import form_key
from permitdesk.casework.routing.staffing import Absence, Suspension
from permitdesk.casework.routing.views.unit import HeadPage
from permitdesk.casework.routing.words import say
from permitdesk.casework.views.page import day
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.services.definition import Field

FIRST = _("casework_route_first_day", default="Erster Tag")
LAST = _("casework_route_last_day", default="Letzter Tag")
LAST_BEFORE = _(
    "casework_route_last_before", default="Der letzte Tag liegt vor dem ersten. Ändern Sie einen."
)
FROM_TO = _("casework_route_from_to", default="${who}: ${first} bis ${last}")
NOW = _("casework_route_now", default="heute")
OVER = _("casework_route_over", default="vorbei")
TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")


class DaysPage(HeadPage):
    """``drop`` takes one back; everything else adds one."""

    def fields(self) -> list[Field]:
        """What is asked of one that is added."""
        raise NotImplementedError

    @cached_property
    def questions(self) -> Questions:
        adding = self.is_posted and not self.sent("drop")
        return Questions(self.fields(), SOURCE, self.request.form if adding else None)

    @property
    def form_errors(self):
        return self.questions.errors if self.is_posted else ()

    @property
    def key(self) -> str:
        """The id of what is added: the same sent twice is one."""
        return form_key(self.request) or secrets.token_hex(16)

    @property
    def page_key(self) -> str:
        return self.sent("key", 32) or secrets.token_hex(16)


def over_last(found: Sequence) -> list:
    """Those that are over come last."""
    today = clock.today()
    return sorted(found, key=lambda each: each.last < today)


def told(each: Absence | Suspension, who: str) -> dict[str, str]:
    """What every list says of one: who, from when to when, and whether that is today."""
    today = clock.today()
    first, last = day(each.first.isoformat()), day(each.last.isoformat())
    return {
        "id": each.id,
        "text": say(FROM_TO, who=who, first=first, last=last),
        "when": say(NOW) if each.holds(today) else say(OVER) if each.last < today else "",
    }


def days(answers: Mapping) -> tuple[date | None, date | None]:
    """First and last day of a form; None for what is no day."""
    found: list[date | None] = []
    for name in ("first", "last"):
        try:
            found.append(date.fromisoformat(str(answers.get(name) or "")))
        except ValueError:
            found.append(None)
    return found[0], found[1]
