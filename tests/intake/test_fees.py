"""The estimated fee on its way: check page, API, evidence, receipt on the page and on paper."""

from dataclasses import asdict

import pytest
import transaction
from zope.component.hooks import getSite

from builders import applicants, documents_for, full_answers
from permitdesk.core import clock
from permitdesk.intake import receipts
from permitdesk.intake.receipt_pdf import _Paper
from permitdesk.services import import_library, published, relevant_answers

from .applicant import Applicant
from .world import publish, submit


@pytest.fixture
def somebody():
    """Answers and documents of somebody for whom ``employment`` asks a plain renewal's fee."""

    def answers(**changes):
        (applicant, *_rest) = applicants("employment")
        found = full_answers("employment", applicant)
        found |= {
            "residence_municipality": "neumuehl",
            "application_kind": "renewal",
            "current_status": "residence_permit",
            "title_number": "Y01AB23C4",
            "status_valid_until": "2030-12-31",
            "nationalities": ["SYR"],
            "birth_date": "1990-01-01",
            "income_sources": ["employment"],
            "receives_benefits": False,
            "net_income_monthly": "2450.00",
            "eat_delivery": "pickup",
            "job_change": False,
            "work_basis": "unsure",
            "work_plans": "Ich möchte kochen.",
            "job_offer": False,
            "regulated_profession": False,
            "has_passport": False,
            **changes,
        }
        return found

    return answers


def sent(answers, language="de"):
    """Send what the answers call for; what is not asked any more is left out as the form does."""

    definition = published(getSite()["services"]["employment"]).definition
    asked = relevant_answers(definition, answers, clock.today())
    papers = [each.as_json() for each in documents_for("employment", asked)]
    return submit(asked, papers, service="employment", language=language)


def test_the_check_page_says_what_it_will_probably_cost_and_why(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
    person.open("/check")
    assert person.texts(".pd-fee") == ["Gebühr noch nicht bekannt"]
    assert "können wir die Gebühr nicht schätzen" in person.page
    person.open("/step/precheck").fill(
        application_kind="renewal", current_status="residence_permit"
    ).go_on().fill(
        status_valid_until__day="31",
        status_valid_until__month="12",
        status_valid_until__year="2030",
    ).go_on()
    person.open("/step/birth").fill(
        birth_date__day="1", birth_date__month="5", birth_date__year="2015"
    ).press("save")
    person.open("/check")
    assert person.texts(".pd-fee") == ["Voraussichtlich: 46,50 bis 48 Euro"]
    assert "Für Minderjährige gilt die halbe Gebühr" in person.page
    assert "Die Behörde setzt die Gebühr fest." in person.page


def test_who_cannot_apply_here_is_told_no_fee(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").fill(residence_municipality="auenburg").go_on()
    person.open("/check")
    assert person.texts(".pd-fee") == []


def test_the_answer_the_evidence_and_the_receipt_say_the_same(cases, offices, somebody):
    answer = sent(somebody(), language="en")
    assert answer.status == 201, answer.text
    fees = answer.json["fees"]
    assert fees["total"] == {"lowest": "93.00", "highest": "96.00"}
    assert fees["at_application"] == {"lowest": "93.00", "highest": "96.00"}
    assert [line["fee"] for line in fees["lines"]] == [
        "residence-permit-renewal",
        "residence-permit-renewal-up-to-3-months",
    ]

    (case,) = cases().values()
    assert case.evidence["fees"]["en"] == fees
    assert case.evidence["fees"]["de"]["summary"] == "Voraussichtlich: 93 bis 96 Euro"
    receipt = receipts.find(offices, answer.json["reference"], answer.json["access_code"])
    assert receipt.fees["en"] == fees
    paper = _Paper(published(offices["services"]["employment"]), receipt, "en")
    summary = next(block for block in paper.fees() if block["kind"] == "paragraph")
    assert summary["german"] == "Voraussichtlich: 93 bis 96 Euro"
    path = answer.json["receipt"].partition("/plone")[2]
    pdf = publish("GET", path, x_access_code=answer.json["access_code"])
    assert pdf.body.startswith(b"%PDF-")


def test_a_changed_fee_does_not_change_what_was_shown(cases, offices, somebody):
    answer = sent(somebody())
    assert answer.status == 201, answer.text
    offices.portal_registry["permitdesk.district.fees"] = (
        "residence-permit-renewal | 500.00 | 2026-01-01 | § 1",
    )
    receipt = receipts.find(offices, answer.json["reference"], answer.json["access_code"])
    assert receipt.fees["de"]["total"] == {"lowest": "93.00", "highest": "96.00"}


def test_a_message_has_no_fee(cases):
    answer = submit()
    assert answer.json["fees"] is None
    (case,) = cases().values()
    assert "fees" not in case.evidence


def test_a_receipt_from_before_there_were_fees_opens(offices, cases, monkeypatch):
    def as_before(receipt):
        content = asdict(receipt)
        del content["fees"]
        return content

    monkeypatch.setattr(receipts, "asdict", as_before)
    answer = submit()
    monkeypatch.undo()
    receipt = receipts.find(offices, answer.json["reference"], answer.json["access_code"])
    assert receipt.fees == {}


def test_the_form_tells_programs_its_rules_for_fees(offices):
    form = publish("GET", "/services/employment/@form?lang=de", accept="application/json").json

    assert {
        "kind": "extra",
        "name": "fiktionsbescheinigung",
        "condition": {"field": "certificate_wanted", "is": True},
        "certain": True,
    } in form["fees"]


@pytest.mark.parametrize(
    ("service", "expected", "line"),
    [
        ("toleration-renewal", "Voraussichtlich 33 bis 62 Euro, je nach Antrag.", "33 Euro"),
        ("travel-document", "Voraussichtlich 38 bis 100 Euro, je nach Antrag.", "38 Euro"),
        (
            "temporary-protection",
            "Wenn eine Gebühr anfällt, voraussichtlich 67 Euro.",
            "67 Euro",
        ),
        ("humanitarian", "Voraussichtlich 67 bis 100 Euro, je nach Antrag.", "93 Euro"),
    ],
)
def test_a_title_on_paper_only_says_what_it_will_probably_cost(
    functional, offices, service, expected, line
):
    import_library(offices, [service])
    transaction.commit()

    start = Applicant(functional, service=service).open()

    assert start.texts(".pd-fee") == [expected]
    assert line in start.page
    assert "Nicht alle Beträge" in start.page or "noch geprüft" in start.page
