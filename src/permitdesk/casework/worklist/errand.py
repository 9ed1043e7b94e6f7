"""Errands: what somebody asked to be done with many cases, how far it is, and what came of it.

Only who asked sees one. A file is kept encrypted and given out for a day, and only as long as the
person may still read every case in it.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import transaction
from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from persistent import Persistent
from ZODB.blob import Blob
from ZODB.POSException import ConflictError

from permitdesk.casework import once
from permitdesk.casework.office import office
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.worklist.kept import kept, own_kept
from permitdesk.casework.worklist.orders import Obstacle, Order
from permitdesk.core import clock, jobs
from permitdesk.core.secrets import derive
from permitdesk.core.streams import open_stream, seal_stream

WAITING, WORKING, DONE, STOPPED, FAILED = "waiting", "working", "done", "stopped", "failed"
OVER = (DONE, STOPPED, FAILED)
KEPT = timedelta(days=1)
MOST_OBSTACLES = 100  # that are told
TRIES = 5
CHANGE, EXPORT, ERASE = (
    f"permitdesk.casework.worklist.{each}" for each in ("change", "export", "erase")
)


class Progress(Persistent):
    """How far an errand is: an object of its own, written while the errand itself is worked on."""

    state = WAITING
    done = 0


class Errand(Persistent):
    """``references`` are its cases; ``obstacles`` what stood in the way."""

    state = WAITING
    obstacles: tuple[Obstacle, ...] = ()
    obstacle_count = 0
    blob: Blob | None = None
    filename = ""
    size = 0
    job = ""
    order: Order | None = None
    content = ""  # a fingerprint of what came with its key

    def __init__(
        self, id_: str, by: str, order: Order, references: Sequence[str], content: str
    ) -> None:
        self.id, self.by, self.action = id_, by, order.action
        self.order, self.content = order, content
        self.total = len(references)
        self.at = clock.now()
        self.progress = Progress()
        self.cases = References(references)

    @property
    def until(self) -> datetime:
        return self.at + KEPT

    @property
    def status(self) -> str:
        """Its state, or how far it is."""
        return self.state if self.state in OVER else self.progress.state

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def done(self) -> int:
        return self.total if self.state == DONE else self.progress.done

    def end(self, state: str, obstacles: Sequence[Obstacle] = ()) -> None:
        self.state = state
        self.obstacles = tuple(obstacles[:MOST_OBSTACLES])
        self.obstacle_count = len(obstacles)

    def keep(self, filename: str, source: BinaryIO) -> None:
        """Keep its file, encrypted; ``source`` is the encrypted file."""
        blob, size = Blob(), 0
        with blob.open("w") as target:
            while chunk := source.read(1 << 18):
                size += target.write(chunk)
        self.blob, self.filename, self.size = blob, filename, size

    def chunks(self) -> Iterator[bytes]:
        """The bytes of its file; opened now, read when the connection may be closed."""
        return _read(self.blob.committed(), _key(self.id), self.id.encode())


class References(Persistent):
    """Apart from the errand, so that asking how far it is does not load them."""

    def __init__(self, references: Sequence[str]) -> None:
        self.references = tuple(references)


@dataclass(frozen=True)
class Payload:
    """What a job of an errand gets."""

    errand: str
    by: str
    order: Order

    @classmethod
    def of(cls, payload: dict) -> "Payload":
        return cls(payload["errand"], payload.get("by", ""), Order(**payload["order"]))

    def find(self, place) -> Errand | None:
        """The errand, if it is still what the job was recorded for: nothing is ever done as
        somebody else, or with the cases of another order."""
        errand = kept(place).errands.get(self.errand)
        if errand is None or (errand.by, errand.order) != (self.by, self.order):
            return None
        return errand


def ask_for(
    place, by: str, order: Order, references: Sequence[str], key: str, content: str = ""
) -> Errand:
    """Note an errand, once for each person and key; its job is the caller's. It is forgotten after
    a day. Raises ``OtherContentError`` as ``known``."""
    found = known(place, by, key, content)
    if found is not None:
        return found
    id_ = _id(by, key) if key else secrets.token_hex(16)
    errand = Errand(id_, by, order, references, content)
    own_kept(place).errands[id_] = errand
    jobs.enqueue(ERASE, {"errand": id_}, KEPT)
    return errand


def enqueue(errand: Errand, order: Order) -> None:
    """Record the job that does it."""
    name = CHANGE if order.changes else EXPORT
    payload = {"errand": errand.id, "by": errand.by, "order": asdict(order)}
    errand.job = jobs.enqueue(name, payload)


def known(place, by: str, key: str, content: str = "") -> Errand | None:
    """What somebody asked for with this key; None for nothing, and without a key. Raises
    ``OtherContentError`` where that was with another ``content``."""
    found = find(place, _id(by, key), by) if key else None
    if found is not None:
        once.check_same(found.content, content)
    return found


def find(place, id_: str, user: str) -> Errand | None:
    """Somebody's errand; None for none, and for another person's."""
    found = kept(place).errands.get(id_) if id_ else None
    return found if found is not None and found.by == user else None


def errands_of(place, user: str) -> list[Errand]:
    """Somebody's errands, the latest first."""
    found = [each for each in kept(place).errands.values() if each is not None]
    return sorted((e for e in found if e.by == user), key=lambda e: e.at, reverse=True)


