"""What the service ``conditions`` asks, calls for and says, for which answers."""

from datetime import date

import pytest

from permitdesk.services import asked_steps, hints_for, parse, required_documents
from permitdesk.services.compose import read_service
from permitdesk.services.definition import Definition

TODAY = date(2026, 11, 22)


@pytest.fixture
def conditions(portal) -> Definition:
    files = read_service("conditions")
    return parse(files.fields_model, files.texts, files.hints)


def answers(**changes) -> dict:
    """Somebody with a Duldung who wants to move."""
    return {
        "current_status": "duldung",
        "change_kind": "residence_requirement",
        "only_visit": False,
        "wording_place": "document",
        "income_sources": ["employment"],
        **changes,
    }


JOB = {"employer", "job", "pay"}
OWN = {"leave", "move", "family", "business", "institution", "programme", *JOB}


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, {"move", "family"}),
        ({"only_visit": True}, {"leave"}),
        ({"change_kind": "spatial_restriction"}, set()),
        ({"change_kind": "spatial_restriction", "only_visit": True}, {"leave"}),
        ({"change_kind": "leave_area_12_5"}, {"leave"}),
        ({"change_kind": "employment_any"}, set()),
        ({"change_kind": "employment_specific"}, JOB),
        ({"reason_12a": ["hardship", "job_15h_income"]}, {"move", "family", *JOB}),
        ({"reason_12a": ["training_or_study"]}, {"move", "family", "institution", "programme"}),
        ({"change_kind": "self_employment_21_6"}, {"business"}),
        ({"change_kind": "study_permission"}, {"institution", "programme"}),
        # Reasons for a move that is no longer meant have no say.
        ({"change_kind": "other", "reason_12a": ["job_15h_income"]}, set()),
    ],
)
def test_only_what_this_change_needs_is_asked(conditions, changes, steps):
    shown = {each.name for each in asked_steps(conditions, answers(**changes), TODAY)}

    assert shown & OWN == steps
    assert {"wording", "reasons", "documents"} <= shown


CHILD = [{"affected_name": "A", "affected_birth_date": "2016-00-00", "affected_relation": "child"}]


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, set()),
        ({"wording_place": "supplement_sheet"}, {"supplement_sheet"}),
        ({"wording_place": "letter"}, {"supplement_sheet"}),
        ({"change_kind": "employment_specific"}, {"employment_contract", "employer_declaration"}),
        ({"reason_12a": ["job_15h_income"]}, {"employment_contract"}),
        ({"reason_12a": ["livelihood_mostly"]}, {"payslips"}),
        ({"reason_12a": ["livelihood_mostly"], "income_sources": ["pension"]}, {"income_proof"}),
        ({"reason_12a": ["integration_course"]}, {"course_proof"}),
        ({"change_kind": "study_permission"}, {"course_proof"}),
        ({"reason_12a": ["family_reunion"]}, {"family_reunion_proof"}),
        ({"target_address": "Bahnhofstraße 7"}, {"rent_offer"}),
        ({"affected_family": CHILD}, {"family_papers"}),
        (
            {"change_kind": "self_employment_21_6", "business_permit": "promised"},
            {"business_permit_proof"},
        ),
    ],
)
def test_documents_follow_from_the_answers(conditions, changes, papers):
    called_for = required_documents(conditions, answers(**changes), TODAY)

    assert {each.id for each in called_for if each.required} == {"current_title", *papers}


@pytest.mark.parametrize(
    ("changes", "paper"),
    [
        ({"reason_12a": ["hardship"]}, "hardship_proof"),
        ({"affected_family": CHILD}, "family_statement"),
        ({"only_visit": True, "leave_to": "Kassel"}, "leave_proof"),
    ],
)
def test_what_somebody_may_not_have_is_welcome_and_not_demanded(conditions, changes, paper):
    called_for = required_documents(conditions, answers(**changes), TODAY)

    assert paper in {each.id for each in called_for if not each.required}


BLUE = {"current_status": "blue_card", "change_kind": "employment_specific"}


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"status_valid_until": "2026-11-21"}, "document_expired"),
        ({"status_valid_until": "2026-12-01"}, "document_expires_soon"),
        ({"current_status": "visa_free"}, "no_document"),
        ({"current_status": "settlement"}, "settlement_free"),
        (BLUE, "blue_card_change"),
        ({**BLUE, "current_status": "residence_permit"}, "work_already_allowed"),
        ({**BLUE, "current_status": "gestattung"}, "work_in_asylum"),
        ({**BLUE, "current_status": "duldung"}, "work_with_duldung"),
        ({"only_visit": True}, "visit_allowed"),
        ({"change_kind": "leave_area_12_5"}, "appointments_allowed"),
        ({"current_status": "gestattung"}, "asylum_move"),
        ({"wording_place": "unknown"}, "wording_unknown"),
        ({"move_inside": False}, "other_authority"),
        ({"move_date": "2026-11-21"}, "moved_already"),
        ({"reason_12a": ["job_15h_income"]}, "job_of_family"),
        ({"reason_12a": ["hardship"]}, "protection"),
        ({"reason_12a": ["job_15h_income"], "weekly_hours": 14.5}, "hours_short"),
        (
            {"change_kind": "self_employment_21_6", "business_permit": "none"},
            "business_permit_missing",
        ),
        (
            {"change_kind": "study_permission", "current_status": "residence_permit"},
            "study_first_check",
        ),
    ],
)
def test_a_hint_helps_and_never_decides(conditions, changes, hint):
    found = {each.id: each for each in hints_for(conditions, answers(**changes), TODAY)}

    assert hint in found
    assert found[hint].kind in ("info", "warning")


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, "visit_allowed"),
        ({**BLUE, "current_status": "residence_permit"}, "blue_card_change"),
        ({"reason_12a": ["job_15h_income"], "weekly_hours": 15}, "hours_short"),
        ({**BLUE, "weekly_hours": 5}, "hours_short"),
        ({"move_inside": True}, "other_authority"),
        ({"move_date": "2026-11-22"}, "moved_already"),
    ],
)
def test_no_hint_where_it_would_mislead(conditions, changes, hint):
    assert hint not in {each.id for each in hints_for(conditions, answers(**changes), TODAY)}


def test_nothing_is_asked_that_the_change_does_not_need(conditions):
    names = {field.name for field in conditions.fields()}

    assert not names & {"application_kind", "sex", "marital_status", "has_passport", "convictions"}
