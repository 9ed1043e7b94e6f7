"""Trying out a service: the wizard's own pages on a draft that nobody can send.

Trials lie in a place of their own. No public page, no entry by staff and no sending looks there, so
a trial cannot become an application; what it fills in is frozen with it, so that staff may change
the service meanwhile. A trial opens for the login that began it, and ends after a day.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import BinaryIO

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations, IAttributeAnnotatable
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.intake import drafts
from permitdesk.intake.draft import KeptDocument, OpenDraft, StepState
from permitdesk.services import thawed
from permitdesk.services.definition import Definition, Revision

KEY = "permitdesk.intake.trials"
LIFETIME = timedelta(days=1)
MOST = 20  # of one person and service: the oldest ends when one more begins


@implementer(IAttributeAnnotatable)
class Trials(Persistent):
    """The drafts of trials, and by their ids what each fills in."""

    def __init__(self):
        self.revisions = OOBTree({"": None})


@dataclass(frozen=True)
class Setting:
    """How a service is tried: as of an ISO day (empty: today), and whether all documents count as
    there without a file."""

    as_of: str = ""
    all_documents: bool = False

    @property
    def today(self) -> date:
        return date.fromisoformat(self.as_of) if self.as_of else clock.today()


class TrialDraft(OpenDraft):
    """A draft that keeps no file and does not last."""

    lifetime = LIFETIME

    def add_document(self, document: KeptDocument, stream: BinaryIO) -> None:
        """Remember that the document was there; its bytes are thrown away."""
        self._write("documents", [asdict(kept) for kept in (*self._kept, document)])
        self._touch()

    def mark_sent(self, reference: str, access_code: str, expires) -> None:
        raise TypeError("A trial is never sent.")

    @property
    def setting(self) -> Setting:
        return Setting(**self.about.get("trial", {}))


@dataclass(frozen=True)
class Running:
    """A trial as it stands without its code."""

    id: str
    revision: int  # 0: a working state
    expires: object


def begin(
    site,
    service_id: str,
    frozen,
    login: str,
    language: str,
    setting: Setting,
    answers: Mapping[str, object] | None = None,
) -> TrialDraft:
    """Begin a trial of a frozen state of a service, empty or with ``answers``; its code is
    ``.code`` and opens it for this login alone."""
    if not login:
        raise ValueError("A trial belongs to a login.")
    trials = _trials(site, make=True)
    mine = sorted(_of(trials, service_id, login), key=lambda each: each.expires)
    for draft in mine[: max(len(mine) - MOST + 1, 0)]:
        _drop(trials, draft)
    made = drafts.create(trials, service_id, frozen.number, language, bound_to=login)
    draft = _as_trial(made)
    trials.revisions[draft.draft.id] = frozen
    draft.note(trial=asdict(setting))
    if answers:
        for name, state in _states(thawed(service_id, frozen).definition, answers).items():
            draft.keep_step(name, state)
    return draft


def find(site, service_id: str, code: str, login: str) -> TrialDraft | None:
    """The trial of a code, for the login that began it; else None."""
    trials = _trials(site)
    if trials is None or not login:
        return None
    found = drafts.find(trials, code, login)
    return _as_trial(found) if found is not None and found.service == service_id else None


def revision(site, draft: TrialDraft) -> Revision:
    """What a trial fills in."""
    return thawed(draft.service, _trials(site).revisions[draft.draft.id])


def running(site, service_id: str, login: str) -> list[Running]:
    """The trials of a service that somebody began, the latest first."""
    trials = _trials(site)
    if trials is None:
        return []
    found = sorted(_of(trials, service_id, login), key=lambda each: each.expires, reverse=True)
    return [Running(each.id, each.revision, each.expires) for each in found]


def end(site, draft_id: str, login: str) -> None:
    """Throw a trial away; one that is gone, or somebody else's, is no error."""
    trials = _trials(site)
    if trials is None:
        return
    for draft in drafts.stored(trials):
        if draft.id == draft_id and draft.bound_to == login:
            return _drop(trials, draft)


def drop_expired(site) -> int:
    """Delete the trials whose day is over; returns how many."""
    trials = _trials(site)
    if trials is None:
        return 0
    gone = drafts.drop_expired(trials)
    left = {draft.id for draft in drafts.stored(trials)}
    for draft_id in [each for each in trials.revisions if each and each not in left]:
        del trials.revisions[draft_id]
    return gone


def _of(trials: Trials, service_id: str, login: str) -> list:
    now = clock.now()
    return [
        draft
        for draft in drafts.stored(trials)
        if draft.service == service_id and draft.bound_to == login and draft.expires > now
    ]


def _drop(trials: Trials, draft) -> None:
    drafts.drop(trials, draft)
    trials.revisions.pop(draft.id, None)


def _as_trial(found: OpenDraft) -> TrialDraft:
    return TrialDraft(found.draft, found._vault, found.code)


def _states(definition: Definition, answers: Mapping[str, object]) -> dict[str, StepState]:
    """Answers by step, as if they had been typed; what no question asks is left out."""
    plain = json.loads(json.dumps(answers))
    found = {}
    for step in definition.steps:
        values = {f.name: plain[f.name] for f in step.fields if f.name in plain}
        if values:
            found[step.name] = StepState(values)
    return found


def _trials(site, make: bool = False) -> Trials | None:
    annotations = IAnnotations(site)
    if make and KEY not in annotations:
        annotations[KEY] = Trials()
    return annotations.get(KEY)
