"""What hangs on a case goes on where it lies now: status page, codes of others, papers, jobs."""

import pytest
import requests
import transaction
from plone.app.testing import login, logout

from casework_builders import CODE, a_document, do_jobs
from documents.files import a_pdf, a_photo
from permitdesk.casework import applicant, case_by_reference, caseworker
from permitdesk.casework.handover.assigning import assign, desk_at
from permitdesk.casework.handover.bundle import package
from permitdesk.casework.later import LaterDocument
from permitdesk.casework.office import office
from permitdesk.casework.papers import readable
from permitdesk.intake import inboxes
from permitdesk.services import Announced
from status_visitor import Visitor, an_employment_case, an_office_with_services

PAPER = "employer_declaration"


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


def moved(portal, case):
    """The case where it lies now: on anna's desk instead of berta's."""
    login(portal, "berta")
    case = assign(case, desk_at(office(portal), "two/a-k"), "Vertretung")
    logout()
    transaction.commit()
    return case


def test_the_applicant_signs_in_writes_and_reads_as_before(portal):
    case = an_employment_case()
    transaction.commit()
    visitor = Visitor(portal)
    visitor.sign_in(case.reference, CODE)
    before = visitor.text
    case = moved(portal, case)

    visitor.get()
    assert visitor.is_signed_in and visitor.text == before  # the session goes on
    login(portal, "anna")
    caseworker.write(case, "Guten Tag.", "k1")
    logout()
    transaction.commit()
    assert "Guten Tag." in visitor.get("messages")
    visitor.send("messages", text="Danke.")
    transaction.begin()
    assert [
        each.text for each in applicant.messages(case_by_reference(portal, case.reference))
    ] == [
        "Guten Tag.",
        "Danke.",
    ]


def test_a_code_for_somebody_else_puts_its_document_where_the_case_lies_now(portal):
    case = an_employment_case(documents=[], later=(Announced(PAPER, "somebody-else"),))
    transaction.commit()
    visitor = Visitor(portal)
    visitor.sign_in(case.reference, CODE)
    visitor.get("link")
    visitor.post("link", make="1", **visitor.hidden(f"form-{PAPER}"))
    code = visitor.page.xpath("string(//p[contains(@class, 'pd-reference')]/bdi)")
    case = moved(portal, case)

    answer = requests.post(
        inboxes.address(portal, "de"),
        data={"code": code, "upload": "1"},
        files={"file": ("Erklaerung.pdf", a_pdf())},
        timeout=60,
    )
    assert answer.status_code == 200
    transaction.begin()
    case = case_by_reference(portal, case.reference)
    (document,) = case.later.of(LaterDocument)
    assert document.by_link and case.row().desk == "two/a-k"


def test_a_job_recorded_before_the_move_finds_its_case(portal):
    photo = a_photo()
    paper = a_document(photo, "pass.jpg")
    case = an_employment_case(
        documents=[type(paper)(**{**vars(paper), "content_type": "image/jpeg"})]
    )
    transaction.commit()
    case = moved(portal, case)
    assert not readable(case)
    do_jobs(portal)
    case = case_by_reference(portal, case.reference)
    assert readable(case)
    with package.written(case, package.freeze(case)) as file:
        assert file.read(4) == b"PK\x03\x04"
