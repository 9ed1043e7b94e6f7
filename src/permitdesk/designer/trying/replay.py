"""Sent applications once more, on the working state of their service: counts and references.

Only for who leads the unit and may read the cases. No answer leaves this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from permitdesk import privacy
from permitdesk.casework import Sent, destination, last_sent
from permitdesk.core import clock
from permitdesk.designer.trying.outcome import Outcome, form_for, outcome_of, with_desk
from permitdesk.services import working_revision
from permitdesk.services.definition import Revision

USUAL = 100
# What may be otherwise, in the order shown.
KINDS = ("questions", "open", "documents", "fee", "desk", "stopped")


@dataclass(frozen=True)
class Otherwise:
    """An application that would come to something else: how much of what, and its reference.

    ``counts`` by kind: ``questions`` that would be asked besides, ``open`` answers that would be
    missing or wrong, ``documents`` that would be asked for besides; 1 where ``fee``, ``desk`` or
    whether it could be sent at all (``stopped``) would be another.
    """

    reference: str
    address: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Replay:
    """``count`` applications were compared; ``items`` are those that differ, latest first."""

    count: int = 0
    items: tuple[Otherwise, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)  # applications by kind


def replay(unit, service, last: int = USUAL) -> Replay:
    """The last applications of a unit. The replay and each reading are recorded.

    Raises ``UnpublishableError`` where the working state cannot be read.
    """
    revision, today = working_revision(service), clock.today()
    subject = f"{unit.getId()}/{service.getId()}"
    privacy.record("service.replayed", subject, f"last {last}, {revision.digest[:12]}")
    sent = last_sent(unit, service.getId(), last, f"service replay {subject}")
    return compared(sent, service.getId(), revision, today)


def compared(sent: Iterable[Sent], service: str, revision: Revision, today: date) -> Replay:
    """Each application in the revision it was sent with and in another, both as of today, so that
    only the service makes a difference."""
    count, items, totals = 0, [], dict.fromkeys(KINDS, 0)
    for each in sent:
        count += 1
        before = _outcome(each, each.revision, service, today)
        after = _outcome(each, revision, service, today)
        counts = {kind: number for kind, number in _counts(before, after) if number}
        for kind in counts:
            totals[kind] += 1
        if counts:
            items.append(Otherwise(each.reference, each.address, counts))
    return Replay(count, tuple(items), totals)


def _outcome(sent: Sent, revision: Revision, service: str, today: date) -> Outcome:
    form = form_for(revision, sent.answers, sent.documents, today)
    found = destination(service, revision.definition, form.answers, today)
    return with_desk(outcome_of(form), found)


def _counts(before: Outcome, after: Outcome) -> Iterable[tuple[str, int]]:
    yield "questions", len(set(after.questions) - set(before.questions))
    wrong = {name for name in after.errors if not name.startswith("documents")}
    yield "open", len(wrong - set(before.errors))
    yield "documents", len(set(after.documents) - set(before.documents))
    yield "fee", int(before.fee != after.fee)
    yield "desk", int(before.desk != after.desk)
    yield "stopped", int(before.stopped != after.stopped)
