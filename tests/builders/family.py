"""An application for a residence title for family reasons."""

from datetime import date

from builders import blocks
from builders.choices import Choices, a_day, birth, is_at_least

SPOUSES = ("spouse_german_28", "spouse_30")
CHILDREN = ("child_german_28", "child_32", "birth_33", "child_own_34")
GERMAN = ("spouse_german_28", "child_german_28", "parent_german_28")
PARENTS = ("parent_german_28", "parents_36_1")
OTHERS = ("parents_skilled_36_3", "other_36_2")
BASES = (*SPOUSES, *CHILDREN, "independent_31", *PARENTS, *OTHERS, "subsidiary_36a")
# Whose sponsor's income, and whose flat, the law looks at.
PROVIDED = (*SPOUSES, "child_32", *OTHERS)
HOUSED = ("spouse_30", "child_32", *OTHERS)
LIMITED = (
    *("residence_permit", "blue_card", "ict_card"),
    "national_visa_D",
    "fiktionsbescheinigung",
)
UNCLEAR = ("blue_card", "ict_card", "eu_long_term", "none", "unknown")


def answers(applicant: dict, pick: Choices, today: date) -> dict:
    found = blocks.precheck(applicant, pick, today)
    found |= _relation(applicant, pick, today)
    found |= blocks.person(applicant, pick)
    found |= blocks.passport(applicant, pick, today)
    found |= blocks.residence(found, pick, today)
    found |= blocks.address(pick, today)
    found |= blocks.stays(pick)
    found |= _sponsor(found, pick, today)
    found |= _together(found, pick, today)
    found |= _german(found, pick, today)
    found |= _child(found, pick, today)
    found |= blocks.livelihood(pick("sources", ["spouse"], ["employment"], ["SGB2"]), pick)
    found |= blocks.insurance(pick)
    found |= _provided(found, pick)
    found |= blocks.household(pick)
    found |= blocks.certificate(found, pick, today)
    found |= blocks.declarations(pick)
    found |= blocks.representation(applicant, pick, today)
    found |= blocks.card(found, pick)
    return found | blocks.confirmation()


def _relation(applicant: dict, pick: Choices, today: date) -> dict:
    young = not is_at_least(birth(applicant), today, 18)
    wanted = CHILDREN if young else [each for each in BASES if each != "birth_33"]
    found = {"family_basis": pick("basis", *wanted)}
    basis = found["family_basis"]
    found["sponsor_group"] = "german" if basis in GERMAN else "third_country"
    if basis in ("independent_31", "other_36_2"):
        found["sponsor_group"] = pick("group", "german", "third_country")
    if basis == "subsidiary_36a":
        found["subsidiary_relation"] = pick("subsidiary", "spouse", "child", "parent")
    if basis == "other_36_2":
        found["relation_details"] = "Ich bin die Großmutter und brauche Pflege."
    return found


def _sponsor(answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "sponsor_family_name": answers["family_name"],
        "sponsor_given_names": "Karim",
        "sponsor_birth_date": pick("sponsor born", "1985-11-03", "1979-00-00"),
    }
    if pick.yes("sponsor file"):
        found["sponsor_file_reference"] = "33-17/2019"
    if answers["sponsor_group"] == "german":
        return found
    found["sponsor_nationality"] = answers["nationalities"][0]
    title = found["sponsor_title"] = pick(
        "sponsor title", "settlement", "residence_permit", "residence_permit", *UNCLEAR
    )
    if title not in UNCLEAR:
        found["sponsor_title_basis"] = pick("basis of title", "work", "refugee", "family", "other")
        if found["sponsor_title_basis"] == "refugee":
            found["sponsor_recognised_on"] = a_day(today, pick("recognised", -30, -900))
    if title in LIMITED:
        found["sponsor_title_valid_until"] = a_day(today, pick("sponsor until", -5, 400))
    return found


