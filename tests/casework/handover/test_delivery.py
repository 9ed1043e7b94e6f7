"""Bundles on their way to the office's own system: failed ones are never shown as delivered."""

import io
import json
import os
import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import transaction
from plone.app.testing import login, logout

from casework_builders import a_case, an_office, do_jobs
from permitdesk import privacy
from permitdesk.casework import caseworker
from permitdesk.casework.handover import delivery, folder, guard, http, sending, target
from permitdesk.casework.handover.bundle.check import check_bundle
from permitdesk.casework.office import case_by_reference
from permitdesk.core import clock, jobs
from permitdesk.core.secrets import MissingSecretsError
from receiver import receiving

KEY = b"a key that both systems share ............"
LATER = timedelta(days=1)


@pytest.fixture
def portal(functional, monkeypatch, tmp_path):
    portal = functional["portal"]
    an_office(portal)
    key_file = Path(os.environ["PERMITDESK_SECRETS"]) / target.KEY_FILE
    key_file.parent.mkdir(parents=True, exist_ok=True)
    key_file.write_bytes(KEY + b"\n")
    monkeypatch.delenv(target.VARIABLE, raising=False)
    transaction.commit()
    login(portal, "anna")
    yield portal
    logout()
    key_file.unlink(missing_ok=True)


def a_prepared(portal, **how):
    case = a_case("Abbas")
    transaction.commit()
    found = delivery.prepare(case, "k1", **how)
    transaction.commit()
    return case, found


def again(portal, case):
    """The case and its delivery as they are stored now."""
    transaction.begin()
    case = case_by_reference(portal, case.reference)
    return case, delivery.delivery(case, "k1")


def names(place):
    return sorted(each.name for each in place.iterdir())


def states(found):
    return [step.state for step in found.steps]


# -- an HTTP target ---------------------------------------------------------------------------


def test_a_receiver_that_fails_then_answers_wrong_then_right(portal, monkeypatch, tmp_path):
    wrong = "0" * 64
    with receiving(KEY, (503, ""), (200, wrong), (200, "same")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)
        seen = []
        for _try in range(3):
            do_jobs(portal, LATER * _try)
            case, found = again(portal, case)
            seen.append(found.state)

    assert seen == ["prepared", "prepared", "confirmed"]
    assert len(receiver.requests) == 3
    assert {each["idempotency-key"] for each in receiver.requests} == {found.sha256}
    assert receiver.requests[0]["path"] == f"/in/{found.filename}"
    (body,) = {*receiver.bundles.values()}
    path = tmp_path / "arrived.zip"
    path.write_bytes(body)
    assert check_bundle(path).sha256 == found.sha256
    assert guard.may_be_deleted(case).reason == guard.OPEN


def test_a_receiver_that_never_answers_well_leaves_it_failed(portal, monkeypatch, caplog):
    with receiving(KEY, (500, "")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)
        for number in range(len(jobs.DELAYS) + 2):
            do_jobs(portal, LATER * 3 * number)
    case, found = again(portal, case)
    assert states(found) == ["prepared", "failed"]
    assert found.steps[-1].note == "NotTakenError"
    assert KEY.decode() not in caplog.text and address not in caplog.text
    assert len(receiver.requests) == len(jobs.DELAYS) + 1

    with receiving(KEY, (200, "same")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        delivery.try_again(case, found)
        transaction.commit()
        do_jobs(portal)
    case, found = again(portal, case)
    assert states(found) == ["prepared", "failed", "prepared", "confirmed"]
    assert len(receiver.bundles) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 400, 403, 404, 413])
def test_nothing_is_followed_and_a_refusal_is_final(portal, monkeypatch, status):
    with receiving(KEY, (status, "")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)
        do_jobs(portal)
    assert [each["path"].rpartition("/")[0] for each in receiver.requests] == ["/in"]
    assert again(portal, case)[1].state == "failed"


def test_what_was_taken_without_a_hash_waits_for_a_person(portal, monkeypatch):
    with receiving(KEY, (202, "")) as (address, _receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)
        do_jobs(portal)
    case, found = again(portal, case)
    assert found.state == "sent" and found.has_bundle
    assert delivery.confirm(case, found, " AZ 4711 ")
    assert not delivery.confirm(case, found)
    assert (found.steps[-1].by, found.steps[-1].note) == ("anna", "AZ 4711")
    assert not found.has_bundle  # the drawings go, the hash stays
    actions = [each.action for each in privacy.trail(clock.today(), case.reference)]
    assert {"handover.prepared", "handover.sent", "handover.confirmed"} <= set(actions)


