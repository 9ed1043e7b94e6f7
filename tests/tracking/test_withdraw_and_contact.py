"""Taking an application back, correcting contact data, and the paper that says what came."""

import subprocess
from html import unescape

import pytest
import transaction
from requests import get

from casework_builders import PASSWORD, a_case
from permitdesk import privacy
from permitdesk.casework import contact_data
from permitdesk.casework.later import Correction, Withdrawal
from permitdesk.core import clock
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
def visitor(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    return visitor


def page_of(case, user="anna"):
    return unescape(get(case.absolute_url(), auth=(user, PASSWORD), timeout=60).text)


def test_withdrawing_takes_two_pages_and_a_tick(case, visitor):
    assert "bearbeiten wir ihn nicht weiter" in visitor.get("withdraw")
    assert not visitor.page.xpath("//main//form")
    visitor.send("withdraw/confirm")
    assert "Bitte bestätigen Sie das" in visitor.text
    transaction.begin()
    assert case.state == "received"
    assert "Ihr Antrag ist zurückgenommen" in visitor.send("withdraw/confirm", sure="yes")
    transaction.begin()
    assert case.state == "withdrawn"
    assert case.history[-1]["actor"] in (None, "")
    assert len(case.later.of(Withdrawal)) == 1
    trail = [(e.action, e.who) for e in privacy.trail(clock.today(), case.reference)]
    assert ("case.withdrawn-by-applicant", "") in trail and ("case.moved", "") in trail
    assert "Zurückgenommen" in page_of(case)
    # A second time, and by a form that was open before: nothing happens.
    visitor.get("withdraw")
    assert not visitor.answer.url.endswith("withdraw")
    for path in ("messages", "documents", "contact"):
        visitor.get(path)
        assert not visitor.page.xpath("//main//textarea | //main//input[@type='file']")


def test_a_form_without_the_token_of_the_session_withdraws_nothing(case, visitor, portal):
    for token in ("", "0" * 64):
        visitor.post("withdraw/confirm", sure="yes", token=token)
    Visitor(portal).post("withdraw/confirm", sure="yes")
    transaction.begin()
    assert case.state == "received"


def test_a_decision_that_was_not_delivered_is_not_to_be_seen(case, visitor, portal):
    tool = portal.portal_workflow
    (workflow,) = tool.getWorkflowsFor(case)
    for state in ("in_review", "decided"):
        workflow._changeStateOf(case, next(
            each for each in workflow.transitions.values() if each.new_state_id == state
        ))  # fmt: skip
    transaction.commit()
    shown = visitor.get()
    assert "Wir bearbeiten Ihren Antrag" in shown and "Antrag zurücknehmen" in shown
    assert "zurückgenommen" in visitor.send("withdraw/confirm", sure="yes")
    transaction.begin()
    assert case.state == "withdrawn"


def test_a_message_is_not_withdrawn(portal):
    case = a_case("Kaya", kind="contact")
    transaction.commit()
    visitor = Visitor(portal)
    assert "zurücknehmen" not in visitor.sign_in(case.reference, born="")
    visitor.post("withdraw/confirm", sure="yes", **visitor.hidden())
    transaction.begin()
    assert case.state == "received"


def test_corrected_contact_data_stand_beside_what_was_sent(case, visitor):
    old = contact_data.original(case)
    assert old["email"] and old["address"]
    shown = visitor.send(
        "contact",
        phone="+49 151 23456789",
        email="neu@example.org",
        street="Neue Gasse 3",
        postal_code="12345",
        city="Auenfeld",
        language="uk",
    )
    assert "Das haben Sie schon geändert" in shown, shown
    for personal in ("neu@example.org", "23456789", "Neue Gasse", old["email"]):
        assert personal not in shown
    transaction.begin()
    now = contact_data.current(case)
    assert now["email"] == "neu@example.org"
    assert now["address"] == "Neue Gasse 3\n12345 Auenfeld"
    assert case.application.answers["email"] == old["email"]
    page = page_of(case)
    for each in ("neu@example.org", old["email"], "Neue Gasse 3", "23456789"):
        assert each in page
    assert page_of(case, "berta").count("neu@example.org") == 0
    visitor.send("contact", email="neu@example.org")
    transaction.begin()
    assert len(case.later.of(Correction)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "was sich geändert hat"),
        ({"email": "kein"}, ""),
        ({"phone": "12"}, ""),
        ({"street": "Gasse 3"}, "die ganze Anschrift"),
        ({"street": "Gasse 3", "postal_code": "1", "city": "X"}, "5 Ziffern"),
    ],
)
def test_what_is_no_contact_is_said(case, visitor, fields, said):
    shown = visitor.send("contact", **{"phone": "", **fields})
    assert visitor.page.xpath("//*[@id='errors']")
    assert said in shown
    transaction.begin()
    assert not case.later.of(Correction)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_paper_names_reference_and_moment_and_nobody(case, portal, language, tmp_path):
    visitor = Visitor(portal, language)
    visitor.sign_in(case.reference)
    paper = visitor.get("received.pdf")
    assert paper.startswith(b"%PDF")
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert case.reference in text
    assert "2. März 2026" in text
    assert "keine Fiktionsbescheinigung" in " ".join(text.split())
    answers = case.application.answers
    for personal in ("Abbas", "Geheimvorname", answers["email"], answers["birth_date"][:4] + "-"):
        assert personal not in text


def test_who_signs_in_late_loses_no_contact(case, portal):
    late = Visitor(portal)
    late.post("contact", phone="", email="neu@example.org", token="0" * 64)
    assert "ist noch da" in late.text
    late.sign_in(case.reference, path="contact", email="neu@example.org")
    assert "Das haben Sie schon geändert" in late.text
    transaction.begin()
    assert contact_data.current(case)["email"] == "neu@example.org"
