"""Probes: alive while the process runs, ready while its storage answers, and never waiting."""

import threading
import time

import pytest
import transaction
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from permitdesk.core import health
from permitdesk.core.wsgi import serve_site_at_root


def asked(path):
    """Status and body that the portal's outermost filter answers."""
    answer = []
    app = serve_site_at_root(lambda environ, start_response: [b"Zope"], {}, site="auental")
    environ = {"PATH_INFO": path, "HTTP_HOST": "portal.example", "wsgi.url_scheme": "http"}
    body = app(environ, lambda status, headers: answer.append(int(status.split()[0])))
    return (*answer, b"".join(body))


def test_a_portal_with_its_storage_is_ready(portal, integration):
    assert asked("/@@ready") == (200, b"ready\n")


def test_other_addresses_are_not_probes():
    assert asked("/@@readyish") == (b"Zope",)


def test_a_storage_that_never_answers_is_a_503_in_bounded_time(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    monkeypatch.setattr(health, "_probe", health.Probe(lambda: over.wait(60)))
    began = time.monotonic()
    assert [asked("/@@ready")[0] for _ in range(5)] == [503] * 5
    assert time.monotonic() - began < 5
    asking = [thread for thread in threading.enumerate() if thread.name == "permitdesk-ready"]
    assert len(asking) == 1, "one question is under way, not five"
    assert asked("/@@alive") == (200, b"alive\n")

    over.set()
    asking[0].join(5)
    assert asked("/@@ready")[0] == 200, "it is asked anew"


def test_a_lost_storage_shows_although_everything_is_cached(tmp_path):
    """Given a database whose file has gone away, when asked, then the error comes out."""
    storage = FileStorage(str(tmp_path / "Data.fs"))
    database = DB(storage)
    connection = database.open()
    assert connection.root() == {}
    health.ask_storage(database)
    storage._file.close()
    assert connection.root() == {}, "the cache still answers"
    with pytest.raises(ValueError, match="closed"):
        health.ask_storage(database)
    transaction.abort()
