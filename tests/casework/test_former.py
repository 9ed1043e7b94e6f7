"""What was stored before a class was moved is found after it."""

import importlib

import pytest
import transaction
from ZODB import DB
from ZODB.MappingStorage import MappingStorage
from Zope2.App.ClassFactory import ClassFactory

from permitdesk.casework.former import FORMER
from permitdesk.casework.ties import Ties


@pytest.fixture
def stored(monkeypatch):
    """A storage in which an earlier version keeps that two cases are linked."""
    storage, ties = MappingStorage(), Ties()
    ties.link("A", "B", "spouse", "spouse")
    with monkeypatch.context() as earlier:
        earlier.setattr(Ties, "__module__", "permitdesk.casework.dossier.ties")
        with DB(storage).transaction() as connection:
            connection.root.ties = ties
    return storage


def test_an_object_of_an_earlier_version_is_read_and_kept(stored):
    database = DB(stored)
    database.classFactory = ClassFactory  # as Zope has it

    connection = database.open()
    found = connection.root.ties

    assert b"dossier.ties" in stored.load(found._p_oid)[0]
    assert type(found) is Ties and found.linked("A") == {"B": "spouse"}
    found.count_today("2026-03-02", "anna")
    transaction.commit()
    assert b"casework.ties" in stored.load(found._p_oid)[0]


@pytest.mark.parametrize("name", FORMER)
def test_a_former_name_leads_to_the_module_of_today(name):
    assert importlib.import_module(name) is FORMER[name]
