"""An application to change a condition of a title, a Gestattung or a Duldung."""

from datetime import date

from builders import blocks
from builders.choices import Choices, a_day

KINDS = (
    *("residence_requirement", "employment_specific", "spatial_restriction", "leave_area_12_5"),
    *("residence_requirement", "employment_any", "self_employment_21_6"),
    *("residence_requirement", "study_permission", "residence_requirement", "other"),
)
REASONS = (
    *("job_15h_income", "livelihood_mostly", "training_or_study", "integration_course"),
    *("job_language_course", "qualification_3_months", "family_reunion", "youth_welfare"),
    *("hardship", "other"),
)
OF_COURSES = set(REASONS[2:6])


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = blocks.precheck(applicant, pick, today)
    del found["application_kind"]
    found |= _change(applicant, pick)
    found |= _person(applicant, pick)
    found |= blocks.residence(found, pick, today)
    found |= blocks.address(pick, today)
    found |= _way(found, pick, today)
    found |= _reasons(applicant, found, pick, today)
    found |= _occupation(found, pick, today)
    found |= blocks.livelihood(_sources(found, pick), pick)
    found |= blocks.representation(applicant, pick, today)
    return found | blocks.confirmation()


def _change(applicant: dict, pick: Choices) -> dict:
    # Each kind in turn, so that few applicants take every branch.
    kind = KINDS[applicant["id"] % len(KINDS)]
    found: dict[str, object] = {
        "change_kind": kind,
        "wording_place": pick("place", "supplement_sheet", "document", "letter", "unknown"),
    }
    if kind == "other":
        found["change_details"] = "Ich möchte mein Dokument ohne diesen Satz."
    if kind in ("residence_requirement", "spatial_restriction"):
        found["only_visit"] = pick("visit", False, False, False, True)
    if found["wording_place"] != "unknown":
        found["current_wording"] = "Wohnsitznahme nur in Auenfeld.\nErwerbstätigkeit nicht erlaubt."
    return found


def _person(applicant: dict, pick: Choices) -> dict:
    found = blocks.person(applicant, pick)
    for not_asked in ("sex", "marital_status", "marital_since"):
        found.pop(not_asked, None)
    return found


def _moves(answers: dict) -> bool:
    return answers["change_kind"] == "residence_requirement" and not answers["only_visit"]


def _way(answers: dict, pick: Choices, today: date) -> dict:
    if answers["change_kind"] == "leave_area_12_5" or answers.get("only_visit"):
        return {
            "leave_to": "Kassel, bei meiner Schwester",
            "leave_from": a_day(today, 10),
            "leave_until": a_day(today, pick("leave days", 10, 17)),
        }
    if not _moves(answers):
        return {}
    found = {"move_inside": pick.yes("inside"), "move_date": a_day(today, pick("move", -5, 60))}
    if found["move_inside"]:
        found["target_municipality"] = "neumuehl"
    else:
        found["target_place"] = "Kassel, Hessen"
    if pick.yes("new address"):
        found["target_address"] = "Bahnhofstraße 7, 34117 Kassel"
    if pick.yes("family moves"):
        child = {
            "affected_name": "Amina Öztürk",
            "affected_birth_date": "2016-00-00",
            "affected_relation": "child",
        }
        spouse = {**child, "affected_relation": "spouse", "affected_same_condition": True}
        found["affected_family"] = [spouse, child]
    return found


def _reasons(applicant: dict, answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "reason_text": "Am neuen Ort habe ich Arbeit.\nHier finde ich keine."
    }
    if _moves(answers):
        first = REASONS[applicant["id"] // 2 % len(REASONS)]
        found["reason_12a"] = sorted({first, pick("second reason", *REASONS)})
    if pick.yes("urgent"):
        found["urgent_until"] = a_day(today, 20)
    return found


def _occupation(answers: dict, pick: Choices, today: date) -> dict:
    kind, reasons = answers["change_kind"], answers.get("reason_12a", ())
    found: dict[str, object] = {}
    if kind == "employment_specific" or "job_15h_income" in reasons:
        found |= blocks.employer(pick) | blocks.job(pick, today) | blocks.pay(pick)
    if kind == "self_employment_21_6":
        found |= {
            "business_name": "Sprachdienst Aue",
            "business_field": "Übersetzungen",
            "business_start": "2027-03-01",
            "business_permit": pick("permit", "not_needed", "granted", "promised", "none"),
        }
    if kind == "study_permission" or "training_or_study" in reasons:
        found |= blocks.institution(pick, today)
    return found


def _sources(answers: dict, pick: Choices) -> list[str]:
    if "livelihood_mostly" in answers.get("reason_12a", ()):
        return ["employment"]
    return pick("sources", ["employment"], ["SGB2"], ["AsylbLG", "employment"], ["pension"])


def papers(answers: dict) -> list[str]:
    given = answers.get
    kind, reasons = given("change_kind"), set(given("reason_12a", ()))
    personal = blocks.personal_papers(answers)
    for not_needed in ("passport", "identity_document", "housing_proof", "insurance_proof"):
        del personal[not_needed]
    specific, family = kind == "employment_specific", given("affected_family")
    papers = {
        **personal,
        "employment_contract": specific or "job_15h_income" in reasons,
        "employer_declaration": specific,
        "payslips": "livelihood_mostly" in reasons and "employment" in given("income_sources"),
        "supplement_sheet": given("wording_place") in ("supplement_sheet", "letter"),
        "rent_offer": given("target_address"),
        "course_proof": kind == "study_permission" or reasons & OF_COURSES,
        "family_reunion_proof": "family_reunion" in reasons,
        "hardship_proof": reasons & {"youth_welfare", "hardship", "other"},
        "family_papers": family,
        "family_statement": family,
        "leave_proof": given("leave_to"),
        "business_permit_proof": given("business_permit") in ("granted", "promised"),
    }
    return blocks.needed(papers, payslips=3)