def may_have_file(place, errand: Errand, user: str) -> bool:
    """Whether the file may be given out: it is there, in time, and the person may still read every
    case in it."""
    if errand.blob is None or errand.by != user or clock.now() >= errand.until:
        return False
    desks = set(desks_of(user, place))
    paths = map(place.cases.path, errand.cases.references)
    return all(path is not None and path.rpartition("/")[0] in desks for path in paths)


def sealed(errand_id: str, source: BinaryIO, target: BinaryIO) -> None:
    """Encrypt an errand's file."""
    seal_stream(_key(errand_id), errand_id.encode(), source, target)


@contextmanager
def acting_as(site, user_id: str):
    """Within this block the person is the current user: a job has no more rights than they have
    now. Raises ``jobs.PermanentError`` for somebody who is gone."""
    user = site.acl_users.getUserById(user_id)
    if user is None:
        raise jobs.PermanentError("nobody")
    before = getSecurityManager()
    newSecurityManager(None, user)
    try:
        yield
    finally:
        setSecurityManager(before)


@contextmanager
def aside(site):
    """The site on a connection and in a transaction of its own, which is committed at the end."""
    manager = transaction.TransactionManager()
    connection = site._p_jar.db().open(manager)
    try:
        manager.begin()
        yield connection.root()["Application"].unrestrictedTraverse(site.getPhysicalPath())
        manager.commit()
    finally:
        manager.abort()
        connection.close()


def tell_progress(site, errand_id: str, done: int, renew: bool = False, also=None) -> None:
    """Write down how far an errand is, while its own work goes on. ``renew`` keeps other workers
    from its job; ``also`` is done with the site in the same transaction."""
    for tries_left in reversed(range(TRIES)):
        try:
            with aside(site) as there:
                errand = kept(office(there)).errands.get(errand_id)
                if errand is not None:
                    errand.progress.state, errand.progress.done = WORKING, done
                    if renew:
                        jobs.prolong(there, errand.job)
                if also is not None:
                    also(there)
            return
        except ConflictError:
            if not tries_left:
                raise


def _read(path: str, key: bytes, bound: bytes) -> Iterator[bytes]:
    source = Path(path).open("rb")  # noqa: SIM115 -- closed when all of it is read

    def chunks() -> Iterator[bytes]:
        with source:
            yield from open_stream(key, bound, source)

    return chunks()


def _id(by: str, key: str) -> str:
    # The key is the sender's: with the person in it, nobody can name the errand of another one.
    return once.fingerprint(by, key)


def _key(errand_id: str) -> bytes:
    return derive("permitdesk.casework.errand", errand_id.encode())
