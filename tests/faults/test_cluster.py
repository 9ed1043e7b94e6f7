"""What is received by one client of a cluster is there for the other, and the worker mails it."""

import secrets
import time

import pytest

import cluster
from faults.sender import ask, say
from intake.world import a_message

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module", params=cluster.PROFILES)
def office(request, tmp_path_factory):
    with cluster.running(request.param, tmp_path_factory.mktemp(request.param)) as office:
        yield office


def test_the_worker_mails_what_a_client_received_and_the_other_client_knows_it(office):
    first, second = office.clients
    address = f"{secrets.token_hex(4)}@example.org"
    body = {"language": "de", "answers": a_message(email=address), "notify": True}

    sent = say(first.url, secrets.token_hex(20), body)

    assert sent.status == 201, sent.text
    status = ask(second.url, sent.json["reference"], sent.json["access_code"])
    assert status.status == 200, status.text
    assert status.json["state"] == "received"
    until = time.monotonic() + 60
    while not (mails := [mail for mail in office.mails if address in mail.read_text()]):
        assert time.monotonic() < until, office.worker.tail()
        time.sleep(0.1)
    assert len(mails) == 1
