"""Answers to a shipped service, read into its estimated fee."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from builders import applicants, full_answers
from permitdesk.core import clock
from permitdesk.services import fee_estimate, parse, possible_fees
from permitdesk.services.compose import LIBRARY, read_service
from permitdesk.services.fees import fee_facts
from permitdesk.services.parse import UnpublishableError

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.usefixtures("portal")
SERVICES = sorted(each.parent.name for each in LIBRARY.glob("*/service.toml"))
ADULT = {"birth_date": "1990-05-01", "nationalities": ["SYR"]}


TITLES = ("national_visa_D", "residence_permit", "blue_card", "settlement", "duldung")


@cache
def a_definition(service_id):
    files = read_service(service_id)
    return parse(files.fields_model, files.texts, files.hints, files.fee_rules)


WITH_FEES = [each for each in SERVICES if read_service(each).fee_rules]


def estimated(service_id, **answers):
    return fee_estimate(a_definition(service_id), {**ADULT, **answers}, TODAY)


def total(service_id, **answers):
    found = estimated(service_id, **answers).total
    return tuple(map(str, found)) if found else None


def test_every_service_for_titles_has_rules_and_the_contact_form_none():
    assert "contact" not in WITH_FEES
    assert fee_estimate(a_definition("contact"), {}, TODAY) is None
    assert {"employment", "family", "education"} <= set(WITH_FEES)


@pytest.mark.parametrize("service_id", ["employment", "family", "education"])
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"application_kind": "first"}, ("100.00", "100.00")),
        ({"application_kind": "renewal"}, ("93.00", "96.00")),
        ({"application_kind": "change_of_purpose"}, ("98.00", "98.00")),
        ({"application_kind": "transfer_new_passport"}, ("67.00", "67.00")),
        ({"application_kind": "first", "birth_date": "2015-01-01"}, ("50.00", "50.00")),
        ({"application_kind": "renewal", "birth_date": "2015-01-01"}, ("46.50", "48.00")),
        # 18 today: of age. Born some day of this month 18 years ago: nobody knows.
        ({"application_kind": "first", "birth_date": "2008-11-22"}, ("100.00", "100.00")),
        ({"application_kind": "first", "birth_date": "2008-11-23"}, ("50.00", "50.00")),
        ({"application_kind": "first", "birth_date": "2008-11-00"}, ("50.00", "100.00")),
        ({"application_kind": "first", "birth_date": ""}, ("50.00", "100.00")),
        ({"application_kind": "first", "nationalities": ["TUR"]}, ("37.00", "100.00")),
        (
            {"application_kind": "first", "nationalities": ["SYR", "TUR"], "birth_date": "2004"
             "-01-01"},
            ("22.80", "100.00"),
        ),
        ({"application_kind": "first", "income_sources": ["SGB2"]}, ("0.00", "0.00")),
        ({"application_kind": "first", "income_sources": ["AsylbLG"]}, ("0.00", "0.00")),
        (
            {"application_kind": "change_of_purpose", "income_sources": ["SGB12"]},
            ("98.00", "98.00"),
        ),
        (
            {
                "application_kind": "first",
                "has_passport": True,
                "passport_type": "refugee_travel_document",
            },
            ("0.00", "100.00"),
        ),
        (
            {
                "application_kind": "renewal",
                "current_status": "residence_permit",
                "status_valid_until": "2026-12-31",
                "certificate_wanted": True,
            },
            ("106.00", "109.00"),
        ),
        (
            {
                "application_kind": "renewal",
                "current_status": "residence_permit",
                "status_valid_until": "2029-12-31",
                "certificate_wanted": True,  # left over: not asked any more
            },
            ("93.00", "96.00"),
        ),
        (
            {"application_kind": "first", "has_passport": True, "eat_delivery": "direct_post"},
            ("115.00", "115.00"),
        ),
        ({}, None),
    ],
)  # fmt: skip
def test_what_a_residence_permit_will_probably_cost(service_id, answers, expected):
    assert total(service_id, **answers) == expected


def test_a_public_scholarship_is_free_and_a_private_one_is_not():
    first = {"application_kind": "first", "income_sources": ["scholarship"]}

    assert total("education", **first, financing="public_scholarship") == ("0.00", "0.00")
    assert total("education", **first, financing="private_scholarship") == ("100.00", "100.00")
    assert total("education", **first, financing="family") == ("0.00", "100.00")


@pytest.mark.parametrize("service_id", WITH_FEES)
def test_the_estimate_of_every_applicant_is_known_where_the_law_names_a_fee(service_id):
    definition, today = a_definition(service_id), clock.today()
    for applicant in applicants(service_id):
        answers = full_answers(service_id, applicant)
        found = fee_estimate(definition, answers, today)

        if found.total is None:
            assert service_id == "conditions", applicant["id"]
            assert answers["current_status"] not in TITLES or (
                answers["change_kind"] == "leave_area_12_5" or answers["only_visit"]
            )
            continue
        assert Decimal(0) <= found.total[0] <= found.total[1]


@pytest.mark.parametrize("service_id", WITH_FEES)
def test_the_start_page_can_name_every_fee(service_id):
    assert possible_fees(a_definition(service_id), TODAY).is_known


def test_without_a_birth_date_in_the_form_age_is_only_possible():
    assert fee_facts(a_definition("contact"), {}, TODAY).possible == {"minor", "under-24"}


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"kind": "fee", "name": "no-such-fee"}, "gibt es nicht"),
        ({"kind": "circumstance", "name": "residence-permit-grant"}, "gibt es nicht"),
        ({"kind": "gift", "name": "residence-permit-grant"}, "keine Gebühr und kein Umstand"),
        (
            {
                "kind": "fee",
                "name": "residence-permit-grant",
                "condition": {"field": "nothing", "is": 1},
            },
            "nennt ein Feld, das es nicht gibt",
        ),
    ],
)
def test_a_rule_that_means_nothing_is_not_published(rule, problem):
    files = read_service("contact")
    with pytest.raises(UnpublishableError, match=problem):
        parse(files.fields_model, files.texts, files.hints, [rule])


@pytest.mark.parametrize(
    ("answers", "expected", "ahead"),
    [
        ({"settlement_basis": "settlement_9"}, ("113.00", "113.00"), "56.50"),
        ({"settlement_basis": "eu_9a"}, ("109.00", "109.00"), "54.50"),
        ({"settlement_basis": "self_employed_21_4"}, ("124.00", "124.00"), "62.00"),
        ({"settlement_basis": "refugee_26_3"}, ("0.00", "0.00"), "0.00"),
        ({"settlement_basis": "humanitarian_26_4"}, ("0.00", "113.00"), "56.50"),
        ({"settlement_basis": "unsure"}, ("109.00", "124.00"), "62.00"),
        ({"settlement_basis": "young_35"}, ("113.00", "113.00"), "56.50"),
        ({"settlement_basis": "young_35", "birth_date": "2010-03-01"}, ("55.00", "55.00"), "27.50"),
        # Benefits are no reason to pay nothing for a settlement permit.
        (
            {"settlement_basis": "settlement_9", "income_sources": ["SGB2"]},
            ("113.00", "113.00"),
            "56.50",
        ),
        (
            {"settlement_basis": "settlement_9", "nationalities": ["TUR"]},
            ("37.00", "113.00"),
            "56.50",
        ),
        ({"application_kind": "transfer_new_passport"}, ("67.00", "67.00"), "0.00"),
    ],
)
def test_what_a_settlement_permit_will_probably_cost(answers, expected, ahead):
    answers = {"application_kind": "first", **answers}
    assert total("settlement", **answers) == expected
    assert str(estimated("settlement", **answers).ahead[1]) == ahead


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"change_kind": "residence_requirement", "only_visit": False}, ("50.00", "50.00")),
        ({"change_kind": "employment_specific"}, ("0.00", "0.00")),
        ({"change_kind": "employment_specific", "current_status": "duldung"}, ("50.00", "50.00")),
        (
            {"change_kind": "residence_requirement", "current_status": "duldung"},
            ("50.00", "50.00"),
        ),
        ({"change_kind": "other"}, ("0.00", "50.00")),
        (
            {
                "change_kind": "residence_requirement",
                "only_visit": False,
                "income_sources": ["AsylbLG"],
            },
            ("0.00", "0.00"),
        ),
        ({"change_kind": "study_permission", "birth_date": "2012-01-01"}, ("25.00", "25.00")),
        # Nobody told us what these cost.
        ({"change_kind": "study_permission", "current_status": "gestattung"}, None),
        ({"change_kind": "leave_area_12_5"}, None),
    ],
)
def test_what_a_changed_condition_will_probably_cost(answers, expected):
    assert total("conditions", **{"current_status": "residence_permit", **answers}) == expected


def test_recognised_refugees_pay_nothing_for_their_permit():
    first = {"application_kind": "first"}
    assert total("humanitarian", **first, humanitarian_basis="25_1") == ("0.00", "0.00")
    assert total("humanitarian", **first, humanitarian_basis="25_5") == ("100.00", "100.00")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"current_status": "duldung"}, ("0.00", "37.00")),
        ({"current_status": "none"}, ("0.00", "62.00")),
        ({}, None),
    ],
)
def test_what_a_toleration_will_probably_cost(answers, expected):
    assert total("toleration-renewal", **answers) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"travel_document_kind": "refugee"}, ("70.00", "70.00")),
        ({"travel_document_kind": "refugee", "birth_date": "2005-05-05"}, ("38.00", "38.00")),
        ({"travel_document_kind": "stateless"}, ("70.00", "70.00")),
        ({"travel_document_kind": "foreigner"}, ("70.00", "100.00")),
        ({"travel_document_kind": "unsure", "birth_date": "2005-05-05"}, ("38.00", "97.00")),
        # 24 today; and somebody of whom nobody knows
        ({"travel_document_kind": "refugee", "birth_date": "2002-11-22"}, ("70.00", "70.00")),
        ({"travel_document_kind": "refugee", "birth_date": "2002-11-23"}, ("38.00", "38.00")),
        ({"travel_document_kind": "refugee", "birth_date": "2002-11-00"}, None),
    ],
)
def test_what_a_travel_document_will_probably_cost(answers, expected):
    assert total("travel-document", **answers) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"protection_reason": ["lost_card"]}, ("67.00", "67.00")),
        ({"protection_reason": ["new_passport"], "income_sources": ["SGB2"]}, ("0.00", "0.00")),
        ({"protection_reason": ["expires"]}, None),
    ],
)
def test_what_a_new_card_with_temporary_protection_will_probably_cost(answers, expected):
    assert total("temporary-protection", **answers) == expected
