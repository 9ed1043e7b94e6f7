"""After a move another authority is responsible: the file, a trace, and word to the applicant."""

import io
import json
import zipfile
from datetime import date
from html import unescape

import pytest
import transaction
from plone.app.testing import login, logout
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from casework_builders import CODE, a_case, an_office
from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.casework.handover import authority, delivery, guard, target
from permitdesk.casework.handover.authority import NotPossibleError, Receiver
from permitdesk.casework.history import history
from permitdesk.casework.office import case_by_reference
from permitdesk.core import clock, jobs, tries

NORTH = "Ausländerbehörde Nordstadt"
LINE = f"nordstadt | Nordstadt | {NORTH} | Markt 1, 11111 Nordstadt | 0123 456 | abh@nord.example"
RECEIVER = Receiver(NORTH, "Markt 1\n11111 Nordstadt", "0123 456")
WHY = "Wegzug nach Nordstadt, gemeldet am 1. März."
MOVED = date(2026, 3, 1)


@pytest.fixture
def portal(functional, monkeypatch):
    portal = functional["portal"]
    an_office(portal)
    getUtility(IRegistry)["permitdesk.district.neighbours"] = (LINE,)
    monkeypatch.delenv(target.VARIABLE, raising=False)
    tries._wrong.clear()
    transaction.commit()
    return portal


@pytest.fixture
def as_anna(portal):
    login(portal, "anna")
    yield
    logout()


@pytest.fixture
def browser_of(browser_of):
    """What goes wrong is a page, as people see it."""
    return lambda user="", accept="text/html": browser_of(user, accept, handle_errors=True)


def given_away(case, shown=True, key="k1"):
    return authority.give(case, RECEIVER, WHY, MOVED, shown, target.DOWNLOAD, key)


def text(browser):
    return unescape(browser.contents)


def opened(browser, portal, case, language="de"):
    """The status page of a case, as its applicant opens it."""
    browser.open(f"{portal.absolute_url()}/{language}/status")
    browser.getControl(name="reference").value = case.reference
    browser.getControl(name="code").value = CODE
    browser.getForm(index=0).submit()
    return " ".join(text(browser).split())


def test_the_case_ends_here_and_keeps_who_when_where_and_why(portal, as_anna):
    case = a_case("Abbas")
    found = given_away(case)

    assert case.state == "handed_over"
    assert [each["actor"] for each in case.history][-1] == "anna"
    assert not applicant.is_open(case) and not applicant.can_withdraw(case)
    (event,) = [each for each in history(case) if NORTH in each.what and each.comment]
    assert (event.who, event.comment) == ("anna", WHY)
    actions = [each.action for each in privacy.trail(clock.today(), case.reference)]
    assert {"case.given-away", "handover.prepared"} <= set(actions)
    assert (found.way, found.to, found.state) == ("download", NORTH, "prepared")
    assert guard.may_be_deleted(case).reason == guard.UNCONFIRMED


def test_the_file_says_to_whom_it_goes_and_why(portal, as_anna):
    case = a_case("Abbas")
    found = given_away(case)
    with found.open(case) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        record = json.loads(archive.read("vorgang.json"))
        assert [each for each in archive.namelist() if each.startswith("unterlagen/001-")]
    assert record["handed_to"]["name"] == NORTH
    assert record["handed_to"]["moved_on"] == "2026-03-01"
    assert record["state"]["id"] == "handed_over"
    assert record["entries"][-1]["kind"] == "GivenAway"


def test_once_decided_or_given_nothing_is_given_away(portal, as_anna):
    case = a_case("Abbas")
    given_away(case)
    assert given_away(case) is delivery.deliveries(case)[0]  # sent twice
    with pytest.raises(NotPossibleError):
        given_away(case, key="k2")
    withdrawn = a_case("Bauer")
    portal.portal_workflow.doActionFor(withdrawn, "withdraw")
    with pytest.raises(NotPossibleError):
        given_away(withdrawn)
    assert not authority.may_be_given(a_case("Celik", kind="contact"))


