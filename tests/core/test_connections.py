"""A connection that met trouble is not used again; a ZEO client forgets ids with its server."""

import sys
import time
from pathlib import Path

import pytest
import transaction
import ZEO
from persistent.mapping import PersistentMapping
from ZEO.Exceptions import ClientDisconnected
from zExceptions import InternalError, NotFound
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError, POSKeyError

import cluster
from permitdesk.core import connections


@pytest.fixture
def database():
    database = DB(DemoStorage())
    yield database
    database.close()


def test_a_discarded_connection_serves_to_its_end_and_never_again(database):
    connection = database.open()
    connection.root()["kept"] = PersistentMapping()
    connections.discard(connection)
    transaction.commit()
    connection.close()

    others = [database.open(transaction.TransactionManager()) for _ in range(3)]

    assert connection not in others
    assert "kept" in others[0].root()
    assert connection._storage is None, "it holds no link to the storage"
    for other in others:
        other.close()


def test_closing_it_twice_as_zope_may_is_harmless(database):
    connection = database.open()
    connections.discard(connection)
    connections.discard(connection)
    connection.close()
    connection.close()


def test_a_sound_connection_goes_back_to_its_pool(database):
    connection = database.open()
    connection.close()
    assert database.open() is connection
    connection.close()


@pytest.mark.parametrize(
    ("error", "sound"),
    [
        (ConflictError(), True),
        (NotFound("x"), True),
        (POSKeyError(b"\0" * 8), False),
        (ClientDisconnected(), False),
        (OSError(), False),
        (ValueError(), False),
        (InternalError(), False),
    ],
)
def test_only_a_plain_conflict_and_an_answer_leave_it_sound(error, sound):
    assert connections.leaves_connection_sound(type(error), error) is sound


def test_a_request_that_met_a_lost_document_ends_its_connection(functional, monkeypatch):
    from intake.world import publish
    from permitdesk.site.views.home import Home

    ended = []
    end = connections._end
    monkeypatch.setattr(connections, "_end", lambda one: (ended.append(one), end(one)))

    def broken(self, *args):
        raise POSKeyError(b"\0" * 8)

    assert publish("GET", "/de").status == 200
    assert publish("GET", "/de/nowhere").status == 404
    assert not ended
    with monkeypatch.context() as patched:
        patched.setattr(Home, "__call__", broken)
        assert publish("GET", "/de").status == 500
    assert len(ended) == 1
    assert ended[0].opened is None
    assert publish("GET", "/de").status == 200


def test_ids_fetched_before_a_crash_are_not_used_after_it(portal, integration, tmp_path):
    """Given a server that is killed and started anew, then two clients are handed no id twice."""
    port = cluster.free_port()
    command = [Path(sys.executable).with_name("runzeo"), "-a", f"127.0.0.1:{port}"]
    server = cluster.ZeoServer(
        "zeo", [*command, "-f", tmp_path / "Data.fs"], tmp_path / "zeo.log", port=port
    )
    try:
        server.start()
        server.wait_until_ready()
        there_before = ZEO.client(("127.0.0.1", port))
        there_before.new_oid()
        server.kill()
        until = time.monotonic() + 60
        while there_before.is_connected():  # it learns of the end a moment later
            assert time.monotonic() < until
            time.sleep(0.01)
        server.start()
        server.wait_until_ready()
        there_before._server.wait(60)
        clients = there_before, ZEO.client(("127.0.0.1", port))

        ids = {client.new_oid() for _ in range(50) for client in clients}

        assert len(ids) == 100
        for client in clients:
            client.close()
    finally:
        server.stop()
