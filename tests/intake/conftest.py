"""A portal with two shipped services, and an office that keeps what it is handed."""

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import getUtility

from added_language import asked  # noqa: F401
from permitdesk.intake.interfaces import IFingerprints, ISubmissionTarget
from permitdesk.services.interfaces import IService

from .office import Office, Received, filed


@pytest.fixture
def offices(functional):
    """A portal in which ``contact`` and ``employment`` are published."""
    portal = functional["portal"]
    # As in a real instance; with the default of 400 objects the publisher meets ghosts at the end.
    portal._p_jar.db().setCacheSize(30_000)
    district = getUtility(IRegistry)
    district["permitdesk.district.municipalities"] = ("auenfeld | Auenfeld", "neumuehl | Neumühl")
    district["permitdesk.district.neighbours"] = (
        "auenburg | Auenburg | Ausländerbehörde Auenburg | Am Markt 1 | 0123 456",
    )
    # In the portal's own registry: it goes with the test, and comes before the real office.
    portal.getSiteManager().registerAdapter(Office, (IService,), ISubmissionTarget)
    portal.getSiteManager().registerAdapter(Received, (IPloneSiteRoot,), IFingerprints)
    transaction.commit()
    return portal


@pytest.fixture
def cases(offices):
    """Calls give what the office has, by reference, as others see it now."""

    def now():
        transaction.begin()
        return dict(filed(offices))

    return now
