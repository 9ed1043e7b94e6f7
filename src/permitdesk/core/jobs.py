"""Work that happens after a transaction: recorded with its cause, done by a worker.

A job is done **at least once**: what its handler changes in the database happens exactly once
(handler and completion are one transaction), what it does outside (mail, other systems) may
happen again when a process dies at the wrong moment. Handlers must be fit for that.
"""

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from permitdesk.core import clock
from permitdesk.core.sealed import seal, unseal

logger = logging.getLogger("permitdesk.jobs")

ANNOTATION = "permitdesk.jobs"
NEVER = datetime.max.replace(tzinfo=UTC)
LEASE = timedelta(minutes=5)
DAY = timedelta(days=1)
# How long a failed job waits before its next try; after the last try it is a dead letter.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))


class PermanentError(Exception):
    """A job failed in a way that trying again does not change."""


class Job(Persistent):
    """One recorded job. ``sealed`` is its payload, readable only with the installation's key."""

    lease: str | None = None  # random token of the worker that has it
    tries = 0
    error = ""  # the class of the last error, never its text: that may hold personal data

    def __init__(self, name: str, sealed: bytes, recorded: datetime):
        self.name = name
        self.sealed = sealed
        self.recorded = recorded


class Queue(Persistent):
    """The jobs of one portal. All keys are random, so that concurrent writers rarely collide."""

    def __init__(self):
        # The entry "" never goes away: a bucket that becomes empty conflicts with every
        # insertion, and the insertions belong to applicants.
        self._jobs: OOBTree = OOBTree({"": None})
        # key -> when the job may be taken (again). Kept apart from the jobs so that looking for
        # work loads none of them.
        self.due: OOBTree = OOBTree({"": NEVER})
        self.dead: OOBTree = OOBTree({"": NEVER})  # key -> when it failed for good

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._jobs if key)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> Job | None:
        return self._jobs.get(key)

    def add(self, job: Job, due: datetime) -> str:
        key = secrets.token_hex(16)
        self._jobs[key] = job
        self.due[key] = due
        return key

    def remove(self, key: str) -> None:
        for tree in (self._jobs, self.due, self.dead):
            tree.pop(key, None)

    def due_keys(self, now: datetime) -> list[str]:
        return [key for key, due in self.due.items() if due <= now]


@dataclass(frozen=True)
class Lease:
    """A worker's right to do one job until it runs out."""

    key: str
    token: str


def enqueue(name: str, payload: dict, delay: timedelta = timedelta()) -> str:
    """Record a job in the current transaction; returns its key.

    ``name`` is the name of an ``IJobHandler`` utility, ``payload`` is JSON-able. It is stored
    encrypted and goes away with the job.
    """
    now = clock.now()
    return queue(getSite(), create=True).add(
        Job(name, seal("permitdesk.jobs", payload), now), now + delay
    )


def begin_daily(site, name: str) -> None:
    """Record the first of a job that comes back every day, unless the portal has it already. Its
    handler records each next one by ``again_tomorrow``."""
    found = queue(site)
    if found is None or not any(found.get(key).name == name for key in found):
        enqueue(name, {})


def again_tomorrow(name: str) -> None:
    """Record the next of a job that comes back every day."""
    enqueue(name, {}, delay=DAY)


def queue(site, create: bool = False) -> Queue | None:
    """The portal's queue; None when it has none yet and ``create`` is not set."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations and create:
        annotations[ANNOTATION] = Queue()
    return annotations.get(ANNOTATION)


def take(site) -> Lease | None:
    """Take the lease of a due job. The caller commits; a conflict means another worker has it."""
    found = queue(site)
    keys = found.due_keys(clock.now()) if found is not None else []
    if not keys:
        return None
    lease = Lease(secrets.choice(keys), secrets.token_hex(8))
    found.get(lease.key).lease = lease.token
    found.due[lease.key] = clock.now() + LEASE
    return lease


def held(site, lease: Lease) -> Job | None:
    """The job of a lease, or None when it has run out and another worker has the job."""
    found = queue(site)
    job = found.get(lease.key) if found is not None else None
    return job if job is not None and job.lease == lease.token else None


def prolong(site, key: str) -> None:
    """Give a job that somebody works on a fresh lease: a long one goes on being theirs."""
    found = queue(site)
    job = found.get(key) if found is not None else None
    if job is not None and job.lease is not None:
        found.due[key] = clock.now() + LEASE


def payload(job: Job) -> dict:
    """What the handler gets."""
    return unseal("permitdesk.jobs", job.sealed)


def complete(site, lease: Lease) -> None:
    """Forget a job that is done, payload included."""
    queue(site).remove(lease.key)


def fail(site, lease: Lease, error: BaseException) -> bool:
    """Record a failed try: again later, or a dead letter after the last one or a
    ``PermanentError``. Returns whether it is a dead letter now."""
    job = held(site, lease)
    if job is None:
        return False
    found = queue(site)
    job.tries += 1
    job.error = type(error).__name__
    job.lease = None
    if job.tries > len(DELAYS) or isinstance(error, PermanentError):
        found.due.pop(lease.key, None)
        found.dead[lease.key] = clock.now()
        logger.error("Job %s (%s) failed for good: %s", lease.key, job.name, job.error)
        return True
    found.due[lease.key] = clock.now() + DELAYS[job.tries - 1]
    logger.warning("Job %s (%s) failed, try %s: %s", lease.key, job.name, job.tries, job.error)
    return False


def retry(site, key: str) -> bool:
    """Give a job a fresh start now; False when it is not there any more."""
    found = queue(site)
    job = found.get(key) if found is not None else None
    if job is None:
        return False
    job.tries, job.lease = 0, None
    found.dead.pop(key, None)
    found.due[key] = clock.now()
    return True
