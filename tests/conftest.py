"""Fixtures that every test may use: ``portal`` (integration), ``functional``, ``server``."""

from pytest_plone import fixtures_factory

from testing import FUNCTIONAL, INTEGRATION, SERVER

pytest_plugins = ["pytest_plone"]

globals().update(
    fixtures_factory(
        (
            (INTEGRATION, "integration"),
            (FUNCTIONAL, "functional"),
            (SERVER, "server"),
        )
    )
)
