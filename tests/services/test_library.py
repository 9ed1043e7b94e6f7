"""The shipped services: sound, translated, and answered by whole applications."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from builders import (
    SERVICES,
    a_pdf,
    an_image,
    applicants,
    documents_for,
    full_answers,
)
from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES
from permitdesk.district.dated import shipped
from permitdesk.district.interfaces import IDistrictSettings
from permitdesk.services import (
    asked_fields,
    asked_steps,
    check_answers,
    hints_for,
    parse,
    required_documents,
    sources,
    warnings_for,
)
from permitdesk.services.answers import check_documents
from permitdesk.services.compose import LIBRARY, read_service
from permitdesk.services.definition import Revision
from permitdesk.services.labels import missing, outdated
from permitdesk.translation import po

SHIPPED = tuple(SERVICES)
# With the further titles, which are offered on paper only.
EVERY = tuple(sorted(each.parent.name for each in Path(LIBRARY).glob("*/service.toml")))
# Questions by which a service falls into branches: somebody takes each.
BRANCHES = (
    *("work_basis", "sender_role", "family_basis", "education_purpose", "change_kind"),
    "settlement_basis",
)


@pytest.fixture(autouse=True)
def district(portal):
    """The code list of municipalities is the district's."""
    settings = getUtility(IRegistry).forInterface(IDistrictSettings, prefix="permitdesk.district")
    settings.municipalities = (
        "auenfeld | Auenfeld",
        "bergstadt | Bergstadt",
        "lindau-aue | Lindau a. d. Aue",
        "neumuehl | Neumühl",
        "sankt-veith | Sankt Veith",
    )


def a_revision(service_id: str) -> Revision:
    files = read_service(service_id)
    definition = parse(files.fields_model, files.texts, files.hints)
    labels = {
        language: {key: each.text for key, each in table.items()}
        for language, table in files.labels.items()
    }
    return Revision(service_id, 1, definition, labels, "", sources=sources(definition))


@pytest.mark.parametrize("service_id", EVERY)
@pytest.mark.every_text
def test_every_text_is_translated_from_the_german_of_today(service_id):
    files = read_service(service_id)
    german = sources(parse(files.fields_model, files.texts, files.hints))

    assert set(files.labels) == set(LANGUAGES) - {"de"}
    for language, labels in files.labels.items():
        assert missing(german, labels) == [], language
        assert outdated(german, labels) == [], language


def test_no_translation_has_lost_its_text():
    german = {key for each in EVERY for key in a_revision(each).sources}
    for path in sorted(Path(LIBRARY).glob("*/labels/*.po")):
        lost = [each.key for each in po.read(path.read_bytes()) if each.key not in german]
        assert lost == [], path


@pytest.mark.parametrize("service_id", SHIPPED)
def test_law_is_cited_in_every_language_as_in_german(service_id):
    revision = a_revision(service_id)
    section = re.compile(r"§+\s*(\d+[a-z]?)")
    for key, german in revision.sources.items():
        for language in revision.labels:
            found = revision.text(key, language).value
            assert sorted(section.findall(found)) == sorted(section.findall(german)), (
                language,
                key,
            )


@pytest.mark.parametrize("service_id", SHIPPED)
def test_figures_of_the_law_stand_in_the_district_and_not_in_texts(service_id):
    figures = {str(int(each.amount)) for each in (*shipped("fees"), *shipped("thresholds"))}
    for key, text in a_revision(service_id).sources.items():
        if key.endswith(".example"):
            continue
        amounts = re.findall(r"(\d[\d.]*)\s*(?:Euro|€)", text)
        assert not amounts, key
        assert not set(re.findall(r"\d{5,}", text)) & figures, key


@pytest.mark.parametrize("service_id", SHIPPED)
def test_every_service_says_who_what_how_long_and_what_is_kept(service_id):
    texts = read_service(service_id).texts

    assert {
        *("title", "summary", "who", "need", "duration", "cost", "other_ways", "privacy", "next"),
    } <= set(texts)
    for article in ("Art. 6 Abs. 1 Buchst. e", "§ 86", "beschweren"):
        assert article in texts["privacy"]


