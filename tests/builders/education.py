"""An application for a residence title for training or study."""

from datetime import date

from builders import blocks
from builders.choices import Choices, a_day

COMPANY, SCHOOL, TOLERATED = "16a_company", "16a_school", "16g"
STUDY = ("16b_study", "16b_part_time")
WITH_ADMISSION = (*STUDY, "16b_prep")
PURPOSES = (
    *(COMPANY, SCHOOL, *WITH_ADMISSION, "16d_recognition", "16e_internship"),
    *("16f_language", "16f_school", TOLERATED, "17_search", "unsure"),
)


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = blocks.precheck(applicant, pick, today)
    found |= _purpose(applicant, found, pick, today)
    found |= blocks.person(applicant, pick)
    found |= blocks.passport(applicant, pick, today)
    found |= blocks.residence(found, pick, today)
    found |= blocks.address(pick, today)
    found |= blocks.stays(pick)
    found |= _details(found, pick, today)
    found |= _german(found, pick)
    found |= _means(pick)
    found |= blocks.insurance(pick)
    found |= blocks.household(pick)
    found |= blocks.certificate(found, pick, today)
    found |= blocks.declarations(pick)
    found |= blocks.representation(applicant, pick, today)
    found |= blocks.card(found, pick)
    return found | blocks.confirmation()


def _purpose(applicant: dict, answers: dict, pick: Choices, today: date) -> dict:
    # Each purpose in turn, so that few applicants take every branch.
    purpose = PURPOSES[applicant["id"] // 2 % len(PURPOSES)]
    found: dict[str, object] = {"education_purpose": purpose}
    if purpose == "unsure":
        found["education_plans"] = "Ich möchte in der Pflege lernen, am liebsten in Auenfeld."
    if purpose != "17_search":
        found["has_place"] = pick("place", True, True, True, True, False)
    if purpose in STUDY:
        found["eu_mobility"] = pick.yes("mobility")
    if purpose == TOLERATED:
        found |= {
            "current_status": "duldung",
            "status_valid_until": a_day(today, 100),
            "tolerated_since": a_day(today, pick("tolerated since", -30, -500)),
        }
    return found


def _details(answers: dict, pick: Choices, today: date) -> dict:
    purpose, found = answers["education_purpose"], {}
    if purpose == TOLERATED:
        found |= {
            "began_in_asylum": pick.yes("began in asylum"),
            "identity_proven": pick("identity", "proven", "tried", "tried", "open"),
        }
        if found["identity_proven"] == "tried":
            found["identity_steps"] = "Im Mai war ich bei der Botschaft in Berlin."
    if purpose == "17_search":
        found |= {
            "search_for": pick("search", "training", "study"),
            "search_subject": "Elektronikerin oder Mechatronikerin",
            "school_leaving": pick(
                "school",
                *("german_school_abroad", "university_entrance", "other_school_leaving", "none"),
            ),
            "search_steps": "Zwanzig Bewerbungen geschrieben.\nEin Gespräch im Januar.",
        }
    if answers.get("has_place"):
        found |= _place(purpose, pick, today)
    if purpose == "16d_recognition":
        found |= _recognition(pick)
    if purpose == "16e_internship":
        found["home_university"] = "Universität Tunis"
        found["study_state"] = pick("study state", "studying", "graduated", "longer_ago")
    if answers["application_kind"] == "renewal" and purpose in STUDY:
        found["progress_statement"] = "Es fehlen noch zwei Prüfungen und die Bachelorarbeit."
        found["credit_points"] = 120
    if purpose in (COMPANY, SCHOOL, *STUDY, "16d_recognition", "16f_language"):
        found |= _side_job(purpose, pick)
    return found


def _place(purpose: str, pick: Choices, today: date) -> dict:
    found = blocks.institution(pick, today)
    if purpose in (COMPANY, SCHOOL, *STUDY, "16f_school", TOLERATED):
        found["degree_aim"] = "Staatliche Prüfung"
    if purpose in (COMPANY, SCHOOL, TOLERATED):
        found["qualified_training"] = pick.yes("qualified")
    if purpose in (COMPANY, TOLERATED):
        found["training_registered"] = pick("registered", "yes", "applied", "not_required")
    if purpose in WITH_ADMISSION:
        found["admission_type"] = pick(
            "admission", "unconditional", "conditional_language", "conditional_other"
        )
    if purpose in STUDY:
        found["semester"] = pick("semester", 1, 3, 11)
    return found


def _recognition(pick: Choices) -> dict:
    found = {
        "recognition_authority": "IHK FOSA",
        "has_recognition_notice": pick("notice", True, True, False),
        "measure_kind": pick(
            "measure", "adaptation", "course", "exam", "partnership", "other_measure"
        ),
    }
    if found["has_recognition_notice"]:
        found["recognition_gap"] = "Ein Anpassungslehrgang von sechs Monaten."
    return found


def _german(answers: dict, pick: Choices) -> dict:
    level = pick("german", "none", "A1", "A2", "B1", "B2", "C1", "C2")
    found: dict[str, object] = {"german_level": level}
    if level != "none":
        found["german_proof"] = pick("german proof", "certificate", "school", "nothing_yet")
    if answers["education_purpose"] in (COMPANY, SCHOOL) and level in ("none", "A1", "A2"):
        found["german_taught_or_tested"] = pick.yes("german tested")
    return found


def _side_job(purpose: str, pick: Choices) -> dict:
    if not pick("side job", True, True, False):
        return {"side_job": False}
    found: dict[str, object] = {"side_job": True, "side_job_hours": pick("side hours", 10, 20.5)}
    if purpose in STUDY:
        found["side_job_days"] = pick("side days", 100, 140, 141)
    return found


def _means(pick: Choices) -> dict:
    sources = pick(
        "sources", ["employment"], ["scholarship"], ["savings_blocked_account", "other"], ["bafoeg"]
    )
    found = blocks.livelihood(sources, pick)
    found.pop("net_income_monthly", None)
    found["financing"] = pick(
        "financing",
        *("training_pay", "family", "savings_blocked_account", "public_scholarship"),
        *("private_scholarship", "bafoeg", "commitment_declaration", "other"),
    )
    found["monthly_means"] = pick("means", 1000, "650.50")
    return found


def papers(answers: dict) -> list[str]:
    given = answers.get
    purpose, place = given("education_purpose"), given("has_place")
    personal = blocks.personal_papers(answers)
    del personal["income_proof"]  # proved with the means for the time of learning
    internship, search = purpose == "16e_internship", purpose == "17_search"
    in_school = purpose in (SCHOOL, "16f_language", "16f_school", "unsure")
    papers = {
        **personal,
        "training_contract": place and purpose in (COMPANY, TOLERATED),
        "admission_proof": place and purpose in WITH_ADMISSION,
        "enrolment_proof": place and in_school,
        "internship_agreement": place and internship,
        "home_university_proof": given("study_state") in ("studying", "graduated"),
        "recognition_notice": given("has_recognition_notice"),
        "measure_plan": place and purpose == "16d_recognition",
        "transcript": given("application_kind") == "renewal" and purpose in STUDY,
        "german_certificate": given("german_proof") in ("certificate", "school"),
        "cv": search,
        "school_certificate": search and given("school_leaving") != "none",
        "identity_proof": given("identity_proven") == "tried",
        "funding_proof": True,
    }
    return blocks.needed(papers, funding_proof=2)
