"""Whole applications for the applicants of ``tests/data/applicants.jsonl``.

Written from what the services ask, without their engine, so that a test which sends them tests
the engine too. Which branch an applicant takes follows from their id and never changes.
"""

import base64
import io
import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pikepdf
from PIL import Image

from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES

DATA = Path(__file__).parent / "data" / "applicants.jsonl"
MUNICIPALITIES = {
    "Auenfeld": "auenfeld",
    "Bergstadt": "bergstadt",
    "Lindau a. d. Aue": "lindau-aue",
    "Neumühl": "neumuehl",
    "Sankt Veith": "sankt-veith",
}
EMPLOYED = (*("skilled_vocational_18a", "academic_18b", "blue_card_18g", "other_19c", "unsure"),)
SELF_EMPLOYED = ("self_employed_21", "freelance_21_5")
QUALIFIED = EMPLOYED[:3]
WITH_CARD = ("residence_permit", "blue_card", "settlement")
EXPIRING = (
    *("national_visa_D", "residence_permit", "blue_card", "fiktionsbescheinigung"),
    *("gestattung", "duldung"),
)


@dataclass(frozen=True)
class Upload:
    """A document that an applicant sends."""

    requirement: str
    filename: str
    content_type: str
    data: bytes

    def as_json(self) -> dict[str, str]:
        return {
            "requirement": self.requirement,
            "filename": self.filename,
            "content-type": self.content_type,
            "encoding": "base64",
            "data": base64.b64encode(self.data).decode("ascii"),
        }


def applicants(*services: str) -> list[dict]:
    """The applicants whose service is one of these."""
    lines = DATA.read_text("utf-8").splitlines()
    return [each for each in map(json.loads, lines) if each["service"] in services]


def an_application(applicant: dict) -> dict:
    """What this applicant sends to ``{service}/@applications``."""
    answers = full_answers(applicant["service"], applicant)
    documents = documents_for(applicant["service"], answers)
    language = applicant["language"]
    return {
        "language": language if language in LANGUAGES else "en",
        "answers": answers,
        "documents": [each.as_json() for each in documents],
    }


def full_answers(service_id: str, applicant: dict, **changes) -> dict:
    """Valid answers to everything that is asked of this applicant; ``changes`` come last."""
    make = {"employment": _employment, "contact": _contact}[service_id]
    return {**make(applicant, _Choices(applicant["id"]), clock.today()), **changes}


def documents_for(service_id: str, answers: dict) -> list[Upload]:
    """The documents that these answers call for: small real files, no two alike."""
    make = {"employment": _employment_papers, "contact": _contact_papers}[service_id]
    seed = json.dumps(answers, sort_keys=True)
    return [
        _upload(requirement, place, f"{requirement}-{place}-{seed}")
        for place, requirement in enumerate(make(answers))
    ]


class _Choices:
    """Picks an answer for a person and a question, always the same one."""

    def __init__(self, seed: int):
        self.seed = seed

    def __call__(self, question: str, *options):
        # A test's variety, nothing secret.
        return random.Random(f"{self.seed}/{question}").choice(options)

    def yes(self, question: str) -> bool:
        return self(question, True, False)


def _birth(applicant: dict) -> str:
    """The birth date as in the passport, 00 for what is unknown."""
    born = applicant["birth_date"]
    return f"{born['year']:04}-{born['month']:02}-{born['day']:02}"


def _span(partial: str) -> tuple[date, date]:
    year, month, day = map(int, partial.split("-"))
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first, following - timedelta(days=1)


def _is_minor(partial: str, today: date) -> bool:
    return _span(partial)[0] > _shifted(today, -18)


def _is_45(partial: str, today: date) -> bool:
    return _span(partial)[1] < _shifted(today, -45)


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def _name(applicant: dict) -> dict:
    answers: dict[str, object] = {"family_name": applicant["family_name"]}
    if applicant["no_given_name"]:
        answers["no_given_name"] = True
    else:
        answers["given_names"] = applicant["given_names"]
    return answers


