"""Caseworkers write to applicants, ask for documents and say what they have read."""

import json
from html import unescape

import pytest
import requests
import transaction
from plone.testing.zope import Browser

from casework_builders import PASSWORD
from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.casework.later import OFFICE, Asked, Message
from permitdesk.core import clock
from status_visitor import Visitor, an_employment_case, an_office_with_services

JSON = {"Accept": "application/json", "Content-Type": "application/json"}


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas")
    transaction.commit()
    return case


@pytest.fixture
def anna(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic anna:{PASSWORD}")
    browser.handleErrors = False
    return browser


def text(browser):
    return unescape(browser.contents)


def applicant_writes(case, text="Wann kommt die Karte?"):
    applicant.write(case, text, "uk", "")
    transaction.commit()


def actions(case):
    transaction.begin()
    return [(e.action, e.who) for e in privacy.trail(clock.today(), case.reference)]


def send(anna, label, form, **fields):
    found = anna.getForm(id=form)
    for name, value in fields.items():
        control = found.getControl(name=name)
        control.value = value if not hasattr(control, "options") or form == "write" else [value]
    found.getControl(label).click()


def test_a_message_goes_to_the_applicant_in_german_and_comes_back_answered(portal, case, anna):
    anna.open(case.absolute_url())
    send(anna, "Nachricht senden", "write", text="Bitte bringen Sie <den> Pass mit.")
    assert anna.url == case.absolute_url()
    assert "Bitte bringen Sie <den> Pass mit." in text(anna)
    visitor = Visitor(portal, "ar")
    visitor.sign_in(case.reference)
    visitor.get("messages")
    (shown,) = visitor.page.xpath("//main//span[@lang='de'][contains(., 'Pass mit')]")
    assert shown.get("dir") == "ltr"
    assert "anna" not in visitor.text
    visitor.send("messages", text="نعم")
    anna.open(case.absolute_url())
    assert "Neues in diesem Vorgang" in text(anna) and "نعم" in text(anna)
    assert ("case.message-sent", "anna") in actions(case)
    assert ("case.message-received", "") in actions(case)


def test_what_is_no_message_is_said_and_not_kept(case, anna):
    anna.open(case.absolute_url())
    send(anna, "Nachricht senden", "write", text=" ")
    assert "Etwas fehlt noch oder stimmt nicht" in text(anna)
    transaction.begin()
    assert not case.later.of(Message)


def test_sent_twice_is_one_message(case, anna):
    anna.open(case.absolute_url())
    body = {each.name: each.value for each in anna.getForm(id="write").controls if each.name}
    body["text"] = "Einmal"
    for _time in range(2):
        requests.post(
            f"{case.absolute_url()}/@@write", data=body, auth=("anna", PASSWORD), timeout=60
        )
    transaction.begin()
    assert [each.text for each in case.later.of(Message)] == ["Einmal"]


def test_the_list_shows_unread_answers_until_they_are_marked(portal, case, anna):
    office = f"{portal.absolute_url()}/office"
    other = an_employment_case("Baum")
    applicant_writes(case)
    anna.open(office)
    assert "Neues" in text(anna)
    anna.getControl(name="news").value = ["new"]
    anna.getControl("Anzeigen").click()
    assert case.reference in text(anna) and other.reference not in text(anna)
    for _time in range(2):  # looking marks nothing
        anna.open(case.absolute_url())
        assert "Neues in diesem Vorgang" in text(anna)
    applicant_writes(case, "Gerade eben.")
    anna.getControl("Als gelesen eintragen").click()
    transaction.begin()
    assert [each.text for each in case.later.new_for(OFFICE)] == ["Gerade eben."]
    anna.getControl("Als gelesen eintragen").click()
    assert "Neues in diesem Vorgang" not in text(anna)
    transaction.begin()
    assert case.row().news == ""
    assert ("case.news-read", "anna") in actions(case)


def test_asking_for_a_document_moves_the_case_on_and_reaches_the_applicant(portal, case, anna):
    anna.open(case.absolute_url())
    anna.getControl("In Bearbeitung nehmen").click()
    send(anna, "Nachfordern", "ask", requirement="passport", note="Bitte auch Seite 3.")
    transaction.begin()
    assert case.state == "documents_requested"
    assert "angefordert am" in text(anna)
    send(anna, "Nachfordern", "ask", requirement="_other", title="Sterbeurkunde")
    transaction.begin()
    assert [each.title for each in case.later.of(Asked)] == ["", "Sterbeurkunde"]
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Bitte auch Seite 3." in visitor.get("documents")
    assert "Sterbeurkunde" in visitor.text


def test_another_document_needs_its_name(case, anna):
    anna.open(case.absolute_url())
    send(anna, "Nachfordern", "ask", requirement="_other")
    assert "welche Unterlage Sie meinen" in text(anna)
    transaction.begin()
    assert not case.later.of(Asked)


@pytest.mark.parametrize("user", ["berta", "dora", "auditor", ""])
@pytest.mark.parametrize("view", ["write", "ask", "mark-read", "access-code", "@messages"])
def test_who_is_not_of_the_desk_reaches_nothing(portal, case, user, view):
    applicant_writes(case, "GEHEIM")
    auth = (user, PASSWORD) if user else None
    for method in ("get", "post"):
        answer = getattr(requests, method)(
            f"{case.absolute_url()}/{view}",
            headers=JSON,
            auth=auth,
            timeout=60,
            allow_redirects=False,
            **({"data": json.dumps({"text": "x"})} if method == "post" else {}),
        )
        assert answer.status_code in (302, 401, 403, 404), answer.status_code
        assert "GEHEIM" not in answer.text
    transaction.begin()
    assert len(case.later) == 1


@pytest.mark.parametrize("view", ["write", "ask", "mark-read", "access-code"])
def test_a_form_without_a_token_does_nothing(case, view):
    applicant_writes(case)
    digest = case.access_code_digest
    body = {"text": "x", "requirement": "passport", "count": "1", "reason": "lost", "mark": "0",
            "proof": "passport", "checked": "yes", "confirm": "1"}  # fmt: skip
    address = f"{case.absolute_url()}/@@{view}"
    answer = requests.post(address, data=body, auth=("anna", PASSWORD), timeout=60)
    assert answer.status_code in (401, 403)
    requests.get(address, params=body, auth=("anna", PASSWORD), timeout=60)
    transaction.begin()
    assert len(case.later) == 1 and case.access_code_digest == digest


def test_the_api_reads_writes_and_marks(case):
    applicant_writes(case)
    address, auth = f"{case.absolute_url()}/@messages", ("anna", PASSWORD)
    known = requests.get(address, headers=JSON, auth=auth, timeout=60).json()
    assert [(each["from"], each["new"]) for each in known["items"]] == [("applicant", True)]
    key = {"Idempotency-Key": "k" * 32}
    for _time in range(2):
        answer = requests.post(
            address, json={"text": "Guten Tag"}, headers={**JSON, **key}, auth=auth, timeout=60
        )
        assert answer.status_code == 201
    read = {"read": known["position"]}
    answer = requests.post(address, json=read, headers=JSON, auth=auth, timeout=60).json()
    assert [(each["from"], each["text"], each["new"]) for each in answer["items"]] == [
        ("applicant", "Wann kommt die Karte?", False),
        ("office", "Guten Tag", False),
    ]
    for bad in ({}, {"text": ""}, {"text": 5}, {"text": "x" * 5000}, {"read": True}, []):
        answer = requests.post(address, json=bad, headers=JSON, auth=auth, timeout=60)
        assert answer.status_code == 400, bad
    plain = {"Accept": "application/json", "Content-Type": "text/plain"}
    answer = requests.post(address, data='{"text": "x"}', headers=plain, auth=auth, timeout=60)
    assert answer.status_code == 400
    transaction.begin()
    assert len(case.later.of(Message)) == 2


def test_what_came_later_is_only_ever_added_to(case):
    applicant_writes(case)
    (message,) = case.later.of(Message)
    with pytest.raises(AttributeError):
        message.text = "anders"
    assert not {name for name in dir(case.later) if name.startswith(("remove", "change", "set_"))}
