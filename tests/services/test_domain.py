"""Every service asks what the domain lists for it: the table of names, answers and documents.

Written from the domain's tables, not from the library. Where a name differs from the table's, the
service splits or joins what the table has in one line.
"""

from functools import cache

import pytest

from permitdesk.services import parse
from permitdesk.services.compose import read_service

pytestmark = pytest.mark.usefixtures("portal")

TITLES = ("employment", "education", "family", "settlement")
APPLICATIONS = (*TITLES, "conditions")

SHARED = {
    "residence_municipality": "code-list",
    "current_status": "choice",
    "status_valid_until": "date",
    "family_name": "text",
    "no_given_name": "yes-no",
    "given_names": "text",
    "birth_name": "text",
    "other_names": "text",
    "name_original_script": "text",
    "birth_date": "partial-date",
    "birth_place": "text",
    "birth_country": "code-list",
    "nationalities": "multi-code-list",
    "phone": "phone",
    "email": "email",
    "contact_language": "code-list",
    "interpreter_needed": "yes-no",
    "title_number": "text",
    "azr_number": "text",
    "file_reference": "text",
    "care_of": "text",
    "street": "text",
    "house_no": "text",
    "postal_code": "text",
    "city": "text",
    "moved_in": "date",
    "income_sources": "multi-choice",
    "net_income_monthly": "money",
    "receives_benefits": "yes-no",
    "has_representative": "yes-no",
    "representative_name": "text",
    "custodian_1_name": "text",
    "custodian_2_name": "text",
    "truth_declaration": "yes-no",
    "privacy_read": "yes-no",
}
# What a changed condition does not depend on is not asked there (decision 0020: ``omit``).
OF_TITLES = {
    "application_kind": "choice",
    "sex": "choice",
    "marital_status": "choice",
    "marital_since": "partial-date",
    "has_passport": "yes-no",
    "passport_type": "choice",
    "passport_number": "text",
    "passport_country": "code-list",
    "passport_issued": "date",
    "passport_valid_until": "date",
    "entry_date": "date",
    "health_insurance_type": "choice",
    "insurer": "text",
    "household": "group",
    "convictions": "yes-no",
    "pending_proceedings": "yes-no",
    "expelled_or_refused": "yes-no",
    "eat_delivery": "choice",
}
# Education asks for the means themselves; a settlement permit for the titles, not for other stays.
ELSEWHERE = {("education", "net_income_monthly")}
OWN = {
    "employment": """previous_stays entry_visa_no work_basis job_offer employer_name
        employer_address employer_phone employer_email betriebsnummer job_title job_description
        isco_group contract_start contract_end is_unlimited weekly_hours gross_salary_year
        collective_agreement job_change qualification_type qualification_title
        qualification_institution qualification_country graduated_on recognition_status
        recognition_ref regulated_profession licence_status work_experience_years
        actual_employment_assured business_name business_field legal_form business_start capital
        credit jobs_created business_plan pension_provision pension_details""",
    "education": """previous_stays entry_visa_no education_purpose institution_name
        institution_address institution_contact programme degree_aim start_date expected_end
        semester admission_type training_registered qualified_training german_level german_proof
        progress_statement side_job side_job_hours side_job_days financing monthly_means
        eu_mobility tolerated_since identity_proven search_for""",
    "family": """previous_stays entry_visa_no family_basis sponsor_family_name sponsor_given_names
        sponsor_birth_date sponsor_nationality sponsor_title sponsor_title_basis
        sponsor_title_valid_until sponsor_address marriage_date marriage_place marriage_registered
        living_together living_together_since separated_since hardship language_a1_proof
        language_a1_exemption custody other_parent_consent child_school sponsor_income_sources
        sponsor_net_income_monthly housing_type living_area_m2 persons rent_warm""",
    "conditions": """change_kind current_wording target_municipality target_address move_date
        reason_12a reason_text affected_family employer_name contract_start weekly_hours
        gross_salary_year urgent_until""",
    "settlement": """settlement_basis titles_history absences pension_months german_level
        german_certificate lid_passed language_exemption exemption_details spouse_income_monthly
        dependants rent_warm housing_type living_area_m2 persons employment_type employed_since
        is_unlimited""",
    "contact": """residence_municipality topic urgency reason deadline_date sender_role sender_name
        family_name birth_date file_reference phone email contact_language message
        callback_window""",
}
DOCUMENTS = {
    "employment": """passport current_title housing_proof insurance_proof income_proof
        power_of_attorney employment_contract employer_declaration payslips qualification_proof
        recognition_proof licence_proof business_plan_file financing_proof tax_assessments
        pension_proof""",
    "education": """passport current_title housing_proof insurance_proof training_contract
        admission_proof enrolment_proof funding_proof german_certificate transcript
        recognition_notice measure_plan cv school_certificate""",
    "family": """passport current_title housing_proof insurance_proof income_proof
        marriage_certificate birth_certificate sponsor_title_copy sponsor_payslips a1_certificate
        custody_proof other_parent_consent_proof school_certificate integration_course_proof""",
    "conditions": """current_title supplement_sheet employment_contract employer_declaration
        rent_offer course_proof family_papers family_statement""",
    "settlement": """passport current_title housing_proof insurance_proof income_proof
        pension_record german_proof lid_proof exemption_proof employment_contract payslips
        tax_assessments accountant_statement marriage_certificate training_proof""",
    "contact": "attachments",
}
ANSWERS = {
    ("employment", "application_kind"): "first renewal change_of_purpose transfer_new_passport",
    ("employment", "current_status"): """national_visa_D residence_permit blue_card settlement
        fiktionsbescheinigung gestattung duldung visa_free none other""",
    ("employment", "sex"): "m w d x",
    ("employment", "marital_status"): "LD VH VW GS EA LP LV LA LE NB",
    ("employment", "income_sources"): """employment self_employment spouse savings_blocked_account
        scholarship bafoeg commitment_declaration pension SGB2 SGB12 AsylbLG other""",
    ("employment", "health_insurance_type"): "statutory private other none",
    ("employment", "eat_delivery"): "pickup machine direct_post",
    ("employment", "work_basis"): """skilled_vocational_18a academic_18b blue_card_18g other_19c
        self_employed_21 freelance_21_5 unsure""",
    ("employment", "recognition_status"): "full comparable partial pending none",
    ("employment", "licence_status"): "granted promised none",
    ("education", "education_purpose"): """16a_company 16a_school 16b_study 16b_prep 16b_part_time
        16d_recognition 16e_internship 16f_language 16f_school 16g 17_search unsure""",
    ("education", "admission_type"): "unconditional conditional_language conditional_other",
    ("education", "training_registered"): "yes applied not_required",
    ("education", "german_level"): "none A1 A2 B1 B2 C1 C2",
    ("family", "family_basis"): """spouse_german_28 child_german_28 parent_german_28 spouse_30
        independent_31 child_32 birth_33 child_own_34 parents_36_1 other_36_2 parents_skilled_36_3
        subsidiary_36a""",
    ("conditions", "change_kind"): """residence_requirement spatial_restriction leave_area_12_5
        employment_any employment_specific self_employment_21_6 study_permission other""",
    ("conditions", "reason_12a"): """job_15h_income livelihood_mostly training_or_study
        integration_course job_language_course qualification_3_months family_reunion youth_welfare
        hardship other""",
    ("settlement", "settlement_basis"): """settlement_9 eu_9a skilled_18c_1 blue_card_18c_2
        refugee_26_3 humanitarian_26_4 family_german_28_2 young_35 self_employed_21_4 unsure""",
    ("contact", "topic"): """status_of_application document_expiring travel_urgent
        job_start_urgent lost_document change_of_address job_or_training_ended employer_notice
        birth family appointment other""",
    ("contact", "reason"): """travel job_loss_risk benefits_stopped medical expired_title
        deportation_court""",
    ("contact", "sender_role"): "person relative counsellor employer lawyer authority volunteer",
}
ROWS = {
    ("employment", "household"): "name birth_date relation nationality title",
    ("employment", "previous_stays"): "from until place purpose",
    ("settlement", "titles_history"): "kind from until",
    ("settlement", "absences"): "from until reason",
    ("conditions", "affected_family"): "name birth_date relation",
}


