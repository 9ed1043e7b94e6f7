"""Answers to the shared blocks of steps, a function a block, and the documents these call for.

Each takes what was answered before, as far as the block depends on it.
"""

from datetime import date

from builders.choices import Choices, a_day, birth, is_minor

MUNICIPALITIES = {
    "Auenfeld": "auenfeld",
    "Bergstadt": "bergstadt",
    "Lindau a. d. Aue": "lindau-aue",
    "Neumühl": "neumuehl",
    "Sankt Veith": "sankt-veith",
}
WITH_CARD = ("residence_permit", "blue_card", "settlement")
EXPIRING = (
    *("national_visa_D", "residence_permit", "blue_card", "fiktionsbescheinigung"),
    *("gestattung", "duldung"),
)


def precheck(applicant: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "residence_municipality": MUNICIPALITIES[applicant["municipality"]],
        "application_kind": pick(
            "kind", "first", "renewal", "change_of_purpose", "transfer_new_passport"
        ),
        "current_status": pick(
            "status", *EXPIRING, "settlement", "visa_free", "none", "other", "national_visa_D"
        ),
    }
    if found["current_status"] in EXPIRING:
        found["status_valid_until"] = a_day(today, pick("until", -3, 20, 200, 900))
    return found


def name(applicant: dict) -> dict:
    """The surname, and the given names where there are any."""
    if applicant["no_given_name"]:
        return {"family_name": applicant["family_name"], "no_given_name": True}
    return {"family_name": applicant["family_name"], "given_names": applicant["given_names"]}


def person(applicant: dict, pick: Choices) -> dict:
    """The blocks person, birth and reach."""
    found = {
        **name(applicant),
        "birth_date": birth(applicant),
        "birth_place": "Musterstadt",
        "birth_country": applicant["nationality"],
        "sex": pick("sex", "m", "w", "d", "x"),
        "nationalities": [applicant["nationality"]],
        "marital_status": pick("marital", "LD", "VH", "VW", "GS", "NB", "LP"),
        "contact_language": applicant["contact_language"],
        "interpreter_needed": pick.yes("interpreter"),
        "email": applicant["email"],
    }
    if found["marital_status"] not in ("LD", "NB"):
        year = max(applicant["birth_date"]["year"], 2015)
        found["marital_since"] = f"{year}-{pick('since', '06', '00')}-00"
    if applicant["name_original_script"]:
        found["name_original_script"] = applicant["name_original_script"]
    if pick.yes("phone"):
        found["phone"] = "0151 23456789"
    if pick.yes("birth_name"):
        found |= {"birth_name": "O'Neill-Łukasz", "other_names": "Meier, Müller"}
    return found


def passport(applicant: dict, pick: Choices, today: date) -> dict:
    if not pick("passport", True, True, True, False):
        return {"has_passport": False}
    return {
        "has_passport": True,
        "passport_type": pick("type", "national_passport", "refugee_travel_document"),
        "passport_number": "C01X00T47",
        "passport_country": applicant["nationality"],
        "passport_issued": a_day(today, -700),
        "passport_valid_until": a_day(today, pick("passport until", -10, 300, 2000)),
    }