# Religion is volunteered to the register only (§ 65 Nr. 6 AufenthV); the authority itself asks
# about security (§ 54 Abs. 2 Nr. 7 AufenthG) and about forced or plural marriage (§ 27 Abs. 1a
# AufenthG); a photo is taken on the spot.
NEVER_ASKED = re.compile(
    r"relig|glaube|konfession|kirche|sicherheitsbefragung|terror|extremis|geheimdienst"
    r"|zwangs(ehe|heirat|verheirat)|gezwungen|mehrehe|polygam|weitere ehe"
    r"|passfoto|passbild|lichtbild|biometri|fingerabdr",
    re.IGNORECASE,
)
ALLOWED = ("Eine nur religiöse Feier", "Nach Ihrer Religion fragen wir nicht")


@pytest.mark.parametrize("service_id", EVERY)
def test_what_must_not_be_asked_online_is_not_asked(service_id):
    definition = a_revision(service_id).definition
    asked = [each for field in definition.fields() for each in (field, *field.fields)]

    for each in (*asked, *definition.requirements):
        name = each.id if each in definition.requirements else each.name
        options = [option.title for option in getattr(each, "options", ())]
        for text in (name, each.title, each.description, *options):
            for allowed in ALLOWED:
                text = text.replace(allowed, "")
            assert not NEVER_ASKED.search(text), (name, text)
    assert not {"photo", "foto"} & {each.id for each in definition.requirements}


@pytest.mark.parametrize("service_id", ["employment", "education", "family", "settlement"])
def test_where_a_card_is_made_the_page_says_that_the_photo_is_taken_on_the_spot(service_id):
    texts = read_service(service_id).texts

    assert "Ein Foto brauchen wir hier nicht." in texts["need"]
    assert "einmal zu uns kommen" in texts["next"]


@pytest.mark.parametrize("service_id", sorted(set(SHIPPED) - {"contact"}))
def test_the_start_page_says_what_one_gets_and_promises_nothing(service_id):
    assert read_service(service_id).texts["result"].startswith("Wenn wir zustimmen:")


@pytest.mark.parametrize("service_id", SHIPPED)
def test_no_step_asks_too_much_at_once(service_id):
    for step in a_revision(service_id).definition.steps:
        assert len(step.fields) <= 8, step.name


@pytest.mark.parametrize("service_id", SHIPPED)
def test_each_applicants_whole_application_is_valid(service_id):
    revision, today = a_revision(service_id), clock.today()
    for applicant in applicants(service_id):
        answers = full_answers(service_id, applicant)
        counts: dict[str, int] = {}
        for each in documents_for(service_id, answers):
            counts[each.requirement] = counts.get(each.requirement, 0) + 1

        assert check_answers(revision, answers, None, "de", today) == {}, applicant["id"]
        assert check_documents(revision, answers, counts, today) == {}, applicant["id"]


@pytest.mark.parametrize("service_id", SHIPPED)
def test_the_applicants_together_meet_every_question_and_every_document(service_id):
    definition, today = a_revision(service_id).definition, clock.today()
    asked, answered, papers, options = set(), set(), set(), set()
    for applicant in applicants(service_id):
        answers = full_answers(service_id, applicant)
        for step in asked_steps(definition, answers, today):
            asked |= {each.name for each in asked_fields(step, answers, today)}
        answered |= set(answers)
        papers |= {each.id for each in required_documents(definition, answers, today)}
        options |= {answers.get(name) for name in BRANCHES}

    assert asked == {each.name for each in definition.fields()}
    # Nobody in the list lacks a given name.
    assert asked - answered <= {"no_given_name"}
    assert papers == {each.id for each in definition.requirements}
    for name in BRANCHES:
        field = definition.field(name)
        assert not field or {each.value for each in field.options} <= options


A_BLUE_CARD_WITHOUT_DEGREE = {
    "work_basis": "blue_card_18g",
    "qualification_type": "other_qualification",
}


def an_answer_set(service_id: str, **changes) -> dict:
    return full_answers(service_id, applicants(service_id)[0], **changes)


