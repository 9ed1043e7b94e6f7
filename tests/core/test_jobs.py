"""Jobs are done once where one is enough, again where one failed, and never forgotten."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
import transaction
from ZODB.POSException import ConflictError
from zope.component import provideUtility
from zope.component.hooks import setSite

from permitdesk.core import clock, jobs, worker
from permitdesk.core.interfaces import IJobHandler


@pytest.fixture
def site(functional):
    """A portal without the jobs that setting it up has recorded."""
    site = functional["portal"]
    queue = jobs.queue(site, create=True)
    for key in list(queue):
        queue.remove(key)
    transaction.commit()
    return site


@contextmanager
def handler(function, name="tests.job"):
    """Answer for the jobs of one name within this block."""
    from zope.component import getGlobalSiteManager

    provideUtility(function, IJobHandler, name)
    try:
        yield
    finally:
        getGlobalSiteManager().unregisterUtility(function, IJobHandler, name)


def drain(site):
    transaction.commit()
    done = worker.run_due(site._p_jar.db())
    transaction.begin()
    return done


def later(**time):
    return clock.frozen(clock.now() + timedelta(**time))


def test_a_job_is_done_after_the_commit_and_forgotten(site):
    seen = []
    with handler(lambda site, payload: seen.append((site.getId(), payload))):
        key = jobs.enqueue("tests.job", {"name": "Amira"})
        assert seen == []
        assert drain(site) == 1
        assert drain(site) == 0
    assert seen == [(site.getId(), {"name": "Amira"})]
    assert key not in jobs.queue(site)


def test_an_aborted_transaction_leaves_no_job(site):
    jobs.queue(site, create=True)
    transaction.commit()
    jobs.enqueue("tests.job", {})
    transaction.abort()
    assert not list(jobs.queue(site))


def test_the_storage_cannot_read_a_payload(site):
    key = jobs.enqueue("tests.job", {"to": "amira@example.org"})
    transaction.commit()
    job = jobs.queue(site).get(key)
    raw, _serial = site._p_jar.db().storage.load(job._p_oid, "")
    assert b"tests.job" in raw
    assert b"amira" not in raw


def test_what_a_handler_changed_is_undone_when_it_fails(site):
    def fails(site, payload):
        site.description = "half done"
        raise ValueError("amira@example.org")

    with handler(fails):
        key = jobs.enqueue("tests.job", {})
        drain(site)
    job = jobs.queue(site).get(key)
    assert site.description != "half done"
    assert (job.tries, job.error) == (1, "ValueError")


def test_a_failed_job_waits_longer_each_time_and_ends_as_a_dead_letter(site, caplog):
    tries = []

    def fails(site, payload):
        tries.append(clock.now())
        raise ValueError("about amira@example.org")

    with handler(fails):
        key = jobs.enqueue("tests.job", {})
        for delay in (timedelta(), *jobs.DELAYS):
            with clock.frozen(clock.now() + delay + timedelta(days=len(tries) * 2)):
                assert drain(site) == 1
                assert drain(site) == 0
        with later(days=60):
            assert drain(site) == 0
    assert len(tries) == len(jobs.DELAYS) + 1
    assert key in jobs.queue(site).dead
    assert key in jobs.queue(site), "a dead letter keeps its payload for a retry"
    assert "amira" not in caplog.text

    assert jobs.retry(site, key)
    with handler(lambda site, payload: None), later(days=60):
        assert drain(site) == 1
    assert key not in jobs.queue(site)
    assert key not in jobs.queue(site).dead


def test_a_job_without_a_handler_fails_instead_of_vanishing(site):
    key = jobs.enqueue("tests.unknown", {})
    drain(site)
    assert jobs.queue(site).get(key).error == "NoHandlerError"


def test_a_job_whose_worker_died_is_taken_again_when_the_lease_has_run_out(site):
    seen = []
    with handler(lambda site, payload: seen.append(payload)):
        key = jobs.enqueue("tests.job", {})
        transaction.commit()
        lost = jobs.take(site)  # this worker dies here
        transaction.commit()
        assert lost.key == key
        assert drain(site) == 0
        with later(minutes=6):
            assert drain(site) == 1
    assert len(seen) == 1
    assert jobs.held(site, lost) is None


def test_a_worker_that_comes_back_too_late_cannot_complete(site):
    jobs.enqueue("tests.job", {})
    transaction.commit()
    first = jobs.take(site)
    transaction.commit()
    with later(minutes=6):
        second = jobs.take(site)
        transaction.commit()
    assert second is not None
    jobs.fail(site, first, ValueError())
    assert jobs.held(site, second).tries == 0


def test_two_workers_at_once_share_the_queue_and_do_no_job_twice(site):
    seen, lock = [], threading.Lock()

    def note(site, payload):
        with lock:
            seen.append(payload["number"])

    note.acts_outside = True
    with handler(note):
        for number in range(60):
            jobs.enqueue("tests.job", {"number": number})
        transaction.commit()
        database = site._p_jar.db()
        stop = threading.Event()

        def one_worker():
            setSite(None)
            while not stop.is_set() and len(seen) < 60:
                worker.run_due(database, stop)

        threads = [threading.Thread(target=one_worker) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        stop.set()
    transaction.begin()
    assert sorted(seen) == list(range(60))
    assert not list(jobs.queue(site))


def test_the_last_job_done_does_not_collide_with_a_new_one(site):
    """A bucket that becomes empty would conflict with each insertion."""
    database = site._p_jar.db()
    with handler(lambda site, payload: None):
        jobs.enqueue("tests.job", {})
        transaction.commit()
        lease = jobs.take(site)
        transaction.commit()
        jobs.complete(site, lease)
        enqueue_elsewhere(database, site.getPhysicalPath())
        transaction.commit()
    transaction.begin()
    assert len(list(jobs.queue(site))) == 1


def enqueue_elsewhere(database, path):
    """Record a job in another connection, committed before ours."""

    def record():
        connection = database.open()
        try:
            setSite(connection.root()["Application"].unrestrictedTraverse("/".join(path)))
            jobs.enqueue("tests.job", {})
            transaction.commit()
        finally:
            setSite(None)
            connection.close()

    thread = threading.Thread(target=record)
    thread.start()
    thread.join(30)


def test_a_conflict_with_somebody_else_is_no_failed_try(site):
    """Given a handler whose first commit collides, then its change is there once."""
    database, path, calls = site._p_jar.db(), site.getPhysicalPath(), []

    def counts(site, payload):
        calls.append(payload)
        site.counted = getattr(site, "counted", 0) + 1
        if len(calls) == 1:
            change_elsewhere(database, path)

    with handler(counts):
        key = jobs.enqueue("tests.job", {})
        assert drain(site) == 1
    assert len(calls) == 2
    assert site.counted == 1
    assert key not in jobs.queue(site)


def test_a_conflict_does_not_act_outside_again(site, monkeypatch):
    """Given a mail that was sent, when forgetting its job collides, then it is not sent again."""
    calls, complete = [], jobs.complete

    def collides_once(site, lease):
        complete(site, lease)
        if len(calls) == 1:
            calls.append("collision")
            raise ConflictError

    def sends(site, payload):
        calls.append("sent")

    sends.acts_outside = True
    monkeypatch.setattr(jobs, "complete", collides_once)
    with handler(sends):
        key = jobs.enqueue("tests.job", {})
        drain(site)
    assert calls == ["sent", "collision"]
    assert key not in jobs.queue(site)


def change_elsewhere(database, path):
    """Change the portal in another connection, committed before ours."""

    def change():
        connection = database.open()
        try:
            site = connection.root()["Application"].unrestrictedTraverse("/".join(path))
            site.description = "changed elsewhere"
            transaction.commit()
        finally:
            connection.close()

    thread = threading.Thread(target=change)
    thread.start()
    thread.join(30)


class Outside:
    """A handler that acts outside and keeps what became of its jobs."""

    acts_outside = True

    def __init__(self, error=None, stumbles=False):
        self.error, self.stumbles = error, stumbles
        self.calls, self.heard = 0, []

    def __call__(self, site, payload):
        self.calls += 1
        if self.error is not None:
            raise self.error
        return "sent"

    def finished(self, site, payload, result):
        self._hear(("finished", payload, result))

    def failed(self, site, payload, error):
        self._hear(("failed", payload, type(error).__name__))

    def _hear(self, what):
        if self.stumbles:
            raise LookupError("the subject is gone")
        self.heard.append(what)


def test_a_handler_hears_what_became_of_its_job(site):
    with handler(done := Outside()):
        jobs.enqueue("tests.job", {"a": 1})
        drain(site)
    assert done.heard == [("finished", {"a": 1}, "sent")]
    with handler(away := Outside(OSError())):
        key = jobs.enqueue("tests.job", {"a": 1})
        drain(site)
        assert away.heard == [], "it is tried again"
        for hours in range(1, 80, 6):
            with later(hours=hours):
                drain(site)
    assert away.heard == [("failed", {"a": 1}, "OSError")]
    assert key in jobs.queue(site).dead


def test_what_can_not_succeed_is_not_tried_again(site):
    with handler(refused := Outside(jobs.PermanentError())):
        key = jobs.enqueue("tests.job", {})
        drain(site)
    assert refused.calls == 1 and len(refused.heard) == 1
    assert key in jobs.queue(site).dead


@pytest.mark.parametrize("error", [None, jobs.PermanentError()])
def test_a_handler_that_cannot_keep_it_does_no_job_again(site, error):
    with handler(stumbling := Outside(error, stumbles=True)):
        key = jobs.enqueue("tests.job", {})
        drain(site)
        with later(hours=1):
            drain(site)
    assert stumbling.calls == 1
    assert (key in jobs.queue(site).dead) == (error is not None)
