"""Fixtures that every test may use: ``portal`` (integration), ``functional``, ``server``."""

import os
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_plone import fixtures_factory
from zope.i18n.compile import compile_mo_file

import permitdesk
from testing import FUNCTIONAL, INTEGRATION, SERVER

pytest_plugins = ["pytest_plone"]

# What a property test says must not depend on how busy the machine is.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

LAYERS = {"integration": INTEGRATION, "functional": FUNCTIONAL, "server": SERVER}

globals().update(
    fixtures_factory([(layer, name) for name, layer in LAYERS.items()], keep_session=False)
)


@pytest.fixture(autouse=True, scope="session")
def _components(request):
    """The portal's components are there for all tests but those that look at a running portal.

    Many a test reads a service without asking for a portal.
    """
    if not all(map(_looks_from_outside, request.session.items)):
        request.getfixturevalue("integration_session")


def _looks_from_outside(item) -> bool:
    return any(item.get_closest_marker(mark) for mark in ("browser", "fault"))


@pytest.fixture(autouse=True, scope="class")
def _keep_layers(request):
    """A layer that a test asks for stays for the session."""
    asked = set(request.fixturenames)
    if "functional" in asked:
        asked.add("server")  # they visit pages by HTTP too
    for name in LAYERS:
        if name in asked:
            request.getfixturevalue(f"{name}_session")


OPEN = tomllib.loads(
    (Path(permitdesk.__file__).parent / "locales" / "open.toml").read_text("utf-8")
)["languages"]


def pytest_collection_modifyitems(config, items):
    """Tests that need every text in every language are known to fail while languages are open.

    Of a test that is ``rotating`` some variants run today, others tomorrow; with TESTS=all all.
    Tests whose ``rotating`` names a ``group`` take turns with each other.
    """
    for item in items:
        if OPEN and item.get_closest_marker("every_text"):
            reason = f"translations are open: {', '.join(OPEN)}"
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
    if os.environ.get("TESTS") != "all":
        resting = set(_resting(items, date.today().toordinal()))
        config.hook.pytest_deselected(items=[item for item in items if item in resting])
        items[:] = [item for item in items if item not in resting]


def _resting(items, day: int):
    """The variants of rotating tests that do not run on a day."""
    variants = defaultdict(list)
    for item in items:
        marker = item.get_closest_marker("rotating")
        if marker and not item.get_closest_marker("long"):
            variants[marker.kwargs.get("group") or (item.path, item.originalname)].append(item)
    for found in variants.values():
        (many,) = found[0].get_closest_marker("rotating").args
        today = {(day * many + place) % len(found) for place in range(many)}
        yield from (item for place, item in enumerate(found) if place not in today)


def pytest_configure(config):
    """Translations as a running portal has them; compiled once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        for catalogue in Path(permitdesk.__file__).parent.glob("locales/*/LC_MESSAGES"):
            compile_mo_file("permitdesk", str(catalogue))
