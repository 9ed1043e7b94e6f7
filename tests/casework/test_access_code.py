"""A new access code at the counter: twice confirmed, recorded, shown once; the old one is dead."""

import re
from html import unescape

import pytest
import requests
import transaction
from plone.testing.zope import Browser

from casework_builders import CODE, PASSWORD
from permitdesk import privacy
from permitdesk.casework.caseworker import AlreadyIssuedError, code_mark, issue_code
from permitdesk.casework.later import Issued
from permitdesk.core import clock, jobs, reference, tries
from permitdesk.intake import receipts
from status_visitor import Visitor, an_employment_case, an_office_with_services


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


def fill(anna, case):
    anna.open(case.absolute_url())
    anna.getLink("Neuen Zugangscode ausgeben").click()
    anna.getControl(name="reason").value = ["lost"]
    anna.getControl(name="proof").value = ["passport"]
    anna.getControl(name="checked").value = ["yes"]
    anna.getControl("Weiter").click()


def test_the_new_code_opens_and_the_old_one_does_not(portal, case, anna):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    fill(anna, case)
    assert "ungültig machen" in text(anna) and "Nationalpass" in text(anna)
    transaction.begin()
    assert case.access_code_digest == reference.digest(CODE)  # nothing has happened yet
    anna.getControl("Neuen Code ausgeben").click()
    (code,) = re.findall(r"<bdi>((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})</bdi>", text(anna))
    assert "no-store" in anna.headers["Cache-Control"]
    assert f'lang="{case.application.language}"' in text(anna)  # on the sheet
    visitor.get()
    assert not visitor.is_signed_in
    assert "finden wir nichts" in visitor.sign_in(case.reference, CODE)
    assert "angekommen" in visitor.sign_in(case.reference, code)
    tries._wrong.clear()
    transaction.begin()
    (issued,) = case.later.of(Issued)
    assert (issued.by, issued.reason, issued.proof) == ("anna", "lost", "passport")
    recorded = [
        (e.action, e.who, e.why)
        for e in privacy.trail(clock.today(), case.reference)
        if "code" in e.action
    ]
    assert recorded == [("case.code-issued", "anna", "lost, passport")]
    for key in jobs.queue(portal) or ():
        assert code not in str(jobs.payload(jobs.queue(portal).get(key)))
    assert code not in str(vars(issued)) and case.access_code_digest == reference.digest(code)


def test_it_is_shown_once(case, anna):
    fill(anna, case)
    form = anna.getForm(id="code")
    again = {each.name: each.value for each in form.controls if each.name} | {"confirm": "1"}
    anna.getControl("Neuen Code ausgeben").click()
    digest = case.access_code_digest
    answer = requests.post(
        f"{case.absolute_url()}/@@access-code", data=again, auth=("anna", PASSWORD), timeout=60
    )
    assert "schon ausgegeben" in unescape(answer.text)
    assert not re.search(r"(?:[2-9A-Z]{4}-){4}", answer.text)
    anna.open(f"{case.absolute_url()}/@@access-code")
    assert not re.search(r"(?:[2-9A-Z]{4}-){4}", text(anna))
    transaction.begin()
    assert len(case.later.of(Issued)) == 1 and case.access_code_digest == digest


def test_without_looking_at_a_document_there_is_none(case, anna):
    anna.open(f"{case.absolute_url()}/@@access-code")
    anna.getControl("Weiter").click()
    assert "Etwas fehlt noch oder stimmt nicht" in text(anna)
    transaction.begin()
    assert not case.later.of(Issued)


def test_two_at_once_get_one(case):
    mark = code_mark(case)
    issue_code(case, "lost", "passport", mark)
    with pytest.raises(AlreadyIssuedError):
        issue_code(case, "lost", "passport", mark)


def test_the_old_code_opens_the_receipt_no_more(portal, case):
    from permitdesk.intake.submission import Receipt

    receipt = Receipt(
        case.reference, CODE, clock.now(), "employment", 1, "de", "0" * 64, {"a": 1}, ()
    )
    receipts.keep(portal, "key", "bound", receipt)
    assert receipts.find(portal, case.reference, CODE) is not None
    issue_code(case, "seen", "title", code_mark(case))
    assert receipts.find(portal, case.reference, CODE) is None
