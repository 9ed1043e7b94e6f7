"""Limits as a person, a program and a house full of people meet them.

The clock stands still, so that each test says how much time passes.
"""

import json
import secrets
from datetime import UTC, datetime, timedelta

import pytest
import transaction
from ZPublisher import HTTPRequest

from permitdesk.core import clock, gate, proof
from permitdesk.intake import drafts

from .applicant import Applicant
from .world import JSON, a_document, a_message, publish, submit

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SOON = timedelta(minutes=2)


@pytest.fixture
def limits(monkeypatch):
    """Calls set limits; the clock stands still at NOON."""
    gate.forget()
    monkeypatch.setattr(gate, "HARDEST", 50)

    def set_to(text):
        monkeypatch.setenv("PERMITDESK_LIMITS", text)

    with clock.frozen(NOON):
        yield set_to
    gate.forget()


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


def stored(portal):
    transaction.begin()
    return list(drafts.stored(portal))


def challenge(person):
    return json.loads(person.html.select_one("[data-challenge]")["data-challenge"])


def first_answer(person):
    return person.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()


def at_check(person):
    person.answer_contact()
    return person.open("/check")


def test_below_the_limits_nobody_is_asked_for_anything(person, limits):
    limits("")
    at_check(person).press("send")
    assert person.address.endswith("/receipt")
    assert all("<script" not in each.text for each in person.history)


def test_who_has_to_wait_keeps_what_they_typed(person, offices, limits):
    limits("begin=1/60")
    first_answer(Applicant(person_layer(person)))
    first_answer(person)

    assert person.status == 429 and int(person.headers["retry-after"]) >= gate.SHORTEST
    assert "Noch nicht gespeichert" in person.page
    assert "Sek." in person.page or "Min." in person.page
    assert person.value("residence_municipality") == "neumuehl"
    assert len(stored(offices)) == 1

    person.go_on()
    assert person.status == 429, "pressed again at once: the same place in the queue"
    with clock.frozen(NOON + SOON):
        person.go_on()
    assert person.step == "topic"
    assert len(stored(offices)) == 2


def test_who_begins_by_saying_that_they_help_is_counted_too(person, offices, limits):
    limits("begin=1/60")
    first_answer(Applicant(person_layer(person)))
    said = {"helper_role": "relative", "helper_name": "Karla Beispiel", "helper_mandate": "beside"}
    helper = Applicant(person_layer(person), service="employment")
    helper.open("/help").fill(**said).press("say")
    assert helper.status == 429 and "Noch nicht gespeichert" in helper.page
    assert helper.value("helper_name") == "Karla Beispiel"
    assert len(stored(offices)) == 1
    with clock.frozen(NOON + SOON):
        helper.press("say")
    assert len(stored(offices)) == 2


def test_a_script_works_instead_of_waiting(person, offices, limits):
    limits("begin=2/60")
    for _ in range(2):
        first_answer(Applicant(person_layer(person)))
    first_answer(person)
    assert person.status == 429

    person.form["pass"].force_value(proof.solve(challenge(person)))
    person.go_on()
    assert person.step == "topic"


def test_sending_waits_and_then_sends_once(person, cases, limits):
    limits("")
    at_check(person)
    limits("send=1/60")
    assert submit().status == 201
    person.client.extra_environ["REMOTE_ADDR"] = "192.0.2.1"
    person.press("send")
    assert person.status == 429 and "Noch nicht gesendet" in person.page
    assert len(cases()) == 1

    with clock.frozen(NOON + SOON):
        person.press("send")
        assert person.address.endswith("/receipt")
        person.open("/check")
    assert person.address.endswith("/receipt")
    assert len(cases()) == 2


def test_the_field_that_nobody_sees_asks_for_time_and_loses_nothing(person, offices, limits):
    limits("")
    person.open("/step/municipality").fill(residence_municipality="neumuehl")
    hidden = person.html.select_one(".pd-nobody")
    assert hidden["aria-hidden"] == "true"
    assert hidden.select_one("input")["tabindex"] == "-1"
    assert hidden.select_one("input")["autocomplete"] == "off"
    person.fill(website="https://spam.example").go_on()
    assert person.status == 429 and not stored(offices)
    assert person.value("residence_municipality") == "neumuehl"
    with clock.frozen(NOON + timedelta(seconds=gate.SUSPECT)):
        person.fill(website="https://spam.example").go_on()
    assert person.step == "topic"


def test_codes_by_mail_have_a_limit_for_a_place(person, limits):
    limits("mail=1/60")
    first_answer(person).open("/save/mail")
    person.fill(mail_address="someone@example.org").press("code")
    assert person.status == 200
    person.fill(mail_address="other@example.org").press("code")
    assert person.status == 429
    assert person.value("mail_address") == "other@example.org"
    with clock.frozen(NOON + SOON):
        person.press("code")
    assert "Die Mail mit dem Code ist unterwegs" in person.page


def test_files_have_a_limit_and_the_answers_beside_them_none(person, limits):
    limits("upload=1/60")
    person.answer_contact()
    person.attach("documents.attachments").press("save")
    person.open("/step/documents")
    person.attach("documents.attachments", filename="Zweites.pdf").go_on()
    assert person.status == 429 and person.headers["retry-after"] == "60"
    assert "sehr viele Dateien" in person.error("documents.attachments")
    with clock.frozen(NOON + SOON):
        person.attach("documents.attachments", filename="Zweites.pdf").press("save")
        person.open("/step/documents")
    assert "Zweites.pdf" in person.page


def test_a_program_is_told_when_to_come_back(cases, limits):
    limits("send=1/60")
    key = secrets.token_hex(16)
    first = submit(key=key)
    assert first.status == 201
    again = submit(key=key)
    assert again.status == 201 and again.json["reference"] == first.json["reference"]

    key = secrets.token_hex(16)
    slow = submit(key=key, documents=[a_document()])
    assert slow.status == 429
    assert slow.headers["retry-after"] == "60"
    assert slow.json["error"]["type"] == "TooManyRequests"
    assert "60 Sek." in slow.json["error"]["message"]
    assert len(cases()) == 1
    with clock.frozen(NOON + timedelta(seconds=60)):
        assert submit(key=key, documents=[a_document()]).status == 201


def test_who_is_behind_a_proxy_is_told_by_the_proxy_that_is_trusted(cases, limits, monkeypatch):
    limits("send=1/60")
    assert submit_as("203.0.113.7").status == 201
    assert submit_as("203.0.113.8").status == 429, "whoever writes a header is still one address"
    monkeypatch.setattr(HTTPRequest, "trusted_proxies", ["192.0.2.1"])
    assert submit_as("203.0.113.8").status == 201
    assert submit_as("203.0.113.8").status == 429
    assert submit_as("203.0.113.9, 203.0.113.8").status == 429, "what a visitor wrote before it"


def submit_as(forwarded):
    body = json.dumps({"language": "de", "answers": a_message(), "documents": []}).encode()
    return publish(
        "POST", "/services/contact/@applications", body, accept=JSON, content_type=JSON,
        idempotency_key=secrets.token_hex(16), x_forwarded_for=forwarded,
    )  # fmt: skip


def test_a_house_of_200_people_sends_within_an_hour(cases, limits):
    limits("")
    for number in range(200):
        with clock.frozen(NOON + number * timedelta(hours=1) / 200):
            assert submit().status == 201, number
    assert len(cases()) == 200


def person_layer(person):
    return {"app": person.portal.aq_parent, "portal": person.portal}
