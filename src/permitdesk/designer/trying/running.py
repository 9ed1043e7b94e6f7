"""Examples of a service, filled in on its working state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256

from permitdesk.casework import destination
from permitdesk.core import clock
from permitdesk.core.memory import Memory
from permitdesk.designer.trying.differences import Difference, differences
from permitdesk.designer.trying.outcome import Outcome, at_home, form_for, outcome_of, with_desk
from permitdesk.services import (
    Example,
    UnpublishableError,
    accept_outcome,
    edition_of_example,
    example,
    examples,
    keep_example,
    working_revision,
)
from permitdesk.services.definition import Revision

_outcomes = Memory(500)


@dataclass(frozen=True)
class Run:
    """An example, what it comes to now, and what is otherwise than was accepted."""

    example: Example
    outcome: Outcome
    differences: tuple[Difference, ...]

    @property
    def state(self) -> str:
        """``new`` (nothing was accepted), ``same`` or ``differs``."""
        if self.example.accepted is None:
            return "new"
        return "differs" if self.differences else "same"


def run(service, kept: Example, revision: Revision | None = None) -> Run:
    """One example on the working state. Raises ``UnpublishableError``."""
    revision = revision or working_revision(service)
    today = day_of(kept)
    answers = at_home(revision.definition, kept.answers)
    outcome = tried(service.getId(), revision, answers, kept.documents, today)
    return Run(kept, outcome, differences(kept.accepted, outcome.data()))


def runs(service) -> list[Run]:
    """All examples on the working state. Raises ``UnpublishableError``."""
    found = examples(service)
    if not found:
        return []
    revision = working_revision(service)
    return [run(service, each, revision) for each in found]


def differing(service) -> list[Run]:
    """The examples that come to something else than was accepted: findings that never block. Where
    the working state cannot be read that is a finding of its own, and none of these are known."""
    try:
        return [each for each in runs(service) if each.state == "differs"]
    except UnpublishableError:
        return []


def tried(
    service_id: str,
    revision: Revision,
    answers: Mapping[str, object],
    documents: Sequence[str],
    today: date,
) -> Outcome:
    """What answers come to in a state of a service, its desk included."""
    text = json.dumps([answers, list(documents)], sort_keys=True, ensure_ascii=False)
    key = (revision.service, revision.digest, today, sha256(text.encode()).hexdigest())

    def worked_out() -> tuple[Outcome, Mapping[str, object]]:
        form = form_for(revision, answers, documents, today)
        return outcome_of(form), form.answers

    outcome, sent = _outcomes.recall(key, worked_out)
    # Rules change without the service: never remembered.
    return with_desk(outcome, destination(service_id, revision.definition, sent, today))


def keep(service, made: Example, by: str) -> None:
    """Keep an example as somebody has just written it; what was accepted of the one that had its
    place stays. Raises ``BadExampleError`` where there are too many."""
    before = example(service, made.id) or made
    keep_example(
        service,
        replace(
            made,
            accepted=before.accepted,
            accepted_by=before.accepted_by,
            accepted_at=before.accepted_at,
            changed_by=by,
            changed_at=_moment(),
        ),
    )


def accept(service, kept: Example, by: str) -> None:
    """Say that what an example comes to now is right."""
    accept_outcome(service, kept.id, run(service, kept).outcome.data(), by, _moment())


def _moment() -> str:
    return clock.now().isoformat(timespec="seconds")


def day_of(kept: Example) -> date:
    return date.fromisoformat(kept.as_of) if kept.as_of else clock.today()


def as_data(found: Run) -> dict[str, object]:
    """An example as the API shows it."""
    kept = asdict(found.example)
    kept["documents"] = list(found.example.documents)
    return {
        **kept,
        "edition": edition_of_example(found.example),
        "state": found.state,
        "outcome": found.outcome.data(),
        "differences": [asdict(each) for each in found.differences],
    }
