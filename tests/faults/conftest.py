"""A running cluster of each kind, shared by the tests of a run: building one takes a while."""

import pytest

import cluster


@pytest.fixture(scope="session", params=cluster.PROFILES)
def office(request, tmp_path_factory):
    with cluster.running(request.param, tmp_path_factory.mktemp(request.param)) as office:
        yield office
