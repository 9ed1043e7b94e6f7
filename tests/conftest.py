"""Fixtures that every test may use: ``portal`` (integration), ``functional``, ``server``."""

from pathlib import Path

from pytest_plone import fixtures_factory
from zope.i18n.compile import compile_mo_file

import permitdesk
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


def pytest_configure(config):
    """Translations as a running portal has them; compiled once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        for catalogue in Path(permitdesk.__file__).parent.glob("locales/*/LC_MESSAGES"):
            compile_mo_file("permitdesk", str(catalogue))