def test_no_button_and_no_service_takes_the_step_without_its_record(portal, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    values = (
        [each.value for each in anna.getForm(index=0).controls]
        if "transition" in text(anna)
        else []
    )
    assert "hand_over" not in values
    api = browser_of("anna", "application/json")
    api.post(f"{case.absolute_url()}/@workflow/hand_over", "{}", "application/json")
    transaction.begin()
    assert case_by_reference(portal, case.reference).state == "received"


def test_a_case_that_went_to_the_wrong_place_comes_back(portal, as_anna):
    case = a_case("Abbas")
    given_away(case)
    assert authority.take_back(case, "Dort nicht zuständig.", "k2")
    assert not authority.take_back(case, "Dort nicht zuständig.", "k2")
    assert case.state == "in_review" and authority.given(case) is None
    assert applicant.is_open(case) and applicant.given_to(case) is None
    with pytest.raises(NotPossibleError):
        authority.take_back(case, "Noch einmal.", "k3")


def test_staff_give_a_case_away_on_its_page(portal, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    anna.getLink("An eine andere Behörde abgeben").click()
    assert "schickt nichts an andere Behörden" in text(anna)
    assert "XAusländer" not in text(anna)
    anna.getControl(name="authority").value = ["_other"]
    anna.getControl(name="reason").value = WHY
    anna.getControl("Abgeben und Akte vorbereiten").click()
    assert "pd-errors" in anna.contents and WHY in text(anna)
    anna.getControl(name="authority").value = ["nordstadt"]
    for part, value in (("day", "1"), ("month", "3"), ("year", "2026")):
        anna.getControl(name=f"moved_on.{part}").value = value
    anna.getControl("Abgeben und Akte vorbereiten").click()
    assert anna.url.split("#")[0] == case.absolute_url()
    assert "Abgegeben" in text(anna) and "Vorbereitet, noch nicht übergeben" in text(anna)

    anna.getLink("Diese Akte herunterladen").click()
    assert anna.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(anna.contents)) as archive:
        assert archive.testzip() is None
    anna.open(case.absolute_url())
    anna.getControl("Ich habe die Akte übergeben").click()
    assert "Übergeben, noch nicht bestätigt" in text(anna)
    anna.getLink("Übernahme bestätigen").click()
    anna.getControl(name="number").value = "AZ 33.1"
    anna.getControl("Ja, die Akte ist angekommen").click()
    assert "Übernahme bestätigt" in text(anna) and "AZ 33.1" in text(anna)
    assert "Diese Akte herunterladen" not in text(anna)


def test_a_day_to_come_and_a_missing_name_are_said_beside_the_fields(portal, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(f"{case.absolute_url()}/@@give-away")
    anna.getControl(name="authority").value = ["_other"]
    anna.getControl(name="reason").value = WHY
    for part, value in (("day", "1"), ("month", "3"), ("year", "2190")):
        anna.getControl(name=f"moved_on.{part}").value = value
    anna.getControl("Abgeben und Akte vorbereiten").click()
    assert "liegt in der Zukunft" in text(anna) and "wie die Behörde heißt" in text(anna)
    transaction.begin()
    assert case_by_reference(portal, case.reference).state == "received"


def test_the_applicant_reads_who_is_responsible_and_where_the_file_is(portal, browser_of):
    case = a_case("Abbas")
    login(portal, "anna")
    found = given_away(case)
    transaction.commit()
    shown = opened(browser_of(), portal, case)
    assert "jetzt eine andere Ausländerbehörde zuständig" in shown
    for expected in (NORTH, "Markt 1, 11111 Nordstadt", "0123 456", "wird für die andere Behörde"):
        assert expected in shown
    assert WHY not in shown
    delivery.downloaded(case, found)
    transaction.commit()
    assert "ist dorthin unterwegs" in opened(browser_of(), portal, case)
    delivery.confirm(case, found)
    transaction.commit()
    assert "ist dort angekommen" in opened(browser_of(), portal, case)
    logout()


def test_a_german_name_says_that_it_is_german_on_an_arabic_page(portal, browser_of):
    case = a_case("Abbas")
    login(portal, "anna")
    given_away(case)
    transaction.commit()
    logout()
    browser = browser_of()
    opened(browser, portal, case, "ar")
    assert f"<span lang=de dir=ltr>{NORTH}</span>" in browser.contents


def test_who_must_not_be_found_is_not_told_of_on_the_page(portal, browser_of):
    case = a_case("Abbas")
    login(portal, "anna")
    given_away(case, shown=False)
    transaction.commit()
    logout()
    shown = opened(browser_of(), portal, case)
    assert "Nordstadt" not in shown and "Rufen Sie uns an" in shown


def test_the_api_of_applicants_names_no_place_for_the_code_alone(portal, browser_of):
    case = a_case("Abbas")
    login(portal, "anna")
    given_away(case)
    transaction.commit()
    logout()
    api = browser_of(accept="application/json")
    api.addHeader("X-Access-Code", CODE)
    api.open(f"{portal.absolute_url()}/@applications/{case.reference}")
    told = json.loads(api.contents)
    assert told["state"] == "handed_over"
    assert told["given_to"] == {"name": None, "address": [], "contact": None, "file": "under-way"}


def test_word_goes_out_to_who_allowed_mails(portal, as_anna):
    case = a_case("Abbas", notice_address="a@example.org")
    given_away(case)
    queue = jobs.queue(portal)
    mails = [
        jobs.payload(queue.get(key))
        for key in queue
        if queue.get(key).name == "permitdesk.tracking.notice"
    ]
    assert "given-away" in {each["event"] for each in mails}


def test_the_api_of_staff_does_what_the_pages_do(portal, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    api = browser_of("anna", "application/json")
    address = f"{case.absolute_url()}/@authority"
    api.open(address)
    told = json.loads(api.contents)
    assert told["may_be_given"] and told["given"] is None
    assert told["authorities"][0]["name"] == NORTH
    good = {"municipality": "nordstadt", "reason": WHY, "moved_on": "2026-03-01"}
    for wrong in (
        {},
        {**good, "municipality": "none"},
        {**good, "moved_on": "2190-01-01"},
        {**good, "moved_on": "soon"},
        {**good, "shown": "yes"},
        {**good, "reason": "x" * 501},
    ):
        api.post(address, json.dumps(wrong), "application/json")
        assert api.headers["status"].startswith("400"), wrong
    api.post(address, json.dumps(good), "application/json")
    told = json.loads(api.contents)
    assert told["given"]["name"] == NORTH and not told["may_be_given"]
    api.open(f"{case.absolute_url()}/@transfers")
    (item,) = json.loads(api.contents)["items"]
    api.open(item["bundle"])
    assert api.headers["Content-Type"] == "application/zip"
    step = {"step": "confirmed"}
    api.post(item["@id"], json.dumps(step), "application/json")
    assert api.headers["status"].startswith("400")  # nobody has sent it
    api.post(item["@id"], json.dumps({"step": "sent"}), "application/json")
    api.post(item["@id"], json.dumps({**step, "file_number": "AZ 1"}), "application/json")
    told = json.loads(api.contents)
    assert told["items"][0]["state"] == "confirmed" and told["may_be_deleted"]
    api.post(address, json.dumps({"take_back": "Doch wir."}), "application/json")
    assert json.loads(api.contents)["given"] is None
