"""Zope's and plone.restapi's doors past the audit trail, closed: administrators could download the
portal with all cases as one file, load objects of their own making, and undo the record of what
was read; everybody signed in could see who read which case.

What needs doing below the portal is done on the machine (backup, ``instance console``).
"""

import logging

from zExceptions import Forbidden

from permitdesk.access import actor

logger = logging.getLogger("permitdesk.privacy")


def refuse(self, *arguments, **named):
    """In place of exporting, importing, and listing and undoing transactions, through the web."""
    logger.warning("%s tried to export, import, list or undo past the audit trail.", actor())
    raise Forbidden("Closed: permitdesk's operations page says what to do instead.")
