"""An application for a residence title to work."""

from datetime import date

from builders import blocks
from builders.choices import Choices, is_45

EMPLOYED = (*("skilled_vocational_18a", "academic_18b", "blue_card_18g", "other_19c", "unsure"),)
SELF_EMPLOYED = ("self_employed_21", "freelance_21_5")
QUALIFIED = EMPLOYED[:3]


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = blocks.precheck(applicant, pick, today)
    found["work_basis"] = pick("work", *EMPLOYED, *SELF_EMPLOYED)
    found |= blocks.person(applicant, pick)
    found |= blocks.passport(applicant, pick, today)
    found |= blocks.residence(found, pick, today)
    found |= blocks.address(pick, today)
    found |= blocks.stays(pick)
    found |= _work(found, pick, today)
    found |= blocks.livelihood(_sources(found, pick), pick)
    found |= blocks.insurance(pick)
    found |= blocks.household(pick)
    found |= blocks.declarations(pick)
    found |= blocks.representation(applicant, pick, today)
    found |= blocks.certificate(found, pick, today)
    found |= blocks.card(found, pick)
    return found | blocks.confirmation()


def _work(answers: dict, pick: Choices, today: date) -> dict:
    basis, kind, born = answers["work_basis"], answers["application_kind"], answers["birth_date"]
    found: dict[str, object] = {"regulated_profession": pick.yes("regulated")}
    if found["regulated_profession"]:
        found["licence_status"] = pick("licence", "granted", "promised", "none")
    if basis in EMPLOYED:
        found["job_offer"] = pick("offer", True, True, True, False)
        if kind == "renewal":
            found["job_change"] = pick.yes("job change")
        if found["job_offer"]:
            found |= blocks.employer(pick) | blocks.job(pick, today) | blocks.pay(pick)
            found["actual_employment_assured"] = True
    if basis == "unsure":
        found["work_plans"] = "Ich möchte in meinem Beruf als Köchin arbeiten."
    if basis == "other_19c":
        found["work_experience_years"] = pick("experience", 1, 2, 7)
    if basis in QUALIFIED:
        found |= _qualification(pick)
    if basis in SELF_EMPLOYED:
        found |= _business(basis)
    first_of_45 = kind == "first" and basis in (*EMPLOYED[:2], "unsure")
    if is_45(born, today) and (first_of_45 or basis in SELF_EMPLOYED):
        found["pension_provision"] = pick("pension", "statutory", "private", "assets", "none")
        if found["pension_provision"] != "none":
            found["pension_details"] = "Gesetzliche Rente, erwartet 1200 Euro im Monat"
    return found


def _sources(answers: dict, pick: Choices) -> list[str]:
    earning = "employment" if answers["work_basis"] in EMPLOYED else "self_employment"
    return pick("sources", [earning], [earning, "spouse"], ["savings_blocked_account"], [earning])


def _qualification(pick: Choices) -> dict:
    found = {
        "qualification_type": pick(
            "qualification", "university_degree", "vocational_training", "other_qualification"
        ),
        "qualification_title": "Bachelor of Science (Informatik)",
        "qualification_institution": "Universität Damaskus",
        "qualification_country": "SYR",
        "graduated_on": pick("graduated", "2019-07-15", "2015-00-00"),
        "recognition_status": pick(
            "recognition", "full", "comparable", "partial", "pending", "none"
        ),
    }
    if found["recognition_status"] != "none":
        found["recognition_ref"] = "ZAB 2024/4711"
    return found


def _business(basis: str) -> dict:
    found = {
        "business_name": "Sprachdienst Aue",
        "business_field": "Übersetzungen",
        "business_start": "2027-03-01",
        "capital": 20000,
        "credit": "0",
        "business_plan": "Ich übersetze für Gerichte und Firmen. In der Region fehlt das.",
    }
    if basis == "self_employed_21":
        found |= {"legal_form": "gmbh", "jobs_created": 2}
    return found


def papers(answers: dict) -> list[str]:
    given = answers.get
    basis, kind = given("work_basis"), given("application_kind")
    working = basis in EMPLOYED and given("job_offer")
    qualified, own = basis in QUALIFIED, basis in SELF_EMPLOYED
    recognised = given("recognition_status") in ("full", "comparable", "partial")
    pension = given("pension_provision")
    needed = {
        **blocks.personal_papers(answers),
        "employment_contract": working,
        "employer_declaration": working,
        "payslips": working and kind == "renewal" and "employment" in given("income_sources"),
        "qualification_proof": qualified,
        "recognition_proof": qualified and recognised,
        "licence_proof": given("licence_status") in ("granted", "promised"),
        "business_plan_file": own,
        "financing_proof": own,
        "tax_assessments": own and kind == "renewal",
        "pension_proof": pension and pension != "none",
    }
    return blocks.needed(needed, payslips=3, tax_assessments=2)
