"""The service ``family``: who is asked what, told what, and has to show what."""

from datetime import date

import pytest

from permitdesk.services import asked_fields, asked_steps, hints_for, parse, required_documents
from permitdesk.services.compose import read_service

TODAY = date(2026, 11, 22)
NEWBORN, SIX, ALMOST_SIX, SIXTEEN, GROWN = (
    *("2026-07-01", "2020-11-22", "2020-11-23", "2010-03-01", "1990-05-17"),
)


@pytest.fixture(scope="module")
def definition():
    files = read_service("family")
    return parse(files.fields_model, files.texts, files.hints)


def answers(basis, **more):
    """What decides about the way through the service; nothing else is filled in."""
    german = basis in ("spouse_german_28", "child_german_28", "parent_german_28")
    return {
        "application_kind": "first",
        "current_status": "national_visa_D",
        "status_valid_until": "2028-01-01",
        "sponsor_group": "german" if german else "third_country",
        "family_basis": basis,
        "birth_date": GROWN,
        "sponsor_birth_date": "1985-11-03",
        **more,
    }


def steps(definition, given):
    return {step.name for step in asked_steps(definition, given, TODAY)}


def fields(definition, given):
    return {
        field.name
        for step in asked_steps(definition, given, TODAY)
        for field in asked_fields(step, given, TODAY)
    }


def papers(definition, given):
    return {each.id for each in required_documents(definition, given, TODAY)}


def hints(definition, given):
    return {each.id for each in hints_for(definition, given, TODAY)}


@pytest.mark.parametrize(
    ("given", "shown", "hidden"),
    [
        (
            answers("spouse_german_28"),
            "sponsor marriage living german sponsor-income",
            "sponsor-title housing custody school separation",
        ),
        (
            answers("spouse_30"),
            "sponsor sponsor-title marriage living german sponsor-income housing",
            "custody school separation",
        ),
        (answers("spouse_30", living_together=False), "separation", "custody"),
        (answers("spouse_30", living_together=True), "living", "separation"),
        (
            answers("independent_31"),
            "sponsor marriage separation",
            "living german sponsor-income housing custody",
        ),
        (
            answers("child_german_28", birth_date=SIX),
            "custody school",
            "marriage german sponsor-income housing",
        ),
        (answers("child_32", birth_date=ALMOST_SIX), "custody sponsor-income housing", "school"),
        (answers("child_32", birth_date=SIXTEEN), "german school", "marriage"),
        (answers("birth_33", birth_date=NEWBORN), "custody", "school sponsor-income housing"),
        (answers("parent_german_28"), "custody living", "school sponsor-income housing marriage"),
        (answers("parents_36_1"), "custody", "sponsor-income housing school"),
        (answers("parents_skilled_36_3"), "sponsor-income housing", "custody marriage"),
        (answers("other_36_2"), "sponsor-income housing", "custody marriage"),
        (answers("subsidiary_36a", subsidiary_relation="spouse"), "marriage german", "custody"),
        (answers("subsidiary_36a", subsidiary_relation="child"), "custody", "marriage"),
        (answers("spouse_30", application_kind="renewal"), "german", "separation"),
    ],
)
def test_steps_follow_the_family(definition, given, shown, hidden):
    found = steps(definition, given)
    assert set(shown.split()) <= found
    assert not set(hidden.split()) & found


@pytest.mark.parametrize(
    ("given", "asked", "not_asked"),
    [
        (answers("spouse_30"), "language_a1_proof sponsor_nationality", "integration_course"),
        (
            answers("spouse_30", application_kind="renewal"),
            "integration_course",
            "language_a1_proof language_a1_exemption",
        ),
        (answers("spouse_30", language_a1_proof=False), "language_a1_exemption", "german_level"),
        (answers("spouse_german_28"), "language_a1_proof", "sponsor_nationality sponsor_title"),
        (answers("child_32", birth_date=SIX, custody="both"), "both_parents_here", "german_level"),
        (
            answers("child_32", birth_date=SIX, custody="both", both_parents_here=False),
            "other_parent_consent attends_school",
            "child_school",
        ),
        (answers("child_32", birth_date=SIX, custody="mother"), "custody", "both_parents_here"),
        (answers("parent_german_28", custody="both"), "custody", "both_parents_here"),
        (
            answers("child_32", birth_date=SIXTEEN, moved_with_parents=False),
            "german_level moved_with_parents",
            "language_a1_proof",
        ),
        (answers("child_32", birth_date=SIX, attends_school=True), "child_school", ""),
        (answers("other_36_2"), "relation_details", "subsidiary_relation"),
        (
            answers("spouse_30", sponsor_title="residence_permit", sponsor_title_basis="refugee"),
            "sponsor_recognised_on sponsor_title_valid_until",
            "sponsor_address",
        ),
        (answers("spouse_30", sponsor_title="settlement"), "sponsor_title_basis", "hardship"),
        (answers("spouse_30", living_together=False), "sponsor_address hardship", ""),
        (answers("child_32"), "entry_date", ""),
        # who was born here never came
        (answers("birth_33", birth_date="2026-10-01"), "birth_date", "entry_date"),
    ],
)
def test_questions_follow_the_answers(definition, given, asked, not_asked):
    found = fields(definition, given)
    assert set(asked.split()) <= found
    assert not set(not_asked.split()) & found


