"""Deletes feedback whose time is over: a job that comes back every day."""

import logging
from datetime import timedelta

from zope.interface import implementer

from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import enqueue, queue
from permitdesk.site.feedback.book import drop_expired

logger = logging.getLogger("permitdesk.site")
JOB = "permitdesk.site.feedback"
EVERY = timedelta(days=1)


def begin(site) -> None:
    """Record the first deletion of a portal; each records the next."""
    found = queue(site)
    if found is None or not any(found.get(key).name == JOB for key in found):
        enqueue(JOB, {})


@implementer(IJobHandler)
class Expiry:
    """One deletion, and the record of the next."""

    def __call__(self, site, payload: dict) -> None:
        gone = drop_expired()
        if gone:
            logger.info("Deleted %s answers about pages whose time was over.", gone)
        enqueue(JOB, {}, delay=EVERY)
