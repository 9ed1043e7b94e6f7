"""What education asks, calls for and says, for which answers."""

from datetime import date

import pytest

from permitdesk.services import asked_fields, asked_steps, hints_for, parse, required_documents
from permitdesk.services.compose import read_service
from permitdesk.services.definition import Definition

TODAY = date(2026, 11, 22)


@pytest.fixture
def education(portal) -> Definition:
    files = read_service("education")
    return parse(files.fields_model, files.texts, files.hints)


def answers(**changes) -> dict:
    """Somebody with a residence permit and a contract, who learns in a company."""
    return {
        "application_kind": "first",
        "current_status": "residence_permit",
        "education_purpose": "16a_company",
        "has_place": True,
        "birth_date": "2000-05-05",
        **changes,
    }


OWN = {
    *("tolerated", "search", "institution", "programme", "recognition", "internship"),
    *("progress", "side-job"),
}


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, {"institution", "programme", "side-job"}),
        ({"has_place": False}, {"side-job"}),
        ({"education_purpose": "16b_study"}, {"institution", "programme", "side-job"}),
        (
            {"education_purpose": "16b_study", "application_kind": "renewal"},
            {"institution", "programme", "progress", "side-job"},
        ),
        (
            {"education_purpose": "16b_prep", "application_kind": "renewal"},
            {"institution", "programme"},
        ),
        ({"education_purpose": "16d_recognition", "has_place": False}, {"recognition", "side-job"}),
        ({"education_purpose": "16e_internship", "has_place": False}, {"internship"}),
        ({"education_purpose": "16g"}, {"tolerated", "institution", "programme"}),
        ({"education_purpose": "17_search"}, {"search"}),
        ({"education_purpose": "unsure", "has_place": False}, set()),
    ],
)
def test_only_what_this_way_of_learning_needs_is_asked(education, changes, steps):
    shown = {each.name for each in asked_steps(education, answers(**changes), TODAY)}

    assert shown & OWN == steps


@pytest.mark.parametrize(
    ("purpose", "fields"),
    [
        ("16a_company", {"degree_aim", "qualified_training", "training_registered"}),
        ("16a_school", {"degree_aim", "qualified_training"}),
        ("16b_study", {"degree_aim", "admission_type", "semester"}),
        ("16b_prep", {"admission_type"}),
        ("16f_language", set()),
        ("16g", {"degree_aim", "qualified_training", "training_registered"}),
    ],
)
def test_the_programme_asks_what_fits(education, purpose, fields):
    given = answers(education_purpose=purpose)
    step = next(each for each in education.steps if each.name == "programme")

    asked = {each.name for each in asked_fields(step, given, TODAY)}

    assert asked == {"programme", "start_date", "expected_end"} | fields


PAPERS = {
    *("training_contract", "admission_proof", "enrolment_proof", "internship_agreement"),
    *("home_university_proof", "recognition_notice", "measure_plan", "transcript"),
    *("german_certificate", "cv", "school_certificate", "identity_proof"),
}


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, {"training_contract"}),
        ({"has_place": False}, set()),
        (
            {"education_purpose": "16g", "identity_proven": "tried"},
            {"training_contract", "identity_proof"},
        ),
        ({"education_purpose": "16a_school"}, {"enrolment_proof"}),
        ({"education_purpose": "16b_part_time"}, {"admission_proof"}),
        (
            {"education_purpose": "16b_study", "application_kind": "renewal"},
            {"admission_proof", "transcript"},
        ),
        (
            {"education_purpose": "16d_recognition", "has_recognition_notice": True},
            {"recognition_notice", "measure_plan"},
        ),
        (
            {"education_purpose": "16e_internship", "study_state": "studying"},
            {"internship_agreement", "home_university_proof"},
        ),
        (
            {"german_level": "B1", "german_proof": "certificate"},
            {"training_contract", "german_certificate"},
        ),
        (
            {"education_purpose": "17_search", "school_leaving": "university_entrance"},
            {"cv", "school_certificate"},
        ),
        ({"education_purpose": "17_search", "school_leaving": "none"}, {"cv"}),
    ],
)
def test_documents_follow_from_the_answers_and_means_are_always_proved(education, changes, papers):
    called_for = {each.id for each in required_documents(education, answers(**changes), TODAY)}

    assert called_for & PAPERS == papers
    assert "funding_proof" in called_for


