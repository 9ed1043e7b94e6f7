"""A file that turns out to be infected after sending: both sides see it, and it comes again."""

from datetime import timedelta
from html import unescape

import pytest
import transaction
from requests import get

import clamav
from casework.test_papers import a_paper
from casework_builders import PASSWORD, do_jobs
from documents.files import a_pdf
from permitdesk.casework import applicant, case_by_reference
from permitdesk.casework.later import OFFICE, Unusable
from permitdesk.casework.reading import revision_of
from permitdesk.documents import scanner
from permitdesk.intake import consent_evidence
from staff_browser import Staff
from status_visitor import Visitor, an_employment_case, an_office_with_services
from tracking.test_papers import hand_in

TO = "ola@example.org"
LATER = timedelta(minutes=2)
WARNING = "Eine Datei konnten wir nicht verwenden"


@pytest.fixture
def portal(functional, monkeypatch, tmp_path):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    monkeypatch.setenv("PERMITDESK_MAIL_DIRECTORY", str(tmp_path / "mails"))
    return portal


@pytest.fixture
def mails(portal, tmp_path):
    """What the applicant's mailbox got, as texts."""
    return lambda: [
        text
        for path in sorted((tmp_path / "mails").glob("*.eml"))
        if f"To: {TO}" in (text := path.read_text())
    ]


@pytest.fixture
def clamd(monkeypatch):
    with clamav.stopped() as daemon:
        monkeypatch.setenv("PERMITDESK_CLAMD", daemon.address)
        yield daemon


def an_infected_paper(requirement="passport"):
    def infected(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + clamav.EICAR)

    paper = a_pdf(change=infected, compress_streams=False)
    return a_paper(paper, "Geheim.pdf", requirement=requirement)


def sent(*documents):
    """Somebody applied while the scanner was down, and allows mails."""
    case = an_employment_case(
        "Abbas",
        documents=list(documents),
        email=TO,
        notice_address=TO,
        evidence={"notices": consent_evidence("de")},
    )
    transaction.commit()
    return case


def page_of(case):
    answer = get(case.absolute_url(), auth=("anna", PASSWORD), timeout=60)
    return " ".join(unescape(answer.text).split())


def test_both_sides_see_it_until_another_file_has_come(portal, clamd, mails):
    case = sent(an_infected_paper())
    assert case.application.documents[0].scan == scanner.UNSCANNED
    do_jobs(portal)
    before = len(mails())
    visitor = Visitor(portal)
    assert WARNING not in visitor.sign_in(case.reference), "nobody has looked yet"

    clamd.start()
    assert do_jobs(portal, LATER)
    do_jobs(portal)
    assert len(mails()) == before + 1
    assert "etwas Neues" in mails()[-1] and "Virus" not in mails()[-1]
    shown = visitor.get()
    assert WARNING in shown and "Pass" in shown and "Geheim.pdf" not in shown
    shown = visitor.get("documents")
    assert WARNING in shown and visitor.page.xpath("//form[@id='form-passport']")

    page = page_of(case)
    assert "In einer Datei wurde ein Schadprogramm gefunden" in page
    assert "Datei mit Schadprogramm gesperrt" in page.split('id="history"')[1]
    transaction.begin()
    assert [type(each) for each in case.later.new_for(OFFICE)] == [Unusable]
    assert "Neues" in Staff(portal, "anna").workplace(news="new").split("<tbody")[1]
    facts = told(case)
    (paper,) = [each for each in facts["documents_missing"] if each["unusable"]]
    assert paper["id"] == "passport"

    assert WARNING not in hand_in(visitor, "passport", a_pdf())
    assert "In einer Datei wurde ein Schadprogramm gefunden" not in page_of(case)
    assert not any(each["unusable"] for each in told(case)["documents_missing"])


def told(case):
    headers = {"Accept": "application/json"}
    return get(case.absolute_url(), auth=("anna", PASSWORD), headers=headers, timeout=60).json()


def test_one_that_was_not_even_needed_can_be_uploaded_again(portal, clamd):
    case = sent(a_paper(a_pdf(), "Pass.pdf"))
    optional = next(
        each.id for each in _requirements(case) if each.id not in _missing(case) | {"passport"}
    )
    case = sent(a_paper(a_pdf(), "Pass.pdf"), an_infected_paper(optional))
    clamd.start()
    do_jobs(portal, LATER)
    transaction.begin()
    assert optional in _missing(case_by_reference(portal, case.reference))
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    hand_in(visitor, optional, a_pdf())
    transaction.begin()
    assert optional not in _missing(case_by_reference(portal, case.reference))


def _requirements(case):
    return revision_of(case).definition.requirements


def _missing(case):
    return {each.id for each in applicant.missing(case, "de")}


def test_one_that_came_later_and_was_asked_for_is_asked_for_again(portal, clamd):
    case = sent(a_paper(a_pdf(), "Pass.pdf"))
    Staff(portal, "anna").ask(case, "_other", title="Mietvertrag")
    transaction.begin()
    (asked,) = [each.id for each in applicant.missing(case, "de") if each.asked]
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)

    def infected(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + clamav.EICAR)

    shown = hand_in(visitor, asked, a_pdf(change=infected, compress_streams=False))
    assert "Das ist schon bei uns angekommen" in shown
    clamd.start()
    do_jobs(portal, LATER)
    shown = visitor.get("documents")
    assert WARNING in shown and "Es geht um: Mietvertrag" in shown
    assert "Das ist schon bei uns angekommen" not in shown
    assert "Mietvertrag" in page_of(case).split('id="history"')[1]


def test_one_of_two_pages_is_asked_for_again_too(portal, clamd):
    case = sent(a_paper(a_pdf(), "Seite 1.pdf"), an_infected_paper())
    clamd.start()
    do_jobs(portal, LATER)
    visitor = Visitor(portal)
    shown = visitor.sign_in(case.reference)
    assert WARNING in shown
    assert "Sie müssen jetzt nichts tun" not in shown
    assert "Unten laden Sie hoch, was noch fehlt" in shown
    hand_in(visitor, "passport", a_pdf())
    assert WARNING not in visitor.get()
