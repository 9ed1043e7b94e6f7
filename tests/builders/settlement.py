"""An application for a settlement permit, on each of its ways, or only for a new card."""

from datetime import date

from builders import blocks
from builders.choices import Choices, a_day

BASES = (
    *("settlement_9", "eu_9a", "skilled_18c_1", "blue_card_18c_2", "refugee_26_3"),
    *("humanitarian_26_4", "family_german_28_2", "young_35", "self_employed_21_4", "unsure"),
)
WITH_CONTRIBUTIONS = (*BASES[:4], "humanitarian_26_4", "unsure")
WITH_RECORD = ("settlement_9", "skilled_18c_1", "blue_card_18c_2", "humanitarian_26_4")
PROOFS = ("integration_course", "language_certificate", "german_school", "german_training")
WORKING = ("employee", "self_employed", "training")


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = blocks.precheck(applicant, pick, today)
    found["application_kind"] = pick("settlement kind", *["first"] * 9, "transfer_new_passport")
    is_first = found["application_kind"] == "first"
    found |= _basis(applicant, pick) if is_first else _card(pick)
    found |= blocks.person(applicant, pick)
    found |= blocks.passport(applicant, pick, today)
    found |= {k: v for k, v in blocks.residence(found, pick, today).items() if k != "entry_visa_no"}
    found |= blocks.address(pick, today)
    if is_first:
        found |= _way(found, pick, today)
    found |= blocks.representation(applicant, pick, today)
    found |= blocks.certificate(found, pick, today)
    found |= blocks.card(found, pick)
    return found | blocks.confirmation()


def _basis(applicant: dict, pick: Choices) -> dict:
    basis = BASES[applicant["id"] // 5 % len(BASES)]  # every way has somebody
    found: dict[str, object] = {"settlement_basis": basis}
    if basis == "skilled_18c_1":
        found["german_degree"] = pick.yes("german degree")
    if basis == "family_german_28_2":
        found["german_relative"] = pick("relative", "spouse", "child", "parent")
        found["living_together"] = pick.yes("together")
    return found


def _card(pick: Choices) -> dict:
    reasons = ("card_expires", "new_passport", "data_changed", "lost_or_damaged")
    return {"new_card_reason": pick("card reason", *reasons)}


def _way(answers: dict, pick: Choices, today: date) -> dict:
    """All that is about the right itself."""
    found = {"titles_history": titles(pick, today)}
    if pick.yes("absences"):
        found["absences"] = [
            {"absence_from": "2021-06-15", "absence_until": "2021-11-00"},
            {
                "absence_from": "2023-01-01",
                "absence_until": a_day(today, -30),
                "absence_reason": "Pflege meiner Mutter",
            },
        ]
    found |= _work(pick)
    if answers["settlement_basis"] in WITH_CONTRIBUTIONS:
        found["pension_months"] = pick("months", 0, 24, 60, 130)
        found["pension_exemption"] = pick(
            "exemption",
            *("none", "spouse_pays", "other_scheme", "in_training", "illness_disability"),
        )
    if answers["settlement_basis"] != "self_employed_21_4":
        found |= _german(pick)
    sources = pick("settlement sources", ["employment"], ["employment", "spouse"], ["spouse"])
    found |= blocks.livelihood(sources, pick)
    if "spouse" in sources:
        found["spouse_income_monthly"] = pick("spouse income", "1800.00", 950)
    found["dependants"] = pick("dependants", 0, 2)
    found |= blocks.insurance(pick)
    found |= housing(pick)
    found |= blocks.household(pick)
    return found | blocks.declarations(pick)


def titles(pick: Choices, today: date) -> list[dict]:
    return [
        {
            "title_kind": pick("first title", "study_training", "asylum_procedure", "other_permit"),
            "title_from": "2016-10-00",
            "title_until": "2019-09-30",
        },
        {
            "title_kind": pick("title", "work", "blue_card", "family", "humanitarian"),
            "title_from": "2019-10-01",
            "title_until": a_day(today, 300),
        },
    ]


def housing(pick: Choices) -> dict:
    kind = pick("housing", "rented_flat", "owned_home", "with_family", "room", "shelter", "other")
    costs = {"housing_costs": 640} if kind == "owned_home" else {"rent_warm": "820.00"}
    return {"housing_type": kind, "living_area_m2": 64.5, "persons": 3, **costs}


def _work(pick: Choices) -> dict:
    kind = pick("employment", *WORKING, "pension", "not_working")
    found: dict[str, object] = {"employment_type": kind}
    if kind in WORKING:
        found |= {
            "employed_since": "2019-04-00",
            "employer_name": "Auental Maschinenbau GmbH",
            "job_title": "Elektroniker für Betriebstechnik",
        }
    if kind == "employee":
        found["is_unlimited"] = pick.yes("unlimited")
    return found


def _german(pick: Choices) -> dict:
    level = pick("level", "none", "A1", "A2", "B1", "B2", "C1", "C2")
    found: dict[str, object] = {
        "german_level": level,
        "lid_passed": pick.yes("lid"),
        "language_exemption": pick("german exemption", "none", "illness_disability", "hardship"),
    }
    if level != "none":
        found["german_certificate"] = pick("certificate", *PROOFS, "none")
    if found["language_exemption"] != "none":
        found["exemption_details"] = "Ich bin seit 2019 krank und konnte keinen Kurs besuchen."
    return found


def papers(answers: dict) -> list[str]:
    given = answers.get
    basis, proof, kind = given("settlement_basis"), given("german_certificate"), "employment_type"
    exemption = given("pension_exemption")
    personal = blocks.personal_papers({"income_sources": [], **answers})
    if basis is None:  # only a new card: nothing of the livelihood is asked
        personal["insurance_proof"] = False
    return blocks.needed(
        personal
        | {
            "pension_record": basis in WITH_RECORD and exemption in ("none", "spouse_pays"),
            "pension_exemption_proof": basis == "eu_9a"
            or exemption in ("other_scheme", "in_training", "illness_disability"),
            "german_proof": proof in PROOFS,
            "lid_proof": given("lid_passed") or proof == "integration_course",
            "exemption_proof": given("language_exemption") in ("illness_disability", "hardship"),
            "employment_contract": given(kind) == "employee",
            "payslips": given(kind) == "employee",
            "tax_assessments": given(kind) == "self_employed",
            "accountant_statement": given(kind) == "self_employed",
            "training_proof": given(kind) == "training",
            "german_degree_proof": given("german_degree"),
            "marriage_certificate": given("german_relative") == "spouse"
            or exemption == "spouse_pays",
            "family_proof": basis == "family_german_28_2",
        },
        payslips=3,
        tax_assessments=2,
    )
