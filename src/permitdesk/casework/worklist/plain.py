"""A row of the list as plain values, for files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from permitdesk.casework.reading import language_name
from permitdesk.casework.row import NO_DAY, Row
from permitdesk.casework.states import state_title
from permitdesk.casework.worklist.columns import Column
from permitdesk.casework.worklist.priority import first_claim, reason
from permitdesk.casework.worklist.words import KINDS, WAITING
from permitdesk.core import clock
from permitdesk.intake import channel_title


def plain(
    row: Row,
    columns: Sequence[Column],
    titles: Mapping[str, Mapping[str, str]],
    say: Callable[[object], str],
) -> list:
    """The values of a row for a file: days as ``date``, texts in German. ``titles`` are those of
    services and desks, ``say`` translates."""
    claim, today = first_claim(row), clock.today()
    values = {
        "reference": row.reference,
        "name": row.name,
        "reason": say(reason(claim, row, today)) if claim else "",
        "service": titles["service"].get(row.service, row.service),
        "state": state_title(row.state),
        "waiting": say(WAITING[row.waiting]),
        "language": language_name(row.language),
        "received": clock.day_of(datetime.fromisoformat(row.received)),
        "deadline": _date(row.deadline),
        "expires": _date(row.expires),
        "starts": _date(row.starts),
        "channel": say(channel_title(row.channel)),
        "kind": say(KINDS.get(row.kind, row.kind)),
        "desk": titles["desk"].get(row.desk, row.desk),
    }
    return [values[column.id] for column in columns]


def _date(iso: str) -> date | None:
    return None if iso == NO_DAY else date.fromisoformat(iso)