def _contact(applicant: dict, pick: _Choices, today: date) -> dict:
    answers = {
        "topic": pick(
            "topic",
            *("status_of_application", "document_expiring", "travel_urgent", "job_start_urgent"),
            *("lost_document", "change_of_address", "job_or_training_ended", "employer_notice"),
            *("birth", "family", "appointment", "other"),
        ),
        "urgency": pick("urgency", "normal", "soon", "urgent"),
        "sender_role": pick(
            "sender_role",
            *("person", "relative", "counsellor", "employer", "lawyer", "authority", "volunteer"),
        ),
        **_name(applicant),
        "residence_municipality": MUNICIPALITIES[applicant["municipality"]],
        "email": applicant["email"],
        "contact_language": applicant["contact_language"],
        "callback_window": pick("callback", "morning", "midday", "afternoon", "any", "no_call"),
        "message": "Guten Tag, ich habe eine Frage zu meinem Aufenthaltstitel. Vielen Dank.",
        "privacy_read": True,
    }
    if answers["urgency"] != "normal":
        answers["reason"] = pick(
            "reason",
            *("travel", "job_loss_risk", "benefits_stopped", "medical", "expired_title"),
            "deportation_court",
        )
        answers["deadline_date"] = _day(today, pick("deadline", 0, 7, 30))
    if answers["sender_role"] != "person":
        answers["sender_name"] = "Erika Beispiel"
        if answers["sender_role"] != "relative":
            answers["sender_organisation"] = "Beratungsstelle Auental"
    if answers["topic"] not in ("appointment", "other"):
        answers["birth_date"] = _birth(applicant)
    if pick.yes("file_reference"):
        answers["file_reference"] = f"33-{applicant['id']:04}/2026"
    if pick.yes("phone"):
        answers["phone"] = "+49 151 23456789"
    return answers


def _contact_papers(answers: dict) -> list[str]:
    return ["attachments"] * (len(answers["message"] + answers["family_name"]) % 4)


def _employment(applicant: dict, pick: _Choices, today: date) -> dict:
    answers: dict[str, object] = {
        "residence_municipality": MUNICIPALITIES[applicant["municipality"]],
        "application_kind": pick(
            "kind", "first", "renewal", "change_of_purpose", "transfer_new_passport"
        ),
        "work_basis": pick("work", *EMPLOYED, *SELF_EMPLOYED),
        "current_status": pick(
            "status", *EXPIRING, "settlement", "visa_free", "none", "other", "national_visa_D"
        ),
    }
    if answers["current_status"] in EXPIRING:
        answers["status_valid_until"] = _day(today, pick("until", -3, 20, 200, 900))
    born = _birth(applicant)
    answers |= _person(applicant, pick, born)
    answers |= _passport_and_residence(answers, pick, today)
    answers |= _work(answers, pick, born, today)
    answers |= _livelihood(answers, pick)
    answers |= _declarations(answers, pick, born, today)
    return answers


def _person(applicant: dict, pick: _Choices, born: str) -> dict:
    answers = {
        **_name(applicant),
        "birth_date": born,
        "birth_place": "Musterstadt",
        "birth_country": applicant["nationality"],
        "sex": pick("sex", "m", "w", "d", "x"),
        "nationalities": [applicant["nationality"]],
        "marital_status": pick("marital", "LD", "VH", "VW", "GS", "NB", "LP"),
        "contact_language": applicant["contact_language"],
        "interpreter_needed": pick.yes("interpreter"),
        "email": applicant["email"],
    }
    if answers["marital_status"] not in ("LD", "NB"):
        answers["marital_since"] = f"{max(int(born[:4]), 2015)}-{pick('since', '06', '00')}-00"
    if applicant["name_original_script"]:
        answers["name_original_script"] = applicant["name_original_script"]
    if pick.yes("phone"):
        answers["phone"] = "0151 23456789"
    if pick.yes("birth_name"):
        answers |= {"birth_name": "O'Neill-Łukasz", "other_names": "Meier, Müller"}
    return answers


