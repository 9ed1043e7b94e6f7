"""The status page and its API: only both together open, and nothing personal is shown."""

import json

import pytest
import transaction
from plone.testing.zope import Browser
from zope.component import getAdapter

from casework_builders import CODE, a_case, an_office
from permitdesk.core import reference, tries
from permitdesk.core.interfaces import IStatusAddress

WRONG = reference.make_code(b"another code of a test")
UNKNOWN = reference.make_reference("EM", 2026, b"an unknown reference")


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def case(portal):
    tries._wrong.clear()
    an_office(portal)
    case = a_case("Xaverius")
    transaction.commit()
    return case


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    return browser


def ask(browser, portal, number, code, language="de"):
    browser.open(f"{portal.absolute_url()}/{language}/status")
    browser.getControl(name="reference").value = number
    browser.getControl(name="code").value = code
    browser.getForm(index=0).submit()
    return browser.contents


def test_reference_and_code_show_the_state(portal, case, browser):
    shown = ask(browser, portal, case.reference.lower(), CODE.replace("-", " "))
    assert "Ihr Antrag ist bei uns angekommen." in shown
    assert case.reference in shown
    assert "2. März 2026, 10:30" in shown
    for personal in ("Xaverius", "Geheimvorname", "GEHEIME", "Reisepass"):
        assert personal not in shown
    assert CODE not in shown
    assert "no-store" in browser.headers["Cache-Control"]
    assert browser.headers["Referrer-Policy"] == "no-referrer"
    assert case.reference not in browser.url


def test_wrong_code_and_unknown_reference_answer_alike(portal, case, browser):
    wrong = ask(browser, portal, case.reference, WRONG)
    unknown = ask(browser, portal, UNKNOWN, CODE)
    garbage = ask(browser, portal, "?", "?")
    assert "finden wir nichts" in wrong
    assert wrong.replace(case.reference, "") == unknown.replace(UNKNOWN, "")
    assert "finden wir nichts" in garbage
    assert WRONG not in wrong
    assert "steht auf Ihrer" in ask(browser, portal, case.reference, "")


def test_tries_are_limited(portal, case, browser):
    for _ in range(tries.ALLOWED):
        ask(browser, portal, case.reference, WRONG)
    assert "zu viele Versuche" in ask(browser, portal, case.reference, WRONG)
    assert browser.headers["status"].startswith("429")
    address = f"{portal.absolute_url()}/@applications/{case.reference}"
    browser.addHeader("Accept", "application/json")
    browser.addHeader("X-Access-Code", WRONG)
    browser.open(address)
    assert browser.headers["status"].startswith("429")


def test_a_right_code_is_let_in_whatever_others_of_the_house_typed(portal, case, browser):
    for _ in range(tries.ALLOWED + 1):
        ask(browser, portal, case.reference, WRONG)
    assert browser.headers["status"].startswith("429")
    assert "zu viele Versuche" not in ask(browser, portal, case.reference, CODE)
    assert browser.headers["status"].startswith("200")


def test_looking_writes_nothing(portal, case, browser, functional):
    before = functional["app"]._p_jar.db().lastTransaction()
    ask(browser, portal, case.reference, WRONG)
    ask(browser, portal, case.reference, CODE)
    assert functional["app"]._p_jar.db().lastTransaction() == before


def test_the_api_tells_the_same(portal, case, browser):
    browser.addHeader("Accept", "application/json")
    address = f"{portal.absolute_url()}/@applications"
    browser.open(f"{address}/{case.reference}")
    assert browser.headers["status"].startswith("404")
    without_code = json.loads(browser.contents)
    browser.addHeader("X-Access-Code", CODE)
    browser.open(f"{address}/{UNKNOWN}")
    assert browser.headers["status"].startswith("404")
    assert json.loads(browser.contents) == without_code
    browser.open(f"{address}/{case.reference}?lang=en")
    assert browser.headers["status"].startswith("200")
    told = json.loads(browser.contents)
    assert told["state"] == "received"
    assert told["received_at"] == "2026-03-02T09:30:00+00:00"
    assert "Xaverius" not in json.dumps(told)


def test_the_page_follows_the_case(portal, case, browser):
    case.workflow_history["permitdesk_application"][-1]["review_state"] = "documents_requested"
    case.workflow_history._p_changed = True
    transaction.commit()
    assert "noch Unterlagen" in ask(browser, portal, case.reference, CODE)


def test_the_address_for_other_rooms(portal, case):
    assert getAdapter(portal, IStatusAddress)("ar") == f"{portal.absolute_url()}/ar/status"
