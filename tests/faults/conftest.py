"""A running cluster of each kind, shared by the tests of a run: building one takes a while."""

import pytest

import cluster
import running_portal


@pytest.fixture(scope="session", params=cluster.PROFILES)
def office(request, tmp_path_factory):
    with cluster.running(request.param, tmp_path_factory.mktemp(request.param)) as office:
        yield office


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """One process on a FileStorage, to be killed."""
    directory = tmp_path_factory.mktemp("killed") / "instance"
    directory.mkdir()
    portal = running_portal.start(directory)
    yield portal
    portal.stop()