def _together(answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {}
    if _is_married(answers):
        # After the birth of whoever marries: the applicants' list knows many ages.
        found |= {
            "marriage_date": a_day(today, -300),
            "marriage_place": "Izmir, Türkei",
            "marriage_registered": pick("registered", True, True, False),
        }
    if answers["family_basis"] != "independent_31":
        found["living_together"] = pick("together", True, True, False)
        if found["living_together"]:
            found["living_together_since"] = a_day(today, -10)
        else:
            found["sponsor_address"] = "Werkstraße 5, 12345 Auenfeld"
    if _is_apart({**answers, **found}) and pick("separation", True, True, False):
        found |= {
            "separation_kind": pick("separated", "temporary", "separated", "divorced", "widowed"),
            "separated_since": a_day(today, -90),
            "hardship": "Es gab Gewalt. Ich habe mit einer Beratungsstelle gesprochen.",
        }
    return found


def _german(answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {}
    newcomer = answers["application_kind"] in ("first", "change_of_purpose")
    if _is_spouse(answers) and newcomer:
        found["language_a1_proof"] = pick.yes("a1")
        if not found["language_a1_proof"]:
            found["language_a1_exemption"] = pick(
                "exemption", "illness", "sponsor_skilled", "low_need", "none"
            )
    born = answers["birth_date"]
    if answers["application_kind"] == "renewal" and is_at_least(born, today, 18):
        found["integration_course"] = pick("course", "passed", "attending", "not_obliged")
    if answers["family_basis"] == "child_32" and newcomer and is_at_least(born, today, 16):
        found["moved_with_parents"] = pick("moved", False, False, True)
        if not found["moved_with_parents"]:
            found["german_level"] = pick("level", "none", "B1", "C1")
    return found


def _child(answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {}
    child, parent = _is_child(answers), answers["family_basis"] in PARENTS
    if not (child or parent or answers.get("subsidiary_relation") == "parent"):
        return found
    found["custody"] = pick("custody", "both", "both", "mother", "guardian", "unclear")
    if not child:
        return found
    if found["custody"] == "both":
        found["both_parents_here"] = pick("both here", True, False, False)
        if not found["both_parents_here"]:
            found["other_parent_consent"] = pick("consent", "given", "decision", "missing")
    if is_at_least(answers["birth_date"], today, 6):
        found["attends_school"] = pick("school", True, True, False)
        if found["attends_school"]:
            found["child_school"] = "Grundschule am Auepark, Auenfeld"
    return found


def _provided(answers: dict, pick: Choices) -> dict:
    found: dict[str, object] = {}
    if answers["family_basis"] in PROVIDED:
        sources = pick("sponsor's", ["employment"], ["employment", "other"], ["SGB2"])
        found |= {"sponsor_income_sources": sources, "sponsor_dependants": pick("dependants", 1, 4)}
        if "employment" in sources:
            found["sponsor_net_income_monthly"] = pick("sponsor's net", 2850, "1999.50")
    if answers["family_basis"] in HOUSED:
        found |= {
            "housing_type": pick("housing", "rented_flat", "with_family", "owned_home"),
            "living_area_m2": pick("area", 64.5, 120),
            "persons": pick("persons", 2, 5),
        }
        costs = "housing_costs" if found["housing_type"] == "owned_home" else "rent_warm"
        found[costs] = pick("rent", 820, "0")
    return found


def papers(answers: dict) -> list[str]:
    given = answers.get
    basis, group = given("family_basis"), given("sponsor_group")
    income: set[str] = set()
    if basis in PROVIDED:
        income = set(given("sponsor_income_sources"))
    related = _is_child(answers) or basis in (*PARENTS, *OTHERS)
    independent = basis == "independent_31"
    needed = {
        **blocks.personal_papers(answers),
        "marriage_certificate": _is_married(answers),
        "birth_certificate": related or given("subsidiary_relation") == "parent",
        "sponsor_identity_copy": group == "german" and not independent,
        "sponsor_title_copy": given("sponsor_title") not in (None, "none", "unknown")
        and not independent,
        "sponsor_payslips": "employment" in income,
        "sponsor_income_proof": income - {"employment"},
        "a1_certificate": given("language_a1_proof"),
        "a1_exemption_proof": given("language_a1_exemption") in ("illness", "low_need"),
        "integration_course_proof": given("integration_course") in ("passed", "attending"),
        "custody_proof": given("custody") in ("mother", "guardian"),
        "other_parent_consent_proof": given("other_parent_consent") in ("given", "decision"),
        "school_certificate": given("attends_school"),
        "separation_proof": _is_apart(answers) and given("separation_kind") == "divorced",
    }
    return blocks.needed(needed, sponsor_payslips=3)


def _is_spouse(answers: dict) -> bool:
    return answers["family_basis"] in SPOUSES or answers.get("subsidiary_relation") == "spouse"


def _is_child(answers: dict) -> bool:
    return answers["family_basis"] in CHILDREN or answers.get("subsidiary_relation") == "child"


def _is_married(answers: dict) -> bool:
    return _is_spouse(answers) or answers["family_basis"] == "independent_31"


def _is_apart(answers: dict) -> bool:
    apart = _is_spouse(answers) and answers.get("living_together") is False
    return apart or answers["family_basis"] == "independent_31"
