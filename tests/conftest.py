"""Fixtures that every test may use: ``portal`` (integration), ``functional``, ``server``."""

import tomllib
from pathlib import Path

import pytest
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


OPEN = tomllib.loads(
    (Path(permitdesk.__file__).parent / "locales" / "open.toml").read_text("utf-8")
)["languages"]


def pytest_collection_modifyitems(items):
    """Tests that need every text in every language are known to fail while languages are open."""
    for item in items:
        if OPEN and item.get_closest_marker("every_text"):
            reason = f"translations are open: {', '.join(OPEN)}"
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))


def pytest_configure(config):
    """Translations as a running portal has them; compiled once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        for catalogue in Path(permitdesk.__file__).parent.glob("locales/*/LC_MESSAGES"):
            compile_mo_file("permitdesk", str(catalogue))