def _passport_and_residence(answers: dict, pick: _Choices, today: date) -> dict:
    found: dict[str, object] = {
        "has_passport": pick("passport", True, True, True, False),
        "street": "Lindenweg",
        "house_no": "12 a",
        "postal_code": "12345",
        "city": "Auenfeld",
        "moved_in": _day(today, -400),
    }
    if found["has_passport"]:
        found |= {
            "passport_type": pick("type", "national_passport", "refugee_travel_document"),
            "passport_number": "C01X00T47",
            "passport_country": answers["birth_country"],
            "passport_issued": _day(today, -700),
            "passport_valid_until": _day(today, pick("passport until", -10, 300, 2000)),
        }
    if answers["current_status"] in WITH_CARD:
        found["title_number"] = pick("title number", "Y01AB23C4", "alte Nummer 17")
    if answers["application_kind"] == "first":
        found["entry_date"] = _day(today, -60)
        if answers["current_status"] == "national_visa_D":
            found["entry_visa_no"] = "DEU012345678"
    if pick.yes("azr"):
        found |= {"azr_number": "041112345678", "file_reference": "33-1/2024", "care_of": "Meier"}
    if pick.yes("stays"):
        found["previous_stays"] = [
            {
                "stay_from": "2012-10-01",
                "stay_until": "2014-00-00",
                "stay_place": "Köln",
                "stay_purpose": "Studium",
            },
            {"stay_from": "2016-00-00", "stay_until": "2016-00-00", "stay_place": "Jena"},
        ]
    return found


def _work(answers: dict, pick: _Choices, born: str, today: date) -> dict:
    basis, kind = answers["work_basis"], answers["application_kind"]
    found: dict[str, object] = {"regulated_profession": pick.yes("regulated")}
    if found["regulated_profession"]:
        found["licence_status"] = pick("licence", "granted", "promised", "none")
    if basis in EMPLOYED:
        found["job_offer"] = pick("offer", True, True, True, False)
        if kind == "renewal":
            found["job_change"] = pick.yes("job change")
        if found["job_offer"]:
            found |= _job(pick, today)
    if basis == "unsure":
        found["work_plans"] = "Ich möchte in meinem Beruf als Köchin arbeiten."
    if basis == "other_19c":
        found["work_experience_years"] = pick("experience", 1, 2, 7)
    if basis in QUALIFIED:
        found |= _qualification(pick)
    if basis in SELF_EMPLOYED:
        found |= _business(basis)
    first_of_45 = kind == "first" and basis in (*EMPLOYED[:2], "unsure")
    if _is_45(born, today) and (first_of_45 or basis in SELF_EMPLOYED):
        found["pension_provision"] = pick("pension", "statutory", "private", "assets", "none")
        if found["pension_provision"] != "none":
            found["pension_details"] = "Gesetzliche Rente, erwartet 1200 Euro im Monat"
    return found


def _job(pick: _Choices, today: date) -> dict:
    found = {
        "employer_name": "Auental Maschinenbau GmbH",
        "employer_address": "Werkstraße 5, 12345 Auenfeld",
        "employer_email": "personal@example.org",
        "job_title": "Elektroniker für Betriebstechnik",
        "job_description": "Ich baue und prüfe Schaltschränke.\nIch leite ein kleines Team.",
        "contract_start": _day(today, pick("start", -30, 30)),
        "is_unlimited": pick.yes("unlimited"),
        "weekly_hours": pick("hours", 38.5, 40, 20),
        "gross_salary_year": pick("salary", 52000, "48300.00", "31000.50", 64000),
        "collective_agreement": pick.yes("tariff"),
        "actual_employment_assured": True,
    }
    if not found["is_unlimited"]:
        found["contract_end"] = _day(today, 800)
    if pick.yes("isco"):
        found |= {
            "isco_group": "25",
            "betriebsnummer": "12345678",
            "employer_phone": "+49 89 1234567",
        }
    return found


def _qualification(pick: _Choices) -> dict:
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


