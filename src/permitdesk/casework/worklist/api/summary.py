"""A case as lists show it, as JSON."""

from zope.i18n import translate

from permitdesk.casework.row import NO_DAY, Row
from permitdesk.casework.states import state_title
from permitdesk.casework.worklist.priority import priority
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE


def summary(row: Row, office_address: str) -> dict:
    """A case as lists show it."""
    return {
        "@id": f"{office_address}/{row.path}",
        "@type": "Case",
        "id": row.path.rpartition("/")[2],
        "title": row.reference,
        "reference": row.reference,
        "desk": row.desk,
        "service": row.service,
        "kind": row.kind,
        "state": row.state,
        "state_title": state_title(row.state),
        "language": row.language,
        "channel": row.channel,
        "name": row.name,
        "received_at": row.received,
        "deadline": None if row.deadline == NO_DAY else row.deadline,
        "title_expires": None if row.expires == NO_DAY else row.expires,
        "urgency": row.urgency or None,
        "wishes": list(row.wishes),
        "news": bool(row.news),
        "waiting_for": row.waiting,
        "labels": list(row.labels),
        "work_starts": None if row.starts == NO_DAY else row.starts,
        "reason": reason_of(row),
        "unreached": bool(row.unreached),
        "unanswered": bool(row.unanswered),
    }


def reason_of(row: Row) -> str | None:
    """Why the office has to act on it, in German; None where nobody waits."""
    _rank, why = priority(row, clock.today())
    return translate(why, target_language=SOURCE) if why else None