@pytest.mark.parametrize(
    ("service_id", "changes", "hint"),
    [
        ("employment", {"status_valid_until": "2026-11-01"}, "title_expired"),
        ("employment", {"status_valid_until": "2026-12-01"}, "title_expires_soon"),
        ("employment", {"current_status": "duldung"}, "asylum_or_tolerated"),
        ("employment", {"current_status": "none"}, "no_status"),
        ("employment", {"current_status": "visa_free"}, "visa_free"),
        ("employment", {"current_status": "settlement"}, "settlement_holder"),
        ("employment", {"work_basis": "unsure"}, "unsure_basis"),
        ("employment", {"job_offer": False}, "no_job_offer"),
        ("employment", {"work_basis": "blue_card_18g"}, "blue_card_duration"),
        (
            "employment",
            {"work_basis": "blue_card_18g", "job_change": True, "application_kind": "renewal"},
            "blue_card_job_change",
        ),
        (
            "employment",
            {"current_status": "visa_free", "nationalities": ["USA"]},
            "visa_free_listed",
        ),
        ("employment", {"nationalities": ["TUR", "POL"]}, "free_movement"),
        ("settlement", {"nationalities": ["CHE"]}, "free_movement"),
        (
            "family",
            {"current_status": "visa_free", "nationalities": ["SYR"]},
            "visa_free_not_listed",
        ),
        (
            "employment",
            {"work_basis": "other_19c", "nationalities": ["AND"]},
            "any_employment",
        ),
        ("employment", {"work_basis": "unsure", "nationalities": ["XKX"]}, "western_balkans"),
        (
            "employment",
            {"work_basis": "academic_18b", "gross_salary_year": 50700},
            "blue_card_possible",
        ),
        (
            "employment",
            {"work_basis": "skilled_vocational_18a", "qualification_type": "university_degree"},
            "degree_for_18b",
        ),
        (
            "employment",
            {"work_basis": "academic_18b", "qualification_type": "vocational_training"},
            "training_for_18a",
        ),
        (
            "employment",
            {**A_BLUE_CARD_WITHOUT_DEGREE, "isco_group": "133"},
            "blue_card_it",
        ),
        ("employment", {**A_BLUE_CARD_WITHOUT_DEGREE, "isco_group": ""}, "blue_card_it"),
        (
            "employment",
            {**A_BLUE_CARD_WITHOUT_DEGREE, "isco_group": "51"},
            "blue_card_not_it",
        ),
        ("employment", {"has_passport": False}, "no_passport"),
        (
            "employment",
            {"work_basis": "academic_18b", "recognition_status": "pending"},
            "recognition_missing",
        ),
        ("employment", {"regulated_profession": True, "licence_status": "none"}, "licence_missing"),
        (
            "employment",
            {"work_basis": "other_19c", "work_experience_years": 1},
            "experience_short",
        ),
        (
            "employment",
            {
                "work_basis": "freelance_21_5",
                "birth_date": "1960-00-00",
                "pension_provision": "none",
            },
            "pension_missing",
        ),
        ("employment", {"receives_benefits": True}, "benefits"),
        ("employment", {"health_insurance_type": "none"}, "no_insurance"),
        ("contact", {"topic": "other"}, "no_deadline"),
        ("contact", {"topic": "document_expiring"}, "expired_title"),
        ("contact", {"topic": "job_or_training_ended"}, "job_ended"),
        ("contact", {"topic": "employer_notice"}, "employer_duty"),
        ("contact", {"topic": "lost_document"}, "lost_document"),
        ("contact", {"urgency": "urgent", "reason": "medical"}, "medical"),
        ("contact", {"urgency": "urgent", "reason": "deportation_court"}, "deportation"),
        ("contact", {"urgency": "soon", "reason": "benefits_stopped"}, "benefits_stopped"),
        ("contact", {"sender_role": "volunteer"}, "third_party"),
    ],
)
def test_an_honest_hint_where_it_helps(service_id, changes, hint):
    definition = a_revision(service_id).definition
    base = {"current_status": "residence_permit", "work_basis": "unsure", "job_offer": True}
    answers = an_answer_set(service_id, **{**base, **changes})

    found = {each.id: each for each in hints_for(definition, answers, date(2026, 11, 22))}

    assert hint in found
    assert found[hint].kind in ("info", "warning")  # nothing shipped stops anybody