class Killed(BaseException):
    """The process is gone."""


def test_a_worker_killed_after_sending_sends_the_same_again_and_it_is_there_once(
    portal, monkeypatch
):
    with receiving(KEY, (200, "same")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)

        def killed(*_args):
            raise Killed

        with monkeypatch.context() as dying:
            dying.setattr(sending.SendBundle, "finished", killed)
            with pytest.raises(Killed):
                do_jobs(portal)
        transaction.abort()
        case, found = again(portal, case)
        assert found.state == "prepared"  # it did arrive, but nobody knows
        caseworker.write(case, "Inzwischen kommt etwas dazu.", "k7")
        transaction.commit()
        do_jobs(portal, timedelta(minutes=6))  # after the lease
    case, found = again(portal, case)
    assert found.state == "confirmed"
    assert len(receiver.requests) == 2 and len(receiver.bundles) == 1


@contextmanager
def dripping(start: bytes):
    """A receiver that says ``start`` and then a byte now and then, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip():
            connection, _address = listening.accept()
            with connection:
                try:
                    connection.sendall(start)
                    while True:
                        connection.sendall(b"x")
                        time.sleep(0.02)
                except OSError:
                    pass  # nobody listens any more

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/in"
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.0 200 OK\r\nContent-Length: 60000\r\n\r\n"],
)
def test_who_answers_a_byte_at_a_time_does_not_hold_the_worker(monkeypatch, start):
    monkeypatch.setattr(http, "SECONDS_IN_ALL", 0.3)
    begun = time.monotonic()
    with dripping(start) as address, pytest.raises(http.NotTakenError, match="too long"):
        http.send(address, "a.zip", "0" * 64, "EM-1", KEY, io.BytesIO(b"bundle"))
    assert time.monotonic() - begun < 10


def test_a_wrong_key_is_refused_and_a_missing_one_waits(portal, monkeypatch):
    key_file = Path(os.environ["PERMITDESK_SECRETS"]) / target.KEY_FILE
    with receiving(b"another key", (200, "same")) as (address, receiver):
        monkeypatch.setenv(target.VARIABLE, address)
        case, _found = a_prepared(portal)
        key_file.unlink()
        do_jobs(portal)
        assert again(portal, case)[1].state == "prepared" and not receiver.requests
        key_file.write_bytes(b"short")
        with pytest.raises(MissingSecretsError):
            target.shared_key()
        key_file.write_bytes(KEY)
        do_jobs(portal, LATER)
    assert not receiver.bundles
    assert again(portal, case)[1].state == "failed"


# -- a watched folder --------------------------------------------------------------------------


def test_a_watched_folder_gets_it_whole_and_once_and_its_receipt_confirms(
    portal, monkeypatch, tmp_path
):
    monkeypatch.setenv(target.VARIABLE, str(tmp_path))
    case, _found = a_prepared(portal)
    do_jobs(portal)
    case, found = again(portal, case)
    (name,) = names(tmp_path)
    assert name == found.filename and found.state == "sent"
    assert check_bundle(tmp_path / name).sha256 == found.sha256

    do_jobs(portal, timedelta(hours=1))
    assert again(portal, case)[1].state == "sent"  # no receipt, no confirmation
    receipt = tmp_path / f"{name.removesuffix('.zip')}.receipt.json"
    receipt.write_text(json.dumps({"manifest_sha256": found.sha256}))
    do_jobs(portal, timedelta(hours=20))
    case, found = again(portal, case)
    assert states(found) == ["prepared", "sent", "confirmed"]
    queue = jobs.queue(portal)
    assert sending.RECEIPT_JOB not in {queue.get(key).name for key in queue}


@pytest.mark.parametrize(
    "said", ["{}", "no json", '{"manifest_sha256": "00"}', "[" * 5000, '{"manifest_sha256": 7}']
)
def test_a_receipt_for_something_else_confirms_nothing(portal, monkeypatch, tmp_path, said):
    monkeypatch.setenv(target.VARIABLE, str(tmp_path))
    case, _found = a_prepared(portal)
    do_jobs(portal)
    case, found = again(portal, case)
    (tmp_path / f"{found.filename.removesuffix('.zip')}.receipt.json").write_text(said)
    do_jobs(portal, LATER)
    case, found = again(portal, case)
    assert states(found) == ["prepared", "sent", "failed"]
    assert not guard.may_be_deleted(case)


def test_a_receipt_that_leads_elsewhere_is_not_followed(portal, monkeypatch, tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps({"manifest_sha256": "1" * 64}))
    (tmp_path / "b.receipt.json").symlink_to(secret)
    with pytest.raises(folder.WrongReceiptError):
        folder.receipt(str(tmp_path), "b.zip")


@pytest.mark.parametrize("name", ["../x.zip", "/etc/x.zip", ".x.zip", "x.sh", "ä.zip", "a\nb.zip"])
def test_a_name_that_is_no_bundles_is_written_nowhere(tmp_path, name):
    with pytest.raises(ValueError), (tmp_path / "source").open("w+b") as source:
        folder.put(str(tmp_path), name, source)
    assert names(tmp_path) == ["source"]


def test_a_half_written_file_is_never_there_under_its_name(tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.write_bytes(b"x" * 100_000)
    place = tmp_path / "watched"
    place.mkdir()
    (place / ".b.zip.0123.part").write_bytes(b"of a worker that was killed")
    seen = []
    monkeypatch.setattr(folder.os, "fsync", lambda _file: seen.append(names(place)))
    with source.open("rb") as file:
        folder.put(str(place), "b.zip", file)
    assert len(seen[0]) == 1 and seen[0][0].endswith(".part")  # synced before it is named
    assert names(place) == ["b.zip"]


# -- by hand ------------------------------------------------------------------------------------


def test_without_a_target_a_person_takes_it_along_and_says_so(portal):
    case, found = a_prepared(portal)
    assert found.way == "download"
    with pytest.raises(delivery.NotNowError):
        delivery.confirm(case, found)  # nobody has taken it
    delivery.downloaded(case, found)
    delivery.confirm(case, found)
    assert states(found) == ["prepared", "sent", "confirmed"]


def test_the_same_key_is_the_same_delivery(portal):
    case, found = a_prepared(portal)
    assert delivery.prepare(case, "k1") is found
    assert len(delivery.deliveries(case)) == 1


# -- what may be deleted -----------------------------------------------------------------------


def test_nothing_may_be_deleted_before_it_is_confirmed(portal, monkeypatch):
    case = a_case("Abbas")
    assert guard.may_be_deleted(case).reason == guard.OPEN
    portal.portal_workflow.doActionFor(case, "withdraw")
    assert guard.may_be_deleted(case).reason == guard.NEVER
    with pytest.raises(guard.MayNotBeDeletedError):
        guard.require(case)
    found = delivery.prepare(case, "k1")
    assert guard.may_be_deleted(case).reason == guard.UNCONFIRMED
    delivery.downloaded(case, found)
    assert guard.may_be_deleted(case).reason == guard.UNCONFIRMED
    delivery.confirm(case, found)
    assert guard.may_be_deleted(case)
    guard.require(case)
    caseworker.write(case, "Es kommt noch etwas.", "k2")
    assert guard.may_be_deleted(case).reason == guard.CHANGED


def test_an_office_without_another_system_may_say_so(portal, monkeypatch):
    case = a_case("Abbas")
    portal.portal_workflow.doActionFor(case, "withdraw")
    monkeypatch.setenv(target.VARIABLE, "off")
    assert guard.may_be_deleted(case)
    delivery.prepare(case, "k1")  # what was begun has to come to its end all the same
    assert guard.may_be_deleted(case).reason == guard.UNCONFIRMED


# -- the operator's setting --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        ("", None),
        ("off", None),
        ("/srv/hand-over", "folder"),
        ("https://dms.example/in/", "http"),
        ("http://127.0.0.1:9/in", "http"),
        ("http://[::1]:9/in", "http"),
    ],
)
def test_targets_that_an_operator_may_set(monkeypatch, setting, kind):
    monkeypatch.setenv(target.VARIABLE, setting)
    found = target.configured()
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    "setting",
    [
        "http://dms.example/in",
        "http://169.254.169.254/latest",
        "http://127.0.0.1.evil.example/",
        "file:///etc/passwd",
        "ftp://dms.example/",
        "https://user:pass@dms.example/",
        "https://dms.example/?x=1",
        "relative/folder",
        "https://",
    ],
)
def test_targets_that_are_none(monkeypatch, setting):
    monkeypatch.setenv(target.VARIABLE, setting)
    with pytest.raises(target.NoTargetError):
        target.configured()
