"""A portal with services, over HTTP; fewer examples for properties that read whole services."""

import pytest
from hypothesis import settings

from .house import a_house

settings.register_profile("services", settings.get_profile("calm"), max_examples=60)
settings.load_profile("services")


@pytest.fixture
def house(server):
    """A portal over HTTP with an editor, an administrator and two shipped services, published."""
    return a_house(server)


@pytest.fixture
def shipped(house):
    """The same, where a test is about the services as they were shipped."""
    return house