@cache
def a_definition(service_id):
    files = read_service(service_id)
    return parse(files.fields_model, files.texts, files.hints, files.fee_rules)


@pytest.mark.parametrize("service_id", APPLICATIONS)
def test_the_shared_blocks_are_asked(service_id):
    wanted = SHARED | (OF_TITLES if service_id in TITLES else {})
    definition = a_definition(service_id)

    for name, type_ in wanted.items():
        if (service_id, name) not in ELSEWHERE:
            field = definition.field(name)
            assert field is not None and field.type == type_, name


@pytest.mark.parametrize("service_id", sorted(OWN))
def test_what_this_service_asks_of_its_own(service_id):
    asked = {each.name for each in a_definition(service_id).fields()}

    assert set(OWN[service_id].split()) <= asked


@pytest.mark.parametrize("service_id", sorted(DOCUMENTS))
def test_the_documents_of_this_service(service_id):
    wanted = {each.id for each in a_definition(service_id).requirements}

    assert set(DOCUMENTS[service_id].split()) <= wanted


@pytest.mark.parametrize(("service_id", "name"), sorted(ANSWERS))
def test_the_answers_to_choose_from(service_id, name):
    field = a_definition(service_id).field(name)

    assert {each.value for each in field.options} == set(ANSWERS[service_id, name].split())


@pytest.mark.parametrize(("service_id", "name"), sorted(ROWS))
def test_the_columns_of_a_list(service_id, name):
    columns = [each.name for each in a_definition(service_id).field(name).fields]

    for wanted in ROWS[service_id, name].split():
        assert any(column.endswith(f"_{wanted}") for column in columns), wanted
