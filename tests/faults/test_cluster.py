"""What is received by one client of a cluster is there for the other, and the worker mails it."""

import secrets
import time

import pytest

from faults.sender import ask, say
from intake.world import a_message

# Building a cluster takes a minute: one kind a day.
pytestmark = [pytest.mark.fault, pytest.mark.rotating(1)]


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


def test_a_killed_storage_shows_and_the_same_key_brings_the_same_receipt_after_it(office):
    first, second = office.clients
    key, body = secrets.token_hex(20), {"language": "de", "answers": a_message()}
    sent = say(first.url, key, body)
    assert sent.status == 201, sent.text

    office.storage.kill()
    began = time.monotonic()
    assert [each.status("/@@ready", 20) for each in office.clients] == [503, 503]
    assert [each.status("/@@alive", 20) for each in office.clients] == [200, 200]
    assert time.monotonic() - began < 20
    office.storage.start()
    for client in office.clients:
        client.wait_until_ready()

    again = say(second.url, key, body)
    assert again.status == 201, again.text
    assert again.json["reference"] == sent.json["reference"]
    assert again.json["access_code"] == sent.json["access_code"]
    assert ask(first.url, sent.json["reference"], sent.json["access_code"]).status == 200
