"""What was acknowledged but not stored never becomes a receipt. The storage is made to lie."""

import secrets

import pytest
import transaction
import ZODB.Connection
from ZODB.POSException import POSKeyError

from permitdesk.intake import receipts

from . import office
from .world import a_document, submit


@pytest.fixture
def storage(offices):
    return offices._p_jar.db().storage


def test_a_lost_write_is_not_acknowledged_and_sending_again_works(cases, monkeypatch):
    """The commit says yes, the storage holds nothing: as seen with ZEO after a crash."""
    key, before = secrets.token_hex(16), ZODB.Connection.global_reset_counter
    with monkeypatch.context() as patched:
        patched.setattr(ZODB.Connection.Connection, "_commit", lambda self, transaction: None)
        lost = submit(documents=[a_document()], key=key)
    assert lost.status == 503, lost.text
    assert lost.headers["retry-after"]
    assert lost.json["error"]["message"]
    assert "reference" not in lost.json
    assert "access_code" not in lost.text
    assert ZODB.Connection.global_reset_counter > before, "the caches are dropped"
    assert not cases()

    again = submit(documents=[a_document()], key=key)
    assert again.status == 201
    assert list(cases()) == [again.json["reference"]]


def test_a_damaged_document_is_noticed_and_filed_again(cases, monkeypatch):
    key, document = secrets.token_hex(16), a_document()
    with monkeypatch.context() as patched:
        patched.setattr(office.Case, "contents", lambda self: [b"something else"])
        damaged = submit(documents=[document], key=key)
        assert damaged.status == 503

    again = submit(documents=[document], key=key)

    assert again.status == 201
    found = cases()
    assert again.json["reference"] in found


def test_a_case_that_was_lost_later_is_filed_again_under_a_new_reference(offices, cases):
    key = secrets.token_hex(16)
    first = submit(key=key).json
    transaction.begin()
    del office.filed(offices)[first["reference"]]
    transaction.commit()

    again = submit(key=key)

    assert again.status == 201
    assert again.json["reference"] != first["reference"]
    assert again.json["access_code"] == first["access_code"]
    assert not receipts.is_kept(offices, first["reference"])


def test_a_blob_that_cannot_be_read_back_is_a_failure(cases, monkeypatch):
    def unreadable(self):
        raise POSKeyError("No blob file")

    with monkeypatch.context() as patched:
        patched.setattr(office.Case, "contents", unreadable)
        assert submit(documents=[a_document()]).status == 503


@pytest.mark.parametrize("error", [POSKeyError, OSError])
def test_a_failing_storage_discards_its_connections(cases, monkeypatch, error, storage):
    before = ZODB.Connection.global_reset_counter
    vote, failing = type(storage).tpc_vote, [True]

    def full(self, *args, **kwargs):
        if failing:  # a connection made meanwhile keeps this method
            raise error("no space left")
        return vote(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(type(storage), "tpc_vote", full)
        failed = submit()
    failing.clear()
    assert failed.status == 503, failed.text
    assert "no space left" not in failed.text
    assert ZODB.Connection.global_reset_counter > before
    assert not cases()
    assert submit().status == 201


def test_a_good_submission_drops_no_caches(cases):
    before = ZODB.Connection.global_reset_counter
    assert submit().status == 201
    assert ZODB.Connection.global_reset_counter == before
