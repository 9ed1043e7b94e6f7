"""What was stored before a class was moved is found after it."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
import transaction
from ZODB import DB
from ZODB.MappingStorage import MappingStorage

from permitdesk.casework.former import FORMER, find_former
from permitdesk.casework.ties import Ties


@pytest.fixture
def stored(monkeypatch):
    """A storage in which an earlier version keeps that two cases are linked."""
    module = ModuleType("permitdesk.casework.dossier.ties")
    module.Ties = type("Ties", (Ties,), {"__module__": module.__name__})
    monkeypatch.setitem(sys.modules, module.__name__, module)
    storage, ties = MappingStorage(), module.Ties()
    ties.link("A", "B", "spouse", "spouse")
    with DB(storage).transaction() as connection:
        connection.root.ties = ties
    monkeypatch.delitem(sys.modules, module.__name__)
    return storage


@pytest.mark.parametrize("is_used_before", [True, False])
def test_an_object_of_an_earlier_version_is_read_and_kept(stored, is_used_before):
    database = DB(stored)
    if is_used_before:  # as the start of a portal does
        database.open().close()

    find_former(SimpleNamespace(database=database))

    connection = database.open()
    found = connection.root.ties
    assert type(found) is Ties and found.linked("A") == {"B": "spouse"}
    found.count_today("2026-03-02", "anna")
    transaction.commit()
    assert b"casework.ties" in stored.load(found._p_oid)[0]


def test_every_class_is_where_it_is_said_to_be():
    for (module, name), found in FORMER.items():
        assert found.__name__ == name and found.__module__ != module
