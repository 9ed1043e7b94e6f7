"""Staff take back that they asked for a document."""

from html import unescape

import pytest
import requests
import transaction

from casework_builders import PASSWORD
from documents.files import a_pdf
from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.casework.later import Asked, TakenBack
from permitdesk.core import clock
from staff_browser import Staff
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
def anna(portal):
    return Staff(portal, "anna")


@pytest.fixture
def asked(case, anna):
    """The key of one document in staff's own words."""
    anna.move(case, "take_up")
    anna.ask(case, "_other", title="Mietvertrag", note="Alle Seiten")
    transaction.begin()
    (entry,) = case.later.of(Asked)
    return entry.key


def test_it_is_gone_for_the_applicant_and_stays_in_the_history(portal, case, anna, asked):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Mietvertrag" in visitor.get("documents")
    page = anna.take_back(case, asked).text
    assert "Mietvertrag" not in visitor.get("documents")
    history = " ".join(unescape(page).split()).split('id="history"')[1]
    assert "Anforderung zurückgenommen: Mietvertrag" in history
    assert "Unterlage angefordert: Mietvertrag" in history
    transaction.begin()
    (entry,) = case.later.of(TakenBack)
    assert (entry.asked, entry.by) == (asked, "anna")
    trail = [(each.action, each.who) for each in privacy.trail(clock.today(), case.reference)]
    assert ("case.request-taken-back", "anna") in trail


def test_a_form_that_was_open_before_takes_no_file_for_it(portal, case, anna, asked):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.get("documents")
    fields = visitor.hidden(f"form-{asked}")
    anna.take_back(case, asked)
    file = {f"file.{asked}": ("Vertrag.pdf", a_pdf())}
    assert "brauchen wir nicht mehr" in visitor.post("documents", files=file, **fields)
    transaction.begin()
    assert len(case.documents) == len(case.application.documents)


def test_with_other_papers_missing_the_case_goes_on_waiting(case, anna, asked):
    assert any(not each.asked for each in applicant.missing(case, "de"))
    anna.take_back(case, asked)
    transaction.begin()
    assert case.state == "documents_requested"


def test_with_nothing_else_missing_the_case_is_in_review_again(portal, case, anna, asked):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    for each in [each for each in applicant.missing(case, "de") if not each.asked]:
        visitor.get("documents")
        file = {f"file.{each.id}": ("Datei.pdf", a_pdf())}
        visitor.post("documents", files=file, **visitor.hidden(f"form-{each.id}"))
    transaction.begin()
    assert case.state == "documents_requested"
    anna.take_back(case, asked)
    transaction.begin()
    assert case.state == "in_review"


def test_taking_back_twice_leaves_one_entry(portal, case, anna, asked):
    data = {"asked": asked}
    form = anna.page(case).xpath("//form[contains(@action, '@@take-back')]")[0]
    for each in form.xpath(".//input[@type='hidden'][@name]"):
        data[each.get("name")] = each.get("value")
    for _time in range(2):
        anna.http.post(f"{case.absolute_url()}/@@take-back", data=data, timeout=60)
    for other in ("", "0" * 32):
        anna.http.post(
            f"{case.absolute_url()}/@@take-back", data={**data, "asked": other}, timeout=60
        )
    transaction.begin()
    assert len(case.later.of(TakenBack)) == 1


def test_what_was_handed_in_meanwhile_is_not_taken_back(case, anna, asked, portal):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.get("documents")
    file = {f"file.{asked}": ("Vertrag.pdf", a_pdf())}
    data = {"asked": asked}
    form = anna.page(case).xpath("//form[contains(@action, '@@take-back')]")[0]
    for each in form.xpath(".//input[@type='hidden'][@name]"):
        data[each.get("name")] = each.get("value")
    visitor.post("documents", files=file, **visitor.hidden(f"form-{asked}"))
    anna.http.post(f"{case.absolute_url()}/@@take-back", data=data, timeout=60)
    transaction.begin()
    assert not case.later.of(TakenBack)


@pytest.mark.parametrize("user", [None, "berta", "dora"])
def test_nobody_else_takes_it_back(case, asked, user):
    requests.post(
        f"{case.absolute_url()}/@@take-back",
        data={"asked": asked},
        auth=(user, PASSWORD) if user else None,
        timeout=60,
    )
    transaction.begin()
    assert not case.later.of(TakenBack)


def test_opening_the_address_takes_nothing_back(case, anna, asked):
    anna.get(f"{case.absolute_url()}/@@take-back?asked={asked}")
    anna.http.post(f"{case.absolute_url()}/@@take-back", data={"asked": asked}, timeout=60)
    transaction.begin()
    assert not case.later.of(TakenBack)