@pytest.mark.parametrize(
    ("given", "needed", "not_needed"),
    [
        (
            answers("spouse_german_28", language_a1_proof=True),
            "marriage_certificate sponsor_identity_copy a1_certificate",
            "birth_certificate sponsor_title_copy custody_proof",
        ),
        (
            answers("spouse_30", sponsor_title="blue_card", sponsor_income_sources=["employment"]),
            "marriage_certificate sponsor_title_copy sponsor_payslips",
            "sponsor_identity_copy sponsor_income_proof a1_certificate",
        ),
        (
            answers("spouse_30", sponsor_title="none", sponsor_income_sources=["SGB2", "other"]),
            "sponsor_income_proof",
            "sponsor_title_copy sponsor_payslips",
        ),
        (
            answers("spouse_30", language_a1_proof=False, language_a1_exemption="illness"),
            "a1_exemption_proof",
            "a1_certificate",
        ),
        (
            answers("spouse_30", application_kind="renewal", integration_course="passed"),
            "integration_course_proof",
            "a1_certificate",
        ),
        (
            answers("child_32", birth_date=SIX, custody="mother", attends_school=True),
            "birth_certificate custody_proof school_certificate",
            "marriage_certificate other_parent_consent_proof",
        ),
        (
            answers(
                "child_32",
                birth_date=SIX,
                custody="both",
                both_parents_here=False,
                other_parent_consent="given",
            ),
            "other_parent_consent_proof",
            "custody_proof",
        ),
        (
            answers("independent_31", sponsor_title="settlement"),
            "marriage_certificate separation_proof",
            "sponsor_title_copy sponsor_payslips birth_certificate",
        ),
        (answers("parents_36_1"), "birth_certificate", "marriage_certificate sponsor_payslips"),
    ],
)
def test_documents_follow_the_answers(definition, given, needed, not_needed):
    found = papers(definition, given)
    assert set(needed.split()) <= found
    assert not set(not_needed.split()) & found


@pytest.mark.parametrize(
    ("given", "told", "not_told"),
    [
        ({"sponsor_group": "eu_citizen"}, "eu_citizen", "german_family"),
        (answers("spouse_30", birth_date="2009-01-01"), "spouse_minor", ""),
        (answers("spouse_german_28", sponsor_birth_date="2008-11-23"), "spouse_minor", ""),
        (answers("spouse_30", birth_date="2008-11-22"), "", "spouse_minor"),
        (answers("child_32", birth_date="2008-11-22"), "child_grown", "child_16"),
        (answers("child_32", birth_date=SIXTEEN), "child_16", "child_grown"),
        (answers("child_own_34", birth_date=GROWN), "", "child_grown"),
        (answers("child_32", birth_date=SIX, marital_status="VH"), "child_married", ""),
        (answers("child_32", birth_date=SIX, marital_status="LD"), "", "child_married"),
        (answers("birth_33", birth_date="2026-05-21"), "birth_deadline", ""),
        (answers("birth_33", birth_date="2026-05-22"), "", "birth_deadline"),
        (answers("birth_33", birth_date=NEWBORN, birth_country="SYR"), "birth_elsewhere", ""),
        (answers("birth_33", birth_date=NEWBORN, birth_country="DEU"), "", "birth_elsewhere"),
        (answers("subsidiary_36a"), "subsidiary_suspended", ""),
        (answers("independent_31"), "separation_counsel", "living_apart"),
        (answers("spouse_30", living_together=False), "living_apart", ""),
        (answers("parent_german_28"), "german_family", "family_benefits"),
        (answers("parent_german_28", receives_benefits=True), "", "family_benefits"),
        (answers("spouse_30", receives_benefits=True), "family_benefits", "benefits"),
        (
            answers(
                "spouse_30",
                sponsor_title="residence_permit",
                sponsor_title_basis="refugee",
                sponsor_recognised_on="2026-08-23",
            ),
            "sponsor_recognised_recently",
            "sponsor_skilled",
        ),
        (answers("spouse_30", sponsor_title="blue_card"), "sponsor_skilled", ""),
        (answers("spouse_30", sponsor_title="none"), "sponsor_without_title", ""),
        (answers("spouse_30", marriage_registered=False), "marriage_unregistered", ""),
        (
            answers("spouse_30", language_a1_proof=False, language_a1_exemption="none"),
            "a1_missing",
            "",
        ),
        (answers("spouse_30", current_status="none"), "family_no_status", "no_status"),
    ],
)
def test_hints_follow_the_answers(definition, given, told, not_told):
    found = hints(definition, given)
    assert set(told.split()) <= found
    assert not set(not_told.split()) & found


def test_only_a_family_of_a_union_citizen_is_stopped(definition):
    assert [hint.id for hint in definition.hints if hint.kind == "stop"] == ["eu_citizen"]


def test_forced_or_plural_marriage_is_not_asked_and_separation_is_voluntary(definition):
    names = {field.name for field in definition.fields()}
    assert not {each for each in names if "polyg" in each or "forced" in each}
    step = next(step for step in definition.steps if step.name == "separation")
    assert not any(field.required for field in step.fields)
    assert all("(freiwillig)" in field.title for field in step.fields)
    assert "freiwillig" in step.description
    assert "Beratungsstelle" in step.description
    proof = next(each for each in definition.requirements if each.id == "separation_proof")
    assert not proof.required
