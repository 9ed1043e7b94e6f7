"""Property tests must not depend on how busy the machine is."""

import pytest
from hypothesis import HealthCheck, settings

from .house import a_house

settings.register_profile(
    "permitdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("permitdesk")


@pytest.fixture
def house(server):
    """A portal over HTTP with an editor, an administrator and two shipped services, published."""
    return a_house(server)


@pytest.fixture
def shipped(house):
    """The same, where a test is about the services as they were shipped."""
    return house
