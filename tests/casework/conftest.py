"""In this room ``functional`` has the services ``contact`` and ``employment``."""

from pytest_plone import fixtures_factory

from testing import FUNCTIONAL_WITH_SERVICES

globals().update(fixtures_factory(((FUNCTIONAL_WITH_SERVICES, "functional"),)))