@pytest.mark.parametrize(
    ("service_id", "changes", "hint"),
    [
        ("employment", {"current_status": "visa_free", "nationalities": ["GBR"]}, "not_listed"),
        # who has both comes as either
        (
            "employment",
            {"current_status": "visa_free", "nationalities": ["SYR", "CAN"]},
            "not_listed",
        ),
        ("employment", {"current_status": "visa_free", "nationalities": []}, "not_listed"),
        ("employment", {"nationalities": ["SYR"]}, "not_listed"),
        ("employment", {"nationalities": ["SYR"]}, "any_employment"),
        ("employment", {"nationalities": ["TUR", "GBR"]}, "free_movement"),
        ("family", {"current_status": "visa_free", "nationalities": ["POL"]}, "not_listed"),
        ("employment", {"work_basis": "academic_18b", "nationalities": ["XKX"]}, "balkans"),
        ("settlement", {"current_status": "visa_free", "nationalities": ["USA"]}, "free_listed"),
        ("conditions", {"current_status": "visa_free", "nationalities": ["SYR"]}, "not_listed"),
        ("employment", {"work_basis": "academic_18b", "gross_salary_year": 50699}, "possible"),
        (
            "employment",
            {"work_basis": "other_19c", "gross_salary_year": 20000, "collective_agreement": True},
            "experience_salary",
        ),
        ("employment", {**A_BLUE_CARD_WITHOUT_DEGREE, "isco_group": "25"}, "blue_card_not_it"),
    ],
)
def test_no_hint_where_it_would_mislead(service_id, changes, hint):
    definition = a_revision(service_id).definition
    base = {"current_status": "residence_permit", "work_basis": "unsure", "job_offer": True}
    answers = an_answer_set(service_id, **{**base, **changes})

    found = {each.id for each in hints_for(definition, answers, date(2026, 11, 22))}

    assert not any(hint in each for each in found)


def test_while_nobody_knows_the_list_of_the_law_nothing_is_said_of_it():
    answers = an_answer_set("employment", current_status="visa_free", nationalities=["SYR"])
    definition = a_revision("employment").definition

    before = {each.id for each in hints_for(definition, answers, date(2024, 5, 7))}

    assert not {"visa_free_listed", "visa_free_not_listed"} & before
    assert "visa_free" in before


@pytest.mark.parametrize(
    ("salary", "hint"),
    [
        (50700, "blue_card_salary"),
        ("50699.99", "blue_card_salary_shortage"),
        ("45934.20", "blue_card_salary_shortage"),
        ("45934.19", "blue_card_salary_low"),
    ],
)
def test_the_salary_is_compared_with_the_thresholds_of_the_year(salary, hint):
    answers = a_blue_card(salary)

    assert salary_hints(answers, date(2026, 12, 31)) == {hint}
    assert salary_hints(answers, date(2027, 1, 1)) == set()  # nobody knows 2027's yet


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        (
            {
                "work_basis": "academic_18b",
                "application_kind": "first",
                "birth_date": "1970-01-01",
                "gross_salary_year": "55769.99",
            },
            "salary_45",
        ),
        (
            {
                "work_basis": "other_19c",
                "gross_salary_year": "45629.99",
                "collective_agreement": False,
            },
            "experience_salary",
        ),
    ],
)
def test_other_salary_thresholds(changes, hint):
    answers = {**a_blue_card(0), **changes}

    assert hint in salary_hints(answers, date(2026, 6, 1))
    answers["gross_salary_year"] = 60000
    assert hint not in salary_hints(answers, date(2026, 6, 1))


def a_blue_card(salary) -> dict:
    return an_answer_set(
        "employment", work_basis="blue_card_18g", job_offer=True, gross_salary_year=salary
    )


def salary_hints(answers: dict, on: date) -> set[str]:
    definition = a_revision("employment").definition
    return {each.id for each in hints_for(definition, answers, on, "pay")}


@pytest.mark.parametrize(
    ("entry", "wrong"), [("2026-09-30", True), ("2026-10-01", False), ("2026-10-02", False)]
)
def test_a_child_may_have_come_on_the_day_of_its_birth(entry, wrong):
    revision = a_revision("education")
    answers = an_answer_set(
        "education", application_kind="first", birth_date="2026-10-01", entry_date=entry
    )

    errors = check_answers(revision, answers, None, "de", date(2026, 11, 22))

    assert ("entry_date" in errors) is wrong


