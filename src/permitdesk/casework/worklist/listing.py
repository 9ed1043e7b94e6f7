"""What a caseworker sees listed: cases of their own desks only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from permitdesk.casework.catalogue import SORTABLE
from permitdesk.casework.query import Between, Query
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.row import APPLICANT, OFFICE, Row
from permitdesk.casework.worklist.priority import to_do_until
from permitdesk.casework.worklist.searching import search
from permitdesk.core import clock

SOON = 30  # days until something is said to happen soon
MATTERS = "matters"
MAX_SIZE = 200
ALL = 10**9
# How far ahead windows reach, in days; -1 is what is over.
WINDOWS = {"over": -1, "7": 7, "14": 14, "30": 30, "90": 90}
FACETS = ("state", "service", "kind", "language", "channel", "waiting", "label", "wish",
          "urgency", "news", "unreached", "unanswered")  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """Empty means all. ``text`` is what somebody typed; the rest holds nothing personal.

    ``expires`` and ``deadline`` are names of WINDOWS, ``to_do`` is "today" for what has to
    be done by today.
    """

    desk: str = ""
    state: str = ""
    service: str = ""
    kind: str = ""
    language: str = ""
    channel: str = ""
    waiting: str = ""
    label: str = ""
    wish: str = ""  # what somebody asks for besides, and where that stands: certificate-wanted
    urgency: str = ""
    news: str = ""  # "new": only cases with something that nobody has read
    unreached: str = ""  # "yes": only cases whose applicant could not be told by mail
    unanswered: str = ""  # "yes": only cases with a message that nobody has replied to
    expires: str = ""
    deadline: str = ""
    to_do: str = ""
    text: str = ""
    sort_on: str = MATTERS
    descending: bool = False

    @property
    def order(self) -> str:
        """The order that is meant."""
        return self.sort_on if self.sort_on in SORTABLE else MATTERS

    def query(self, today: date) -> Query:
        """What the catalogue is asked; the desk is asked by name."""
        facets = {name: (value,) for name in FACETS if (value := getattr(self, name))}
        between = []
        for name in ("expires", "deadline"):
            if getattr(self, name) in WINDOWS:
                between.append(_window(name, WINDOWS[getattr(self, name)], today))
        if self.to_do:
            between.append(Between(MATTERS, *to_do_until(today)))
        return Query(facets, tuple(between), search(self.text))

    def without_person(self) -> dict[str, str | bool]:
        """What is asked, but for what was searched for: may stand in an address."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name != "text" and getattr(self, each.name) != each.default
        }


# The entrances of the workplace: what each of them asks for.
ENTRANCES: Mapping[str, Mapping[str, str]] = {
    "new": {"state": "received"},
    "urgent": {"to_do": "today"},
    "mine": {"waiting": OFFICE},
    "theirs": {"waiting": APPLICANT},
    "deadlines": {"deadline": "14"},
    "replies": {"unanswered": "yes"},
}


def worklist(
    user: str,
    office,
    wanted: Filter,
    start: int = 0,
    size: int = 50,
    ranking: Sequence[str] = (),
) -> tuple[int, Iterator[Row]]:
    """How many cases there are that this user may read and wants to see, and one batch.

    ``ranking`` is the order of the values, where a list is sorted by one that has a title.
    """
    size = min(max(size, 1), MAX_SIZE)
    return office.cases.rows(
        _desks(user, office, wanted),
        wanted.query(clock.today()),
        wanted.order,
        wanted.descending,
        start,
        size,
        ranking,
    )


def every(user: str, office, wanted: Filter, ranking: Sequence[str] = ()) -> Iterator[Row]:
    """All cases that this user may read and wants, in order."""
    _total, rows = office.cases.rows(
        _desks(user, office, wanted),
        wanted.query(clock.today()),
        wanted.order,
        wanted.descending,
        size=ALL,
        ranking=ranking,
    )
    return rows


def counted(user: str, office) -> dict[str, int]:
    """How many cases each entrance has for this user."""
    desks, today = set(desks_of(user, office)), clock.today()
    return {
        name: office.cases.count(desks, Filter(**wanted).query(today))
        for name, wanted in ENTRANCES.items()
    }


def _desks(user: str, office, wanted: Filter) -> set[str]:
    desks = set(desks_of(user, office))
    return desks & {wanted.desk} if wanted.desk else desks


def _window(name: str, days: int, today: date) -> Between:
    """What is over, or happens within so many days. A deadline that is over still has to be met; a
    title that is over is another question."""
    if days < 0:
        return Between(name, "", f"{today - timedelta(1)}")
    first = "" if name == "deadline" else f"{today}"
    return Between(name, first, f"{today + timedelta(days)}")
