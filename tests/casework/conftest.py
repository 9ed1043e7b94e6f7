"""In this room ``functional`` has the services ``contact`` and ``employment``."""

import pytest


@pytest.fixture
def functional(functional_with_services):
    return functional_with_services
