"""What a caseworker sees listed: cases of their own desks only.

In the order ``urgent`` cases come first that wait for the office and whose title expires soon or
has expired, the one that expires first before the others; then the others that wait, then those
that were decided or ended, newest first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from permitdesk.casework.catalogue import Row
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.routing.name_key import name_key
from permitdesk.casework.states import PENDING, STATES
from permitdesk.core import clock
from permitdesk.core.reference import parse_reference

SOON = 30  # days until a title expires
URGENT = "urgent"
SORTABLE = ("received", "deadline", "name_key", "reference", "state", "service", "language", "desk")
MAX_SIZE = 200


@dataclass(frozen=True)
class Filter:
    """Empty means all. ``text`` is a reference or the beginning of a family name."""

    desk: str = ""
    state: str = ""
    service: str = ""
    channel: str = ""
    news: str = ""  # "new": only cases with something that nobody has read
    unreached: str = ""  # "yes": only cases whose applicant could not be told by mail
    text: str = ""
    sort_on: str = "received"
    descending: bool = True


def worklist(
    user: str, office, wanted: Filter, start: int = 0, size: int = 50
) -> tuple[int, Iterator[Row]]:
    """How many cases there are that this user may read and wants to see, and one batch."""
    desks = set(desks_of(user, office))
    if wanted.desk:
        desks &= {wanted.desk}
    filters: dict[str, object] = {}
    if wanted.state:
        filters["state"] = wanted.state
    if wanted.channel:
        filters["channel"] = wanted.channel
    if wanted.news:
        filters["news"] = wanted.news
    if wanted.unreached:
        filters["unreached"] = wanted.unreached
    if wanted.service:
        filters["service"] = wanted.service
    if wanted.text.strip():
        filters.update(_search(wanted.text))
    start, size = max(start, 0), min(max(size, 1), MAX_SIZE)
    if wanted.sort_on == URGENT and office.cases.knows("expires"):
        return _urgent_first(office.cases, desks, filters, start, size)
    sort_on = wanted.sort_on if wanted.sort_on in SORTABLE else "received"
    return office.cases.rows(desks, filters, sort_on, wanted.descending, start, size)


def _urgent_first(
    cases, desks: set[str], filters: Mapping[str, object], start: int, size: int
) -> tuple[int, Iterator[Row]]:
    """The parts of the list one after the other; no case is in two of them."""
    last = (clock.today() + timedelta(days=SOON)).isoformat()
    pending, done = sorted(PENDING), sorted(set(STATES) - PENDING)
    parts = (
        (pending, {"expires": {"query": last, "range": "max"}}, "expires", False),
        (pending, {"expires": {"query": last + "\uffff", "range": "min"}}, "received", True),
        (done, {}, "received", True),
    )
    total, found = 0, []
    for states, more, sort_on, descending in parts:
        state = filters.get("state")
        if state and state not in states:
            continue
        chosen = {**filters, **more, "state": state or states}
        first, wanted = max(start - total, 0), size - len(found)
        count, rows = cases.rows(desks, chosen, sort_on, descending, first, max(wanted, 1))
        if wanted > 0 and first < count:
            found += rows
        total += count
    return total, iter(found)


def _search(text: str) -> dict[str, object]:
    reference = parse_reference(text)
    if reference:
        return {"reference": reference}
    written = text.strip().upper()
    if re.fullmatch(r"[A-Z]+-[0-9]{4}.*", written):
        return {"reference": {"query": (written, written + "\uffff"), "range": "min:max"}}
    key = name_key(text, particles=())
    return {"name_key": {"query": (key, key + "\uffff"), "range": "min:max"}}
