"""Cases that may be of the same person or family, for staff to look at.

Nobody's identity was checked, so nothing follows by itself: staff confirm or reject, both leave a
trace, and a case that is confirmed stays where it is. Only cases that the person may read are
looked at; of others, and of those that a block keeps apart, nobody learns anything here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.access import actor, staff_id
from permitdesk.casework import log, reach
from permitdesk.casework.history import LINK, Telling
from permitdesk.casework.later import Entry
from permitdesk.casework.name_key import DIN_5007_1, DIN_5007_2, name_key
from permitdesk.casework.names import words_of
from permitdesk.casework.office import office
from permitdesk.casework.query import Between, Query
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.row import Row
from permitdesk.casework.ties import ties
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

PERSON, KIN = "person", "family"
MOST = 20  # so many at a time; who has more of them has other troubles
SPONSOR = ("sponsor_family_name", "sponsor_birth_date")
HOUSEHOLD = ("household", "household_name", "household_birth_date")


@dataclass(frozen=True)
class Somebody:
    """Who is looked for: a surname, or a whole name, and a whole birth date. ``kind``: PERSON or
    KIN, what they would be to the person of the case."""

    kind: str
    name: str
    born: str
    is_whole_name: bool = False


@dataclass(frozen=True)
class Suggestion:
    """``case`` may be of the same person or family (``kind``); ``settled`` says what staff
    decided, None before."""

    case: object
    kind: str
    settled: "Settled | None" = None


class Settled(Entry):
    """Staff looked at the case ``other``: the same ``kind`` or (``confirmed`` false) not."""

    is_news = False


def suggestions(case) -> list[Suggestion]:
    """What may belong together with a case, as far as the person may read it; the latest first."""
    found: dict[str, Suggestion] = {}
    desks = desks_of(staff_id(), office())
    known = ties(office())
    begun_together = set(office().families.references(case.application.family))
    for somebody in wanted(case.person, case.application.answers):
        for row in _alike(desks, somebody):
            if row.reference in found or row.reference in {case.reference, *begun_together}:
                continue
            if known.are_blocked(case.reference, row.reference):
                continue
            other = reach.readable(row.reference)
            if other is not None and is_like(somebody, other.person):
                settled = settled_between(case, other)
                found[row.reference] = Suggestion(other, somebody.kind, settled)
    return list(found.values())[:MOST]


def wanted(person, answers: Mapping[str, object]) -> Iterator[Somebody]:
    """Whom to look for: the person, who they join, and who lives with them."""
    yield from _somebody(PERSON, person.family_name, person.birth_date)
    name, born = SPONSOR
    yield from _somebody(KIN, answers.get(name), answers.get(born))
    rows, name, born = HOUSEHOLD
    listed = answers.get(rows)
    for row in listed if isinstance(listed, list) else ():
        if isinstance(row, Mapping):
            yield from _somebody(KIN, row.get(name), row.get(born), is_whole_name=True)


def is_like(somebody: Somebody, person) -> bool:
    """Whether somebody may be this person: the birth date, and the surname in either way of writing
    umlauts. A whole name needs both of their names in it."""
    if person.birth_date != somebody.born:
        return False
    for umlauts in (DIN_5007_1, DIN_5007_2):
        key = name_key(somebody.name.replace(",", " "), umlauts)
        surname = name_key(person.family_name, umlauts)
        if not somebody.is_whole_name and key and key == surname:
            return True
        words, given = set(key.split()), name_key(person.given_names, umlauts).split()
        has_surname = bool(surname) and set(surname.split()) <= words
        if somebody.is_whole_name and has_surname and (not given or set(given) & words):
            return True
    return False


def settle(case, reference: str, kind: str, confirmed: bool, key: str = "") -> bool:
    """Say of a suggestion that it is so, or is not; False where there is no such suggestion.

    What was said last counts, and both cases tell of it.
    """
    other = next((e.case for e in suggestions(case) if e.case.reference == reference), None)
    if other is None or kind not in (PERSON, KIN):
        return False
    action = "case.suggestion-confirmed" if confirmed else "case.suggestion-rejected"
    added = False
    for here, there in ((case, other), (other, case)):
        entry = Settled(
            clock.now(), actor(), key, other=there.reference, kind=kind, confirmed=confirmed
        )
        added = log.add(here, entry, action, kind) or added
    return added


def settled_between(case, other) -> Settled | None:
    """What staff said last about two cases."""
    entries = [e for e in log.internal(case).of(Settled) if e.other == other.reference]
    return entries[-1] if entries else None


def _somebody(kind: str, name: object, born: object, **more) -> Iterator[Somebody]:
    # A birth date of which only the year is known would suggest half the town.
    is_day = isinstance(born, str) and len(born) == 10 and "-00" not in born
    if isinstance(name, str) and name.strip() and is_day:
        yield Somebody(kind, name, str(born), **more)


def _alike(desks, somebody: Somebody) -> Iterator[Row]:
    """Who was born that day and bears one of the names, by the catalogue alone: where the day is
    unknown offices enter 1 January for all, and each case that is opened costs."""
    born = (Between("born", somebody.born, somebody.born),)
    named = tuple(Between("words", word, word) for word in words_of([somebody.name]))
    query = Query(ways=((born, named),))
    _total, rows = office().cases.rows(desks, query, "received", True, 0, 200)
    return rows


TOLD = {
    (PERSON, True): _(
        "casework_route_told_person", default="Bestätigt: dieselbe Person wie ${reference}"
    ),
    (KIN, True): _(
        "casework_route_told_family", default="Bestätigt: dieselbe Familie wie ${reference}"
    ),
    (PERSON, False): _(
        "casework_route_told_other_person",
        default="Festgestellt: eine andere Person als ${reference}",
    ),
    (KIN, False): _(
        "casework_route_told_other_family",
        default="Festgestellt: eine andere Familie als ${reference}",
    ),
}


@telling.of(Settled, LINK)
def _told(case, entry: Settled) -> str:
    """Nothing to whom may not read the other case, and to nobody while a block holds."""
    if ties(office()).are_blocked(case.reference, entry.other):
        return ""
    if reach.readable(entry.other) is None:
        return ""
    message = TOLD[entry.kind, entry.confirmed]
    return str(say(Message(message, mapping={"reference": entry.other}), SOURCE))