@pytest.mark.parametrize(("hours", "wrong"), [(0, True), (0.25, False), (48, False), (48.5, True)])
def test_a_week_has_more_than_0_and_at_most_48_hours(hours, wrong):
    revision = a_revision("employment")
    answers = an_answer_set(
        "employment", work_basis="academic_18b", job_offer=True, weekly_hours=hours
    )

    errors = check_answers(revision, answers, None, "de", date(2026, 11, 22))

    assert ("weekly_hours" in errors) is wrong


def test_without_given_name_none_is_asked():
    revision, today = a_revision("employment"), clock.today()
    answers = an_answer_set("employment", no_given_name=True)
    del answers["given_names"]

    assert check_answers(revision, answers, None, "de", today) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"family_name": "Шевченко"}, "family_name"),
        ({"family_name": "Meier1"}, "family_name"),
        ({"family_name": "A" * 121}, "family_name"),
        ({"birth_date": "2090-00-00"}, "birth_date"),
        ({"residence_municipality": "berlin"}, "residence_municipality"),
        ({"postal_code": "1234"}, "postal_code"),
        ({"email": "", "phone": ""}, "email"),
        ({"truth_declaration": False}, "truth_declaration"),
        ({"privacy_read": False}, "privacy_read"),
        ({"has_passport": True, "passport_number": "c 1"}, "passport_number"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_in_the_persons_language(changes, field):
    revision, today = a_revision("employment"), clock.today()
    answers = an_answer_set("employment", **changes)

    german = check_answers(revision, answers, None, "de", today)
    arabic = check_answers(revision, answers, None, "ar", today)

    assert field in german
    assert set(arabic) == set(german)


@pytest.mark.parametrize(
    ("message", "wrong"), [("x" * 19, True), ("x" * 20, False), ("x" * 4001, True)]
)
def test_a_message_has_between_20_and_4000_characters(message, wrong):
    revision, today = a_revision("contact"), clock.today()
    answers = an_answer_set("contact", message=message)

    assert ("message" in check_answers(revision, answers, None, "de", today)) == wrong


def test_a_personal_topic_needs_the_birth_date_or_the_file_reference():
    revision, today = a_revision("contact"), clock.today()
    answers = an_answer_set("contact", topic="family")
    answers = {k: v for k, v in answers.items() if k not in ("birth_date", "file_reference")}

    assert "birth_date" in check_answers(revision, answers, None, "de", today)
    answers["file_reference"] = "33-1"
    assert "birth_date" not in check_answers(revision, answers, None, "de", today)


def test_an_expired_passport_warns_and_does_not_block():
    revision, today = a_revision("employment"), date(2026, 11, 22)
    answers = an_answer_set(
        "employment",
        has_passport=True,
        passport_issued="2016-01-01",
        passport_valid_until="2026-01-01",
    )

    assert "passport_valid_until" not in check_answers(revision, answers, None, "de", today)
    assert "passport_valid_until" in warnings_for(revision, answers, None, "de", today)


def test_the_builders_files_are_what_they_say_and_no_two_alike():
    from permitdesk.documents import inspect

    seen = set()
    for applicant in applicants("employment")[:4]:
        for each in documents_for("employment", full_answers("employment", applicant)):
            found = inspect(
                BytesIO(each.data), each.filename, (each.content_type,), max_bytes=10_000_000
            )
            assert found.content_type == each.content_type
            assert found.sha256 not in seen
            seen.add(found.sha256)
    assert a_pdf("a") != a_pdf("b")
    assert an_image("png", "a") != an_image("png", "b")


def test_whoever_has_a_licence_but_no_job_offer_is_asked_for_it_where_it_can_be_handed_in():
    answers = {
        "work_basis": "other_19c",
        "job_offer": False,
        "regulated_profession": True,
        "licence_status": "granted",
    }
    definition = a_revision("employment").definition
    called_for = {each.id: each for each in required_documents(definition, answers, clock.today())}
    shown = {step.name for step in asked_steps(definition, answers, clock.today())}

    assert "licence_proof" in called_for
    assert {each.step for each in called_for.values()} <= shown
