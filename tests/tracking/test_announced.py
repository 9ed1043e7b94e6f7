"""What a person said that they hand in later: a to-do for both sides until it is there."""

import html
from datetime import timedelta

import pytest
import requests
import transaction
from plone import api

from casework_builders import CODE, PASSWORD, a_document
from documents.files import a_pdf
from permitdesk.casework import applicant
from permitdesk.casework.checklist import asking
from permitdesk.core import clock
from permitdesk.services import Announced
from status_visitor import Visitor, an_employment_case, an_office_with_services

WORDS = "Der Arbeitgeber schickt es."


@pytest.fixture
def portal(functional):
    an_office_with_services(functional["portal"], "employment")
    return functional["portal"]


@pytest.fixture
def until():
    return (clock.today() + timedelta(days=20)).isoformat()


@pytest.fixture
def case(portal, until):
    later = (
        Announced("income_proof", "other", WORDS, until),
        Announced("employment_contract", "not-issued"),
    )
    case = an_employment_case("Abbas", documents=[a_document()], later=later)
    transaction.commit()
    return case


def staff(address, accept="text/html"):
    answer = requests.get(address, auth=("anna", PASSWORD), headers={"Accept": accept}, timeout=60)
    return answer.json() if "json" in accept else html.unescape(answer.text)


def asked_api(portal, case, **headers):
    answer = requests.get(
        f"{portal.absolute_url()}/@applications/{case.reference}",
        headers={"Accept": "application/json", "X-Access-Code": CODE, **headers},
        timeout=60,
    )
    return {each["id"]: each["announced"] for each in answer.json()["missing"]}


def test_the_status_page_has_a_task_for_each_with_its_upload(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Nachweis, wovon Sie leben" in visitor.text
    assert "Sie wollten es nachreichen" in visitor.text
    assert WORDS not in visitor.text, "not on the first page, where others may look"
    (link,) = visitor.page.xpath("//main//a[contains(@href, '#form-income_proof')]/@href")
    visitor.get("documents")
    assert visitor.page.xpath(f"//*[@id='{link.partition('#')[2]}']//input[@type='file']")
    assert WORDS in visitor.text

    fields = visitor.hidden("form-income_proof")
    visitor.post("documents", files={"file.income_proof": ("Lohn.pdf", a_pdf())}, **fields)
    visitor.get()
    assert "Nachweis, wovon Sie leben" not in visitor.text, "it is there: nothing is left to do"
    assert "Arbeitsvertrag" in visitor.text
    transaction.begin()
    assert "income_proof" not in [each.id for each in applicant.missing(case, "de")]


def test_the_caseworker_sees_it_until_it_is_there(portal, case, until):
    page = " ".join(staff(case.absolute_url()).split())
    assert f"später, angekündigt: Ein anderer Grund: \u2068{WORDS}\u2069" in page
    assert "Der genannte Tag ist vorbei." not in page
    told = {
        each["id"]: each["announced"]
        for each in staff(case.absolute_url(), "application/json")["documents_missing"]
    }
    assert told["income_proof"] == {"reason": "other", "text": WORDS, "until": until}
    assert told["employment_contract"] == {"reason": "not-issued", "text": None, "until": None}
    assert None in told.values(), "what is missing without a word has none"
    with clock.frozen(clock.now() + timedelta(days=21)):
        assert "Der genannte Tag ist vorbei." in staff(case.absolute_url())


def test_what_the_api_tells_an_applicant(portal, case, until):
    told = asked_api(portal, case)
    assert told["income_proof"] == {"reason": "other", "until": until}, "own words may be personal"
    assert told["employment_contract"] == {"reason": "not-issued", "until": None}
    told = asked_api(portal, case, **{"X-Birth-Date": "1987-04-12"})
    assert told["income_proof"]["text"] == WORDS


def test_what_staff_ask_for_counts_as_missing_whatever_was_announced(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    before = visitor.page.xpath("//main//a[contains(@href, '#form-')]")
    with api.env.adopt_user("anna"):
        asking.ask(case, "income_proof", "", "", "a key")
    transaction.commit()
    visitor.get()
    after = visitor.page.xpath("//main//a[contains(@href, '#form-')]")
    assert len(before) - len(after) == 1
    assert not [each for each in after if "income_proof" in each.get("href")]


def test_a_case_from_before_announces_nothing(portal):
    case = an_employment_case("Abbas")
    del case.application.__dict__["_announced"]
    assert case.application.announced == {}
