"""Property tests must not depend on how busy the machine is."""

import pytest
from hypothesis import HealthCheck, settings
from pytest_plone import fixtures_factory

from testing import SERVER_WITH_ALL_SERVICES

from .house import a_house

globals().update(fixtures_factory(((SERVER_WITH_ALL_SERVICES, "full_server"),)))

settings.register_profile(
    "permitdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("permitdesk")


@pytest.fixture
def house(server):
    """A portal over HTTP with an editor and an administrator, and no services yet."""
    return a_house(server)


@pytest.fixture
def shipped(full_server):
    """The same with the shipped services published."""
    return a_house(full_server)