def residence(answers: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {}
    lost = answers.get("new_card_reason") == "lost_or_damaged"
    if answers["current_status"] in WITH_CARD and not lost:
        found["title_number"] = pick("title number", "Y01AB23C4", "alte Nummer 17")
    if answers.get("application_kind") == "first":
        if answers.get("family_basis") != "birth_33":  # who was born here never came
            found["entry_date"] = a_day(today, -60)
        if answers["current_status"] == "national_visa_D":
            found["entry_visa_no"] = "DEU012345678"
    if pick.yes("azr"):
        found |= {"azr_number": "041112345678", "file_reference": "33-1/2024"}
    return found


def address(pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "street": "Lindenweg",
        "house_no": "12 a",
        "postal_code": "12345",
        "city": "Auenfeld",
        "moved_in": a_day(today, -400),
    }
    if pick.yes("azr"):
        found["care_of"] = "Meier"
    return found


def stays(pick: Choices) -> dict:
    if not pick.yes("stays"):
        return {}
    first = {"stay_from": "2012-10-01", "stay_until": "2014-00-00", "stay_place": "Köln"}
    second = {"stay_from": "2016-00-00", "stay_until": "2016-00-00", "stay_place": "Jena"}
    return {"previous_stays": [{**first, "stay_purpose": "Studium"}, second]}


def employer(pick: Choices) -> dict:
    """Who employs somebody, and with what contract: the first fields that all jobs share."""
    found: dict[str, object] = {
        "employer_name": "Auental Maschinenbau GmbH",
        "employer_address": "Werkstraße 5, 12345 Auenfeld",
        "employer_email": "personal@example.org",
    }
    if pick.yes("isco"):
        found |= {"betriebsnummer": "12345678", "employer_phone": "+49 89 1234567"}
    return found


def job(pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "job_title": "Elektroniker für Betriebstechnik",
        "job_description": "Ich baue und prüfe Schaltschränke.\nIch leite ein kleines Team.",
        "contract_start": a_day(today, pick("start", -30, 30)),
        "is_unlimited": pick.yes("unlimited"),
    }
    if not found["is_unlimited"]:
        found["contract_end"] = a_day(today, 800)
    if pick.yes("isco"):
        found["isco_group"] = "25"
    return found


def pay(pick: Choices) -> dict:
    return {
        "weekly_hours": pick("hours", 38.5, 40, 20),
        "gross_salary_year": pick("salary", 52000, "48300.00", "31000.50", 64000),
        "collective_agreement": pick.yes("tariff"),
    }


def institution(pick: Choices, today: date) -> dict:
    found: dict[str, object] = {
        "institution_name": "Berufskolleg Auenfeld",
        "institution_address": "Schulstraße 3, 12345 Auenfeld",
        "programme": "Pflegefachfrau",
        "start_date": a_day(today, pick("start", -60, 60, 300)),
        "expected_end": a_day(today, 1200),
    }
    if pick.yes("institution contact"):
        found["institution_contact"] = "Frau Beispiel, 05555 12345"
    return found


def livelihood(sources: list[str], pick: Choices) -> dict:
    found: dict[str, object] = {
        "income_sources": sources,
        "receives_benefits": pick.yes("benefits"),
    }
    if {"employment", "self_employment", "pension", "scholarship"} & set(sources):
        found["net_income_monthly"] = pick("net", 2450, "1850.50", 0)
    return found


def insurance(pick: Choices) -> dict:
    kind = pick("insurance", "statutory", "private", "other", "none")
    found = {"health_insurance_type": kind}
    return found if kind == "none" else {**found, "insurer": "AOK"}


def household(pick: Choices) -> dict:
    if not pick.yes("household"):
        return {}
    spouse = {
        "household_name": "Amina Öztürk",
        "household_birth_date": "1990-00-00",
        "household_relation": "spouse",
        "household_nationality": "XXA",
        "household_title": "residence_title",
    }
    return {"household": [spouse]}


def declarations(pick: Choices) -> dict:
    found: dict[str, object] = {}
    for question in ("convictions", "pending_proceedings", "expelled_or_refused"):
        found[question] = pick(question, False, False, True)
        if found[question]:
            found[f"{question}_details"] = "2019, Köln: Fahren ohne Fahrschein."
    return found


def representation(applicant: dict, pick: Choices, today: date) -> dict:
    found: dict[str, object] = {"has_representative": pick.yes("representative")}
    if found["has_representative"]:
        found |= {
            "representative_name": "Kanzlei Rechtmann",
            "representative_address": "Marktplatz 1, 12345 Auenfeld",
            "representative_phone": "05555 12345",
            "representative_email": "kanzlei@example.org",
        }
    if is_minor(birth(applicant), today):
        found["custodian_1_name"] = "Maria Muster"
        if pick.yes("second custodian"):
            found["custodian_2_name"] = "Mario Muster"
    return found


def certificate(answers: dict, pick: Choices, today: date) -> dict:
    """Asked of who has a document that ends within half a year, or none that can be told."""
    until = answers.get("status_valid_until", "")
    expiring = answers["current_status"] in EXPIRING[:4] and until < a_day(today, 180)
    if answers.get("application_kind") == "transfer_new_passport" or not (
        expiring or answers["current_status"] in ("visa_free", "other")
    ):
        return {}
    if not pick.yes("certificate"):
        return {"certificate_wanted": False}
    return {
        "certificate_wanted": True,
        "certificate_reasons": pick("certificate reasons", ["work"], ["travel", "other"]),
        "certificate_needed_by": a_day(today, pick("certificate day", 0, 30)),
    }


def card(answers: dict, pick: Choices) -> dict:
    ways = ("pickup", "machine", "direct_post") if answers["has_passport"] else ("pickup",)
    found: dict[str, object] = {"eat_delivery": pick("card", *ways)}
    if found["eat_delivery"] == "direct_post":
        found["eat_delivery_consent"] = True
    return found


def confirmation() -> dict:
    return {"truth_declaration": True, "privacy_read": True}


def personal_papers(answers: dict) -> dict[str, object]:
    """Which documents of the block ``documents`` these answers call for."""
    given = answers.get
    return {
        "passport": given("has_passport"),
        "identity_document": not given("has_passport"),
        "current_title": given("current_status") in (*EXPIRING, "settlement")
        and given("new_card_reason") != "lost_or_damaged",
        "housing_proof": given("application_kind") in ("first", "change_of_purpose"),
        "insurance_proof": given("health_insurance_type") != "none",
        "income_proof": set(given("income_sources")) - {"employment", "self_employment"},
        "power_of_attorney": given("has_representative"),
    }


def needed(papers: dict[str, object], **several: int) -> list[str]:
    """The names of the documents that are needed, each as often as there are ``several`` of it."""
    several = {"passport": 2, **several}
    return [name for name, need in papers.items() if need for _copy in range(several.get(name, 1))]
