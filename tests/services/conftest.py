"""Property tests must not depend on how busy the machine is."""

import pytest
import transaction
from hypothesis import HealthCheck, settings

from permitdesk.services import import_library

from .house import a_house

settings.register_profile(
    "permitdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("permitdesk")


@pytest.fixture
def house(server):
    """A portal over HTTP with an editor and an administrator, and no services yet."""
    return a_house(server)


@pytest.fixture
def shipped(house):
    """The same with two shipped services published."""
    with_services(house.portal, *SERVICES)
    transaction.commit()
    return house
