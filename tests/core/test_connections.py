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


def test_reading_apart_leaves_the_caches_of_requests_alone(database):
    manager, filled = transaction.TransactionManager(), database.open()
    filled.root()["kept"] = kept = PersistentMapping()
    transaction.commit()
    filled.close()

    with connections.apart(database, manager) as first:
        assert first is not filled
        assert first.root()["kept"] == kept
    with connections.apart(database, manager) as again:
        assert again is first, "one connection serves one after the other"
        assert again._cache.cache_non_ghost_count == 0, "and knows nothing of before"
        with connections.apart(database, transaction.TransactionManager()) as beside:
            assert beside is not first

    assert filled._cache.cache_non_ghost_count > 0
    others = [database.open(transaction.TransactionManager()) for _ in range(3)]
    assert first not in others
    for other in others:
        other.close()


def test_a_connection_apart_that_met_trouble_serves_nobody_again(database):
    manager = transaction.TransactionManager()
    with (
        pytest.raises(POSKeyError),
        connections.apart(database, manager) as first,
    ):
        first.root()["lost"] = PersistentMapping()
        raise POSKeyError(b"0" * 8)
    assert first._storage is None
    with connections.apart(database, manager) as second:
        assert second is not first
        assert "lost" not in second.root()


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


@pytest.fixture
def server(portal, integration, tmp_path):
    """A ZEO server of its own; ``portal`` loads what we do to its clients."""
    port = cluster.free_port()
    command = [Path(sys.executable).with_name("runzeo"), "-a", f"127.0.0.1:{port}"]
    server = cluster.ZeoServer(
        "zeo", [*command, "-f", tmp_path / "Data.fs"], tmp_path / "zeo.log", port=port
    )
    server.start()
    server.wait_until_ready()
    yield server
    server.stop()


def killed(server, *clients):
    """Kill the server; the clients learn of its end a moment later."""
    server.kill()
    until = time.monotonic() + 60
    while any(each.is_connected() for each in clients):
        assert time.monotonic() < until
        time.sleep(0.01)


def back(server, *clients):
    server.start()
    server.wait_until_ready()
    for each in clients:
        each._server.wait(60)


def committed(database, name, value):
    """Change one object, and the root only when there is no such yet."""
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    connection.root().setdefault(name, PersistentMapping())["value"] = value
    manager.commit()
    connection.close()


def test_ids_fetched_before_a_crash_are_not_used_after_it(server):
    """Given a server that is killed and started anew, then two clients are handed no id twice."""
    there_before = ZEO.client(("127.0.0.1", server.port))
    there_before.new_oid()
    killed(server, there_before)
    back(server, there_before)
    clients = there_before, ZEO.client(("127.0.0.1", server.port))

    ids = {client.new_oid() for _ in range(50) for client in clients}

    assert len(ids) == 100
    for client in clients:
        client.close()


def test_a_commit_that_a_killed_server_did_not_keep_is_believed_by_no_client(server, tmp_path):
    """Two clients that were there before say the same afterwards: what the server has."""
    address = ("127.0.0.1", server.port)
    believer, other = DB(ZEO.client(address)), DB(ZEO.client(address))
    committed(believer, "draft", "open")
    committed(believer, "other", "nothing")
    kept = (tmp_path / "Data.fs").read_bytes()
    committed(believer, "draft", "sent")
    killed(server, believer.storage, other.storage)
    for each in tmp_path.glob("Data.fs*"):
        each.unlink()
    (tmp_path / "Data.fs").write_bytes(kept)
    server.start()
    server.wait_until_ready()
    # Somebody is faster and commits: the server is ahead of what the believer saw last.
    newcomer = DB(ZEO.client(address))
    committed(newcomer, "other", "something")

    for database in (believer, other):
        database.storage._server.wait(60)
        connection = database.open(transaction.TransactionManager())
        assert connection.root()["draft"]["value"] == "open"
        connection.close()
    for database in (believer, other, newcomer):
        database.close()
