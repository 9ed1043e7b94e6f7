"""What lists have to know of a case, read off it once whenever it changes."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime

from Acquisition import aq_inner, aq_parent
from zope.component import adapter, subscribers
from zope.interface import implementer

from permitdesk.casework.by_mail import first_failure
from permitdesk.casework.decision import standing
from permitdesk.casework.dossier.certificate import wishes_of
from permitdesk.casework.dossier.labels import labels_of
from permitdesk.casework.dossier.replies import awaiting_reply
from permitdesk.casework.dossier.tasks import open_tasks
from permitdesk.casework.due import IDue
from permitdesk.casework.interfaces import ICase, IRow
from permitdesk.casework.later import OFFICE as OFFICE_SIDE
from permitdesk.casework.name_key import name_key
from permitdesk.casework.names import words_of
from permitdesk.casework.person import Person
from permitdesk.casework.row import APPLICANT, NO_DAY, NOBODY, OFFICE, Row
from permitdesk.casework.states import DECIDED, HEARING, PENDING
from permitdesk.casework.worklist.priority import matters
from permitdesk.core import clock
from permitdesk.core.secrets import derive

# In these the applicant has to do something.
ASKING = frozenset(("documents_requested", HEARING))


@dataclass(frozen=True)
class Deadline:
    """The one day that pages and lists call *Frist*. ``due`` is what the office or the law set for
    it, None for a day that the person named."""

    day: date
    due: IDue | None = None


def deadline(case) -> Deadline | None:
    """The first day by which somebody has to do something in a case: what the office or the law
    set, or what the person needs until a day. The end of their title is a day of its own; a case
    on which nobody waits has none."""
    if waiting(case.state, bool(case.later.new_for(OFFICE_SIDE))) == NOBODY:
        return None
    return first_deadline(case.person, next_set(case))


def first_deadline(person: Person, due: IDue | None) -> Deadline | None:
    """The earlier of what was set and what the person named."""
    named = person.deadline if person.deadline != person.expires else ""
    found = [Deadline(due.day, due)] if due else []
    found += [Deadline(date.fromisoformat(named))] if named else []
    return min(found, key=lambda each: each.day, default=None)


def next_set(case) -> IDue | None:
    """The first of the days that the office or the law set for a case."""
    return min(subscribers((case,), IDue), key=lambda each: each.day, default=None)


@implementer(IRow)
@adapter(ICase)
def row_of(case) -> Row:
    """The case as lists show it."""
    desk = aq_parent(aq_inner(case))
    unit = aq_parent(aq_inner(desk))
    place = f"{unit.getId()}/{desk.getId()}"
    person, application = case.person, case.application
    unread = case.later.new_for(OFFICE_SIDE)
    due, first = next_set(case), deadline(case)
    row = Row(
        path=f"{place}/{case.getId()}",
        reference=case.reference,
        desk=place,
        state=case.state,
        service=case.service,
        kind=case.kind,
        language=application.language,
        name=person.name,
        received=application.received_at.isoformat(timespec="seconds"),
        deadline=first.day.isoformat() if first else NO_DAY,
        expires=person.expires or NO_DAY,
        starts=person.starts or NO_DAY,
        urgency=person.urgency,
        wishes=wishes_of(case),
        channel=application.channel,
        name_key=name_key(person.family_name, unit.umlauts, particles=()),
        news="new" if unread else "",
        news_since=_day(min(each.at for each in unread)) if unread else "",
        unreached="yes" if first_failure(case.later) else "",
        waiting=waiting(case.state, bool(unread), _was_answered(case)),
        due=due.day.isoformat() if due else NO_DAY,
        due_for=due.kind if due else "",
        labels=labels_of(case),
        words=words_of((*person.all_names, _end_of(case.reference))),
        born=person.birth_date,
        azr=azr_digest(person.azr_number),
        unanswered="yes" if is_unanswered(case) else "",
        tasks="open" if open_tasks(case) else "",
    )
    return replace(row, matters=matters(row))


def waiting(state: str, unread: bool, answered: bool = False) -> str:
    """Who has to do something: whoever was asked, but the office as soon as there is an answer,
    unread or ``answered`` as staff noted. A decision still has to be delivered."""
    if state in ASKING and not unread and not answered:
        return APPLICANT
    return OFFICE if state in PENDING or state == DECIDED or unread else NOBODY


def is_unanswered(case) -> bool:
    """Whether somebody wrote and no one has replied or said that no reply is needed; one who
    wrote by the contact form waits until that message is answered or closed."""
    if case.kind == "contact" and case.state in PENDING:
        return True
    return bool(awaiting_reply(case))


def _was_answered(case) -> bool:
    """Whether staff noted an answer to the hearing that runs: it came on paper, or at the desk."""
    return case.state == HEARING and standing.statement(case) is not None


def azr_digest(number: str) -> str:
    """The keyed digest under which an AZR number is found; empty for none. Spaces do not count."""
    digits = "".join(each for each in number if each.isalnum()).upper()
    if not digits:
        return ""
    key = derive("permitdesk.casework.azr")
    return hmac.new(key, digits.encode(), hashlib.sha256).hexdigest()[:32]


def _end_of(reference: str) -> str:
    """The groups after kind and year: people on the phone read out the last ones."""
    return " ".join(reference.split("-")[2:])


def _day(moment: datetime) -> str:
    return clock.day_of(moment).isoformat()
