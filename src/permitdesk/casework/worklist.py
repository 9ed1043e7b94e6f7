"""What a caseworker sees listed: cases of their own desks only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from permitdesk.casework.catalogue import Row
from permitdesk.casework.name_key import name_key
from permitdesk.casework.responsibility import desks_of
from permitdesk.core.reference import parse_reference

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
    sort_on = wanted.sort_on if wanted.sort_on in SORTABLE else "received"
    return office.cases.rows(
        desks, filters, sort_on, wanted.descending, max(start, 0), min(max(size, 1), MAX_SIZE)
    )


def _search(text: str) -> dict[str, object]:
    reference = parse_reference(text)
    if reference:
        return {"reference": reference}
    written = text.strip().upper()
    if re.fullmatch(r"[A-Z]+-[0-9]{4}.*", written):
        return {"reference": {"query": (written, written + "\uffff"), "range": "min:max"}}
    key = name_key(text, particles=())
    return {"name_key": {"query": (key, key + "\uffff"), "range": "min:max"}}
