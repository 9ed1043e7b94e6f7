"""A running cluster of each kind, and a portal to be killed, shared by the tests of a run: building
one takes a while."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

import cluster
import running_portal


@dataclass
class Portal(cluster.Client):
    """One process on a FileStorage, without the set-up around it: it is back in seconds."""

    instance: Path = field(kw_only=True)

    def start(self) -> None:
        """Start it unless it runs; returns when it serves."""
        super().start()
        self.wait_until_ready()


@pytest.fixture(scope="session", params=cluster.PROFILES)
def office(request, tmp_path_factory):
    with cluster.running(request.param, tmp_path_factory.mktemp(request.param)) as office:
        yield office


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A portal that serves nobody, to be killed."""
    instance = tmp_path_factory.mktemp("killed") / "instance"
    instance.mkdir()
    made = running_portal.start(instance)
    made.stop()
    command = [instance / "bin" / "instance", "console"]
    log = instance / "var" / "log" / "killed.out"
    portal = Portal("portal", command, log, url=made.url, instance=instance)
    yield portal
    portal.stop()


@pytest.fixture
def portal(built):
    """The portal, running; a test may stop and kill it, and leaves it as it likes."""
    built.start()
    return built
