"""Deletes feedback whose time is over: a job that comes back every day."""

import logging

from zope.interface import implementer

from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import again_tomorrow, begin_daily
from permitdesk.site.feedback.book import drop_expired

logger = logging.getLogger("permitdesk.site")
JOB = "permitdesk.site.feedback"


def begin(site) -> None:
    """Record the first deletion of a portal; each records the next."""
    begin_daily(site, JOB)


@implementer(IJobHandler)
class Expiry:
    """One deletion, and the record of the next."""

    def __call__(self, site, payload: dict) -> None:
        gone = drop_expired()
        if gone:
            logger.info("Deleted %s answers about pages whose time was over.", gone)
        again_tomorrow(JOB)