def _livelihood(answers: dict, pick: _Choices) -> dict:
    earning = "employment" if answers["work_basis"] in EMPLOYED else "self_employment"
    sources = pick(
        "sources", [earning], [earning, "spouse"], ["savings_blocked_account"], [earning]
    )
    found: dict[str, object] = {
        "income_sources": sources,
        "receives_benefits": pick.yes("benefits"),
        "health_insurance_type": pick("insurance", "statutory", "private", "other", "none"),
    }
    if earning in sources:
        found["net_income_monthly"] = pick("net", 2450, "1850.50", 0)
    if found["health_insurance_type"] != "none":
        found["insurer"] = "AOK"
    if pick.yes("household"):
        found["household"] = [
            {
                "household_name": "Amina Öztürk",
                "household_birth_date": "1990-00-00",
                "household_relation": "spouse",
                "household_nationality": "XXA",
                "household_title": "residence_title",
            }
        ]
    return found


def _declarations(answers: dict, pick: _Choices, born: str, today: date) -> dict:
    found: dict[str, object] = {
        "has_representative": pick.yes("representative"),
        "truth_declaration": True,
        "privacy_read": True,
    }
    for question in ("convictions", "pending_proceedings", "expelled_or_refused"):
        found[question] = pick(question, False, False, True)
        if found[question]:
            found[f"{question}_details"] = "2019, Köln: Fahren ohne Fahrschein."
    if found["has_representative"]:
        found |= {
            "representative_name": "Kanzlei Rechtmann",
            "representative_address": "Marktplatz 1, 12345 Auenfeld",
            "representative_phone": "05555 12345",
            "representative_email": "kanzlei@example.org",
        }
    if _is_minor(born, today):
        found["custodian_1_name"] = "Maria Muster"
        if pick.yes("second custodian"):
            found["custodian_2_name"] = "Mario Muster"
    ways = ("pickup", "machine", "direct_post") if answers["has_passport"] else ("pickup",)
    found["eat_delivery"] = pick("card", *ways)
    if found["eat_delivery"] == "direct_post":
        found["eat_delivery_consent"] = True
    return found


def _employment_papers(answers: dict) -> list[str]:
    given = answers.get
    basis, kind, status = given("work_basis"), given("application_kind"), given("current_status")
    sources = set(given("income_sources"))
    working = basis in EMPLOYED and given("job_offer")
    qualified, own = basis in QUALIFIED, basis in SELF_EMPLOYED
    recognised = given("recognition_status") in ("full", "comparable", "partial")
    pension = given("pension_provision")
    needed = {
        "passport": given("has_passport"),
        "identity_document": not given("has_passport"),
        "current_title": status in (*EXPIRING, "settlement"),
        "housing_proof": kind in ("first", "change_of_purpose"),
        "insurance_proof": given("health_insurance_type") != "none",
        "income_proof": sources - {"employment", "self_employment"},
        "power_of_attorney": given("has_representative"),
        "employment_contract": working,
        "employer_declaration": working,
        "payslips": working and kind == "renewal" and "employment" in sources,
        "qualification_proof": qualified,
        "recognition_proof": qualified and recognised,
        "licence_proof": given("licence_status") in ("granted", "promised"),
        "business_plan_file": own,
        "financing_proof": own,
        "tax_assessments": own and kind == "renewal",
        "pension_proof": pension and pension != "none",
    }
    several = {"passport": 2, "payslips": 3, "tax_assessments": 2}
    return [name for name, need in needed.items() if need for _copy in range(several.get(name, 1))]


def _upload(requirement: str, place: int, seed: str) -> Upload:
    kind = ("pdf", "jpeg", "png")[place % 3]
    if kind == "pdf":
        content_type, data = "application/pdf", a_pdf(seed)
    else:
        content_type, data = f"image/{kind}", an_image(kind, seed)
    return Upload(requirement, f"{requirement}-{place}.{kind}", content_type, data)


def a_pdf(seed: str = "", pages: int = 1) -> bytes:
    """A small, plain PDF that differs by ``seed``."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(200, 200))
        pdf.docinfo["/Title"] = f"Test {random.Random(seed).random()}"
        pdf.save(out, static_id=True)
    return out.getvalue()


def an_image(kind: str = "jpeg", seed: str = "") -> bytes:
    """A small JPEG or PNG that differs by ``seed``."""
    pixels = random.Random(seed).randbytes(16 * 16 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (16, 16), pixels).save(out, kind.upper())
    return out.getvalue()
