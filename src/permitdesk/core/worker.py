"""Drains the queue of jobs: a thread in development, ``permitdesk-worker`` in production.

Several workers may share a queue: a lease is taken in a transaction of its own, and of two
workers that want the same job one meets a conflict and looks for another.
"""

import argparse
import logging
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

import transaction
from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from AccessControl.SpecialUsers import system
from plone.base.interfaces import IPloneSiteRoot
from ZODB.POSException import ConflictError
from zope.component import queryUtility
from zope.component.hooks import getSite, setSite

from permitdesk.core import connections, jobs
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.outside import as_from_outside

logger = logging.getLogger("permitdesk.worker")

POLL_SECONDS = 1.0
CONFLICTS = 8  # how often a change is tried that meets other writers


class NoHandlerError(LookupError):
    """A job names a handler that this portal does not have."""


def work(database, stop: threading.Event, poll: float = POLL_SECONDS) -> None:
    """Do jobs until ``stop`` is set."""
    while not stop.is_set():
        try:
            done = run_due(database, stop)
        except Exception:
            # The storage may be away: say so and try again, a worker must outlive that.
            logger.exception("The worker could not look for jobs")
            done = 0
        if not done:
            stop.wait(poll)


def run_due(database, stop: threading.Event | None = None) -> int:
    """Do the jobs that are due now, in all portals of this database; returns how many."""
    done = 0
    while not (stop and stop.is_set()) and (now_done := run_until_failure(database, stop)):
        done += now_done
    return done


def run_until_failure(database, stop: threading.Event | None) -> int:
    """Do due jobs on one connection, up to one that fails; returns how many, that one included."""
    transaction.begin()
    connection = database.open()
    done = 0
    try:
        application = as_from_outside(connection.root()["Application"])
        for site in portals(application):
            while not (stop and stop.is_set()) and (found := run_one(site)) is not None:
                done += 1
                if not found:
                    connections.discard(connection)
                    return done
    except Exception:
        # What this connection has cached may not be what the storage holds.
        connections.discard(connection)
        raise
    finally:
        transaction.abort()
        connection.close()
    return done


def portals(application) -> list:
    """The Plone sites of a Zope application root."""
    return [site for site in application.objectValues() if IPloneSiteRoot.providedBy(site)]


def run_one(site) -> bool | None:
    """Do one due job of a portal; whether it went well, None when there is none. Commits."""
    transaction.begin()
    try:
        lease = jobs.take(site)
        transaction.commit()
    except ConflictError:
        transaction.abort()
        return True  # another worker was faster; there may be more
    if lease is None:
        return None
    with acting_for(site):
        return attempt(site, lease)


def attempt(site, lease: jobs.Lease) -> bool:
    """Do the job of a lease; record it when it fails. Returns whether it went well."""
    try:
        do(site, lease)
        return True
    except Exception as error:
        transaction.abort()
        # The traceback may quote the payload, so only its place is logged.
        logger.warning("Job %s stopped at %s", lease.key, place(error))
        failure = error
        told(
            lambda: record_failure(site, lease, failure),
            lambda: jobs.fail(site, lease, failure),
        )
        return False


def record_failure(site, lease: jobs.Lease, error: Exception) -> None:
    """Record a failed try, and tell the handler when it was the last one."""
    job = jobs.held(site, lease)
    if job is not None and jobs.fail(site, lease, error):
        tell = getattr(queryUtility(IJobHandler, name=job.name), "failed", None)
        if tell is not None:
            tell(site, jobs.payload(job), error)


def told(change: Callable[[], object], otherwise: Callable[[], object]) -> None:
    """Make a change in which a handler hears what became of its job; without the handler where it
    raises: a job that is done must not be done again for that."""
    try:
        committed(change)
    except ConflictError:
        raise
    except Exception as error:
        transaction.abort()
        logger.error("A handler could not keep what became of its job: %s", place(error))
        committed(otherwise)


def committed(change: Callable[[], object]) -> None:
    """Make a change in a transaction of its own, again when it meets a conflict."""
    for attempts_left in reversed(range(CONFLICTS)):
        transaction.begin()
        try:
            change()
            transaction.commit()
            return
        except ConflictError:
            transaction.abort()
            if not attempts_left:
                raise
            # Who collided should not meet again.
            time.sleep(random.uniform(0, 0.05))  # noqa: S311 -- not a secret


@contextmanager
def acting_for(site):
    """Within this block the portal is the current site and the system the current user."""
    site_before, security_before = getSite(), getSecurityManager()
    setSite(site)
    newSecurityManager(None, system)
    try:
        yield
    finally:
        setSecurityManager(security_before)
        setSite(site_before)


def do(site, lease: jobs.Lease) -> None:
    """Run the handler and complete the job, in one transaction where the handler needs one."""
    transaction.begin()
    job = jobs.held(site, lease)
    if job is None:
        return
    handler = queryUtility(IJobHandler, name=job.name)
    if handler is None:
        raise NoHandlerError(job.name)
    if getattr(handler, "acts_outside", False):
        # A conflict while the job is being forgotten must not send the mail again.
        result = handler(site, jobs.payload(job))
        transaction.abort()

        def forget():
            if jobs.held(site, lease) is not None:
                jobs.complete(site, lease)

        def finish():
            job = jobs.held(site, lease)
            if job is not None and hasattr(handler, "finished"):
                handler.finished(site, jobs.payload(job), result)
            forget()

        told(finish, forget)
        return

    def handle():
        job = jobs.held(site, lease)
        if job is not None:
            handler(site, jobs.payload(job))
            jobs.complete(site, lease)

    committed(handle)


def place(error: BaseException) -> str:
    """Where an error came from: file and line of its innermost frame."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def start_thread(database) -> threading.Event:
    """Start a worker thread; set the returned event to stop it."""
    stop = threading.Event()
    threading.Thread(
        target=work, args=(database, stop), name="permitdesk-worker", daemon=True
    ).start()
    return stop


def start_if_configured() -> None:
    """Start the thread when zope.conf's ``<product-config permitdesk>`` says ``worker thread``."""
    import Zope2
    from App.config import getConfiguration

    settings = (getattr(getConfiguration(), "product_config", None) or {}).get("permitdesk", {})
    if settings.get("worker") == "thread":
        start_thread(Zope2.DB)


def main(arguments: list[str] | None = None) -> None:
    """The console command: work until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description="Does the portal's recorded jobs.")
    parser.add_argument("zope_conf", help="path of the generated zope.conf")
    parser.add_argument("--once", action="store_true", help="do what is due now, then end")
    options = parser.parse_args(arguments)

    import Zope2
    from Zope2.Startup.run import make_wsgi_app

    make_wsgi_app({}, options.zope_conf)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if options.once:
        run_due(Zope2.DB, stop)
    else:
        logger.info("The worker is ready")
        work(Zope2.DB, stop)