STUDENT = {"education_purpose": "16b_study", "side_job": True}
TOLERATED = {"education_purpose": "16g", "current_status": "duldung"}


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"current_status": "settlement"}, "settlement_holder"),
        ({"education_purpose": "unsure"}, "unsure_purpose"),
        ({"has_place": False}, "no_place"),
        ({"education_purpose": "16b_study", "eu_mobility": True}, "eu_mobility"),
        ({"current_status": "gestattung"}, "asylum_or_tolerated_learning"),
        ({"education_purpose": "16g"}, "tolerated_only"),
        (
            {**TOLERATED, "tolerated_since": "2026-08-23", "began_in_asylum": False},
            "tolerated_too_short",
        ),
        ({**TOLERATED, "identity_proven": "open"}, "identity_open"),
        ({**TOLERATED, "identity_proven": "tried"}, "identity_tried"),
        ({**TOLERATED, "start_date": "2027-06-23"}, "tolerated_too_early"),
        ({**TOLERATED, "qualified_training": False}, "short_training_tolerated"),
        (
            {
                "education_purpose": "17_search",
                "search_for": "training",
                "birth_date": "1991-11-22",
            },
            "search_age",
        ),
        ({"education_purpose": "17_search", "school_leaving": "none"}, "search_school"),
        ({"qualified_training": False}, "short_training"),
        ({}, "employment_agency"),
        (
            {"education_purpose": "16b_study", "admission_type": "conditional_language"},
            "conditional_admission",
        ),
        (
            {"education_purpose": "16d_recognition", "has_recognition_notice": False},
            "no_recognition_notice",
        ),
        (
            {"education_purpose": "16d_recognition", "measure_kind": "course"},
            "recognition_duration",
        ),
        (
            {"education_purpose": "16e_internship", "study_state": "longer_ago"},
            "internship_too_late",
        ),
        ({"german_level": "A2", "german_taught_or_tested": False}, "german_for_training"),
        ({"education_purpose": "16d_recognition", "german_level": "A1"}, "german_for_recognition"),
        (
            {"education_purpose": "17_search", "search_for": "training", "german_level": "A2"},
            "german_for_search",
        ),
        ({"side_job": True, "side_job_hours": 20.5}, "side_job_too_long"),
        ({**STUDENT, "side_job_days": 141}, "side_job_too_many_days"),
        ({**STUDENT, "side_job_days": 140}, "side_job_days"),
        ({"monthly_means": "991.99"}, "means_low"),
    ],
)
def test_a_hint_helps_and_never_decides(education, changes, hint):
    found = {each.id: each for each in hints_for(education, answers(**changes), TODAY)}

    assert hint in found
    assert found[hint].kind in ("info", "warning")


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        (
            {**TOLERATED, "tolerated_since": "2026-08-22", "began_in_asylum": False},
            "tolerated_too_short",
        ),
        (
            {**TOLERATED, "tolerated_since": "2026-11-01", "began_in_asylum": True},
            "tolerated_too_short",
        ),
        ({**TOLERATED, "start_date": "2027-06-22"}, "tolerated_too_early"),
        (TOLERATED, "tolerated_only"),
        (TOLERATED, "asylum_or_tolerated_learning"),
        (
            {
                "education_purpose": "17_search",
                "search_for": "training",
                "birth_date": "1991-11-23",
            },
            "search_age",
        ),
        (
            {"education_purpose": "17_search", "search_for": "study", "birth_date": "1980-01-01"},
            "search_age",
        ),
        ({"german_level": "B1"}, "german_for_training"),
        ({"german_level": "A2", "german_taught_or_tested": True}, "german_for_training"),
        ({"side_job": True, "side_job_hours": 20}, "side_job_too_long"),
        ({**STUDENT, "side_job_days": 140}, "side_job_too_many_days"),
        ({**STUDENT, "side_job_days": 141}, "side_job_days"),
        ({"monthly_means": "992.00"}, "means_low"),
        ({"education_purpose": "16g", "monthly_means": 0}, "means_low"),
    ],
)
def test_no_hint_where_it_would_mislead(education, changes, hint):
    assert hint not in {each.id for each in hints_for(education, answers(**changes), TODAY)}
