"""What was sent to a unit, for who compares a changed service with it; each reading is recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from AccessControl import getSecurityManager
from Acquisition import aq_inner, aq_parent

from permitdesk import privacy
from permitdesk.casework.gate import VIEW_CASE
from permitdesk.casework.reading import revision_of
from permitdesk.services.definition import Revision

MOST = 500


@dataclass(frozen=True)
class Sent:
    """An application as it came. ``documents`` counts them by requirement."""

    reference: str
    address: str
    answers: Mapping[str, object]
    documents: Mapping[str, int]
    revision: Revision


def last_sent(unit, service: str, count: int, why: str) -> Iterator[Sent]:
    """The last applications for a service in a unit that the person may read, latest first.

    ``why`` is what the audit trail says of each.
    """
    place, security = aq_parent(aq_inner(unit)), getSecurityManager()
    desks = [f"{unit.getId()}/{desk.getId()}" for desk in unit.desks()]
    _total, rows = place.cases.rows(
        desks, {"service": service}, "received", True, 0, min(max(count, 1), MOST)
    )
    for path in [row.path for row in rows]:
        case = place.unrestrictedTraverse(path)
        if not security.checkPermission(VIEW_CASE, case):
            continue
        privacy.record("case.read", case.reference, why)
        application, revision = case.application, revision_of(case)
        if revision is None:
            continue
        documents: dict[str, int] = {}
        for each in application.documents:
            documents[each.requirement] = documents.get(each.requirement, 0) + 1
        yield Sent(
            case.reference, case.absolute_url(), dict(application.answers), documents, revision
        )
