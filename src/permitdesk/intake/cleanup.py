"""Reminds of drafts that end soon, deletes drafts and receipts whose time is over: a job that comes
back every day."""

import logging

from zope.interface import implementer

from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import again_tomorrow, begin_daily
from permitdesk.intake import drafts, inboxes, receipts, reminder, trials
from permitdesk.intake.stock import uploads

logger = logging.getLogger("permitdesk.intake")
JOB = "permitdesk.intake.cleanup"


def begin(site) -> None:
    """Record the first clean-up of a portal; each records the next."""
    begin_daily(site, JOB)


@implementer(IJobHandler)
class CleanUp:
    """One clean-up, and the record of the next."""

    def __call__(self, site, payload: dict) -> None:
        reminded = reminder.send_due(site)
        gone, forgotten = drafts.drop_expired(site), receipts.drop_expired(site)
        uploads.drop_expired(site)
        inboxes.drop_expired(site)
        trials.drop_expired(site)
        if gone or forgotten:
            logger.info("Deleted %s drafts and %s receipts whose time was over.", gone, forgotten)
        if reminded:
            logger.info("Recorded %s reminders of drafts that end soon.", reminded)
        again_tomorrow(JOB)
