"""What the law asks for a settlement permit, as hints: met, missing or not to be seen, by way."""

import re
from datetime import date

import pytest

from permitdesk.core.languages import LANGUAGES
from permitdesk.district.dated import shipped
from permitdesk.services import (
    asked_fields,
    asked_steps,
    check_answers,
    hints_for,
    parse,
    prerequisites_said,
    required_documents,
    sources,
)
from permitdesk.services.compose import read_service
from permitdesk.services.definition import Revision
from permitdesk.services.fees import fee_facts
from permitdesk.services.placeholders import placeholders

TODAY = date(2026, 11, 23)
BASES = (
    *("settlement_9", "eu_9a", "skilled_18c_1", "blue_card_18c_2", "refugee_26_3"),
    *("humanitarian_26_4", "family_german_28_2", "young_35", "self_employed_21_4", "unsure"),
)


A_NEW_CARD = {
    "application_kind": "transfer_new_passport",
    "settlement_basis": None,
    "current_status": "settlement",
    "has_passport": True,
}


@pytest.fixture(scope="module")
def revision() -> Revision:
    files = read_service("settlement")
    definition = parse(files.fields_model, files.texts, files.hints, files.fee_rules)
    return Revision("settlement", 1, definition, {}, "", sources=sources(definition))


@pytest.fixture(autouse=True)
def _registry(portal):
    """Figures of the law may be overridden by the district's settings."""


def a_title(months: int, kind: str = "work", until: str = "2026-11-30") -> dict:
    """A title for so many months, up to and including November 2026, which is not over yet."""
    first = 2026 * 12 + 10 - months
    return {
        "title_kind": kind,
        "title_from": f"{first // 12}-{first % 12 + 1:02}-01",
        "title_until": until,
    }


def an_applicant(basis: str = "settlement_9", **changes) -> dict:
    """Everything met that can be seen; months are counted to the end of October."""
    return {
        "application_kind": "first",
        "settlement_basis": basis,
        "birth_date": "1988-04-12",
        "titles_history": [a_title(72, until="2026-10-31")],
        "pension_months": 72,
        "pension_exemption": "none",
        "german_level": "B1",
        "german_certificate": "integration_course",
        "lid_passed": True,
        "language_exemption": "none",
        "employment_type": "employee",
        "income_sources": ["employment"],
        "net_income_monthly": "2450.00",
        "receives_benefits": False,
        "convictions": False,
        "pending_proceedings": False,
        "expelled_or_refused": False,
        **changes,
    }


def states(revision: Revision, answers: dict, today: date = TODAY) -> dict[str, str]:
    return {e.id: e.state for e in prerequisites_said(revision, answers, "de", today)}


def months_of(kind: str, months: int) -> dict:
    return {"titles_history": [a_title(months, kind, until="2026-10-31")]}


# Way, kind of title, months that are needed, further answers.
TIMES = [
    ("settlement_9", "work", 60, {}),
    ("settlement_9", "study_training", 120, {}),
    ("unsure", "family", 60, {}),
    ("eu_9a", "other_permit", 60, {}),
    ("skilled_18c_1", "work", 36, {"german_degree": False}),
    ("skilled_18c_1", "blue_card", 24, {"german_degree": True}),
    ("blue_card_18c_2", "blue_card", 21, {}),
    ("blue_card_18c_2", "blue_card", 27, {"german_level": "A2"}),
    ("blue_card_18c_2", "blue_card", 27, {"german_certificate": "none"}),
    ("refugee_26_3", "humanitarian", 60, {}),
    ("refugee_26_3", "asylum_procedure", 60, {}),
    ("refugee_26_3", "humanitarian", 36, {"german_level": "C1"}),
    ("humanitarian_26_4", "humanitarian", 60, {}),
    ("humanitarian_26_4", "asylum_procedure", 60, {}),
    ("family_german_28_2", "family", 36, {"living_together": True}),
    ("self_employed_21_4", "self_employment", 36, {}),
    ("young_35", "family", 60, {"birth_date": "2000-01-01"}),
]


@pytest.mark.parametrize(("basis", "kind", "needed", "more"), TIMES)
def test_the_time_met_just_missed_and_missed(revision, basis, kind, needed, more):
    row = "time_young" if basis == "young_35" else "time"

    for months, state in ((needed, "met"), (needed - 1, "missing"), (2, "missing")):
        answers = an_applicant(basis, **more, **months_of(kind, months))
        assert states(revision, answers)[row] == state, months


@pytest.mark.parametrize(
    ("basis", "kind"),
    [
        *(("settlement_9", kind) for kind in ("asylum_procedure", "no_permit")),
        *(("skilled_18c_1", kind) for kind in ("family", "study_training", "humanitarian")),
        *(("blue_card_18c_2", kind) for kind in ("work", "study_training")),
        *(("family_german_28_2", kind) for kind in ("work", "humanitarian")),
        *(("self_employed_21_4", kind) for kind in ("work", "family")),
        *((basis, "no_permit") for basis in BASES),
    ],
)
def test_time_with_another_title_does_not_count(revision, basis, kind):
    answers = an_applicant(basis, german_degree=False, **months_of(kind, 200))
    row = "time_young" if basis == "young_35" else "time"

    assert states(revision, answers)[row] == "missing"


@pytest.mark.parametrize(
    ("months_away", "state"), [(6, "met"), (9, "met"), (10, "missing"), (24, "missing")]
)
def test_of_a_stay_abroad_six_months_count(revision, months_away, state):
    """63 months of titles: three more than needed, so nine months abroad are still no harm."""
    first = 2022 * 12 + months_away
    gone = {"absence_from": "2022-01-01", "absence_until": f"{first // 12}-{first % 12 + 1:02}-00"}
    gone["absence_until"] = gone["absence_until"].replace("-00", "-01")
    answers = an_applicant(absences=[gone], **months_of("work", 63))
    answers["absences"][0]["absence_until"] = _day_before(first)

    assert states(revision, answers)["time"] == state


def _day_before(month: int) -> str:
    """The last day of the month before, months counted from the year 0."""
    from datetime import timedelta

    return (date(month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def test_unknown_days_are_left_to_the_office(revision):
    title = {"title_kind": "work", "title_from": "2021-00-00", "title_until": "2026-10-31"}

    found = prerequisites_said(revision, an_applicant(titles_history=[title]), "de", TODAY)

    time = next(each for each in found if each.id == "time")
    assert time.state == "unseen"
    assert time.answers == ("4 Jahre und 10 Monate bis 5 Jahre und 10 Monate",)
    assert str(time.note).startswith("Dafür brauchen wir die genauen Daten")


@pytest.mark.parametrize(
    ("basis", "needed", "more"),
    [
        ("settlement_9", 60, {}),
        ("unsure", 60, {}),
        ("skilled_18c_1", 36, {"german_degree": False}),
        ("skilled_18c_1", 24, {"german_degree": True}),
        ("blue_card_18c_2", 21, {}),
        ("blue_card_18c_2", 27, {"german_level": "A1"}),
        ("humanitarian_26_4", 60, {}),
    ],
)
def test_contributions_met_just_missed_and_missed(revision, basis, needed, more):
    for months, state in ((needed, "met"), (needed - 1, "missing"), (0, "missing")):
        answers = an_applicant(basis, **more, pension_months=months)
        assert states(revision, answers)["contributions"] == state, months
    answers = an_applicant(basis, **more, pension_months=0, pension_exemption="spouse_pays")
    assert states(revision, answers)["contributions"] == "unseen"


@pytest.mark.parametrize(
    "basis", ["eu_9a", "refugee_26_3", "family_german_28_2", "young_35", "self_employed_21_4"]
)
def test_where_no_number_of_contributions_is_asked(revision, basis):
    assert "contributions" not in states(revision, an_applicant(basis))


@pytest.mark.parametrize(
    ("basis", "level", "just_below"),
    [
        *(
            (basis, "B1", "A2")
            for basis in ("settlement_9", "eu_9a", "skilled_18c_1", "humanitarian_26_4", "unsure")
        ),
        ("family_german_28_2", "B1", "A2"),
        ("young_35", "B1", "A2"),
        ("blue_card_18c_2", "A1", "none"),
        ("refugee_26_3", "A2", "A1"),
    ],
)
def test_german_met_just_missed_and_without_proof(revision, basis, level, just_below):
    def found(**changes):
        return states(revision, an_applicant(basis, **changes))["german"]

    assert found(german_level=level) == "met"
    assert found(german_level=just_below) == "missing"
    assert found(german_level=level, german_certificate="none") == "unseen"
    assert found(german_level=just_below, language_exemption="illness_disability") == "unseen"


def test_german_is_not_asked_of_the_self_employed_and_of_the_young_only_when_adult(revision):
    assert "german" not in states(revision, an_applicant("self_employed_21_4"))
    assert "german" not in states(revision, an_applicant("young_35", birth_date="2009-06-01"))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "met"),
        ({"lid_passed": False}, "met"),  # the integration course has the test in it
        ({"lid_passed": False, "german_certificate": "language_certificate"}, "missing"),
        ({"lid_passed": False, "german_certificate": "german_school"}, "unseen"),
        (
            {
                "lid_passed": False,
                "german_certificate": "none",
                "language_exemption": "hardship",
            },
            "unseen",
        ),
    ],
)
def test_knowledge_of_life_in_germany(revision, changes, state):
    assert states(revision, an_applicant(**changes))["life_in_germany"] == state


@pytest.mark.parametrize(
    ("birth", "titles", "time", "age"),
    [
        # 16 on 12 April 2026; a title since April 2021, since May 2021.
        ("2010-04-12", [("2021-04-13", "2026-12-31")], "met", "met"),
        ("2010-04-12", [("2021-05-01", "2026-12-31")], "missing", "met"),
        # 16 next year: nothing to be had yet, and the time runs on.
        ("2011-04-12", [("2020-01-01", "2027-12-31")], "met", "missing"),
        # An adult counts to today, not to the birthday long ago.
        ("2007-01-01", [("2021-10-01", "2026-12-31")], "met", "met"),
        ("2010-00-00", [("2021-06-01", "2026-12-31")], "unseen", "unseen"),
    ],
)
def test_the_sixteenth_birthday_decides_for_the_young(revision, birth, titles, time, age):
    rows = [
        {"title_kind": "family", "title_from": first, "title_until": last} for first, last in titles
    ]
    found = states(revision, an_applicant("young_35", birth_date=birth, titles_history=rows))

    assert (found["time_young"], found["age_young"]) == (time, age)


@pytest.mark.parametrize(
    ("basis", "changes", "row", "state"),
    [
        ("settlement_9", {}, "livelihood", "unseen"),
        ("settlement_9", {"receives_benefits": True}, "livelihood", "missing"),
        ("refugee_26_3", {"receives_benefits": True}, "livelihood_refugee", "unseen"),
        ("young_35", {"employment_type": "training"}, "livelihood_young", "met"),
        ("young_35", {"receives_benefits": True}, "livelihood_young", "missing"),
        ("family_german_28_2", {"living_together": True}, "life_together", "met"),
        ("family_german_28_2", {"living_together": False}, "life_together", "missing"),
        ("skilled_18c_1", {"employment_type": "not_working"}, "skilled_job", "missing"),
        ("skilled_18c_1", {}, "skilled_job", "unseen"),
        ("self_employed_21_4", {"employment_type": "self_employed"}, "business_works", "unseen"),
        ("self_employed_21_4", {}, "business_works", "missing"),
        ("eu_9a", {}, "no_study_title", "unseen"),
        ("eu_9a", {"titles_history": [a_title(70, "study_training")]}, "no_study_title", "missing"),
        ("eu_9a", {}, "old_age_9a", "unseen"),
        ("refugee_26_3", {}, "protection", "unseen"),
        ("settlement_9", {}, "home", "unseen"),
        ("settlement_9", {}, "no_offences", "met"),
        ("settlement_9", {"convictions": True}, "no_offences", "unseen"),
    ],
)
def test_what_else_the_law_asks(revision, basis, changes, row, state):
    assert states(revision, an_applicant(basis, **changes))[row] == state


def test_better_german_makes_it_shorter_and_the_page_says_so(revision):
    answers = an_applicant("refugee_26_3", german_level="B1", **months_of("humanitarian", 40))
    found = {e.id: e for e in prerequisites_said(revision, answers, "de", TODAY)}

    assert "C1" in found["time_with_better_german"].text
    assert "3 Jahre" in found["time_with_better_german"].text
    answers["german_level"] = "C1"
    assert "time_with_better_german" not in states(revision, answers)


def test_the_figures_of_the_day_stand_in_the_text(revision):
    found = {e.id: e for e in prerequisites_said(revision, an_applicant(), "de", TODAY)}

    assert "5 Jahre" in found["time"].text
    assert found["time"].answers == ("6 Jahre",)
    assert "60 Monate" in found["contributions"].text
    assert "B1" in found["german"].text
    assert found["livelihood"].answers == ("2.450\N{NO-BREAK SPACE}€",)


def test_while_nobody_knows_the_figure_nobody_says_anything(revision):
    before = date(2025, 1, 1)  # the tables begin later
    found = {e.id: e for e in prerequisites_said(revision, an_applicant(), "de", before)}

    assert {found[name].state for name in ("time", "contributions", "german")} == {"unseen"}
    assert "(wird noch geprüft)" in found["time"].text


def test_no_figure_of_the_law_stands_in_a_text(revision):
    figures = {str(int(e.amount)) for e in shipped("thresholds") if e.name.startswith("settlement")}
    texts = {
        key: text
        for key, text in revision.sources.items()
        if key.startswith(("prerequisite.", "hint.")) or key.startswith("service.")
    }
    for key, text in texts.items():
        plain = re.sub(r"§+ *\d+\w*( (Abs\.|Satz|Nr\.) \d+)*|\d+ (Tage|Minuten)", "", text)
        assert not set(re.findall(r"\b\d+\b (?:Monat|Jahr)", plain)), key
        assert not re.search(r"\b[ABC][12]\b", plain), key
        assert not set(re.findall(r"\b\d{2,}\b", plain)) & figures, key


def test_every_translation_keeps_the_places_of_the_figures(revision):
    for language, table in read_service("settlement").labels.items():
        assert language in LANGUAGES
        for key, label in table.items():
            if key in revision.sources and label.text and label.source == revision.sources[key]:
                assert sorted(placeholders(label.text)) == sorted(placeholders(label.source)), key


@pytest.mark.parametrize("basis", BASES)
def test_no_prerequisite_of_any_way_decides(revision, basis):
    found = prerequisites_said(revision, an_applicant(basis, german_degree=False), "de", TODAY)

    assert {e.id for e in found} & {"time", "time_young"}
    assert not [
        h for h in hints_for(revision.definition, an_applicant(basis), TODAY) if h.kind == "stop"
    ]
    assert all(each.text and "${" not in each.text for each in found)


def test_for_a_new_card_nothing_of_it_is_asked_or_shown(revision):
    answers = {"application_kind": "transfer_new_passport", "current_status": "settlement"}
    steps = {step.name for step in asked_steps(revision.definition, answers, TODAY)}

    assert not steps & {"titles", "german", "work", "prerequisites", "livelihood", "housing"}
    assert states(revision, answers) == {}
    papers = {each.id for each in required_documents(revision.definition, answers, TODAY)}
    assert papers <= {"passport", "current_title", "identity_document"}


@pytest.mark.parametrize(
    ("changes", "called_for", "not_called_for"),
    [
        ({}, {"pension_record", "german_proof", "lid_proof", "payslips"}, {"tax_assessments"}),
        ({"german_certificate": "none"}, set(), {"german_proof"}),
        ({"language_exemption": "hardship"}, {"exemption_proof"}, set()),
        ({"pension_exemption": "other_scheme"}, {"pension_exemption_proof"}, {"pension_record"}),
        ({"pension_exemption": "spouse_pays"}, {"pension_record", "marriage_certificate"}, set()),
        (
            {"employment_type": "self_employed"},
            {"tax_assessments", "accountant_statement"},
            {"payslips", "employment_contract"},
        ),
        ({"employment_type": "training"}, {"training_proof"}, {"payslips"}),
        (
            {"settlement_basis": "family_german_28_2", "german_relative": "spouse"},
            {"marriage_certificate", "family_proof"},
            {"pension_record"},
        ),
        (
            {"settlement_basis": "family_german_28_2", "german_relative": "child"},
            {"family_proof"},
            {"marriage_certificate"},
        ),
        ({"settlement_basis": "refugee_26_3"}, {"german_proof"}, {"pension_record"}),
        ({"settlement_basis": "eu_9a"}, {"pension_exemption_proof"}, {"pension_record"}),
        (
            {"settlement_basis": "skilled_18c_1", "german_degree": True},
            {"german_degree_proof"},
            set(),
        ),
        ({"settlement_basis": "self_employed_21_4"}, set(), {"german_proof", "lid_proof"}),
        ({**A_NEW_CARD, "new_card_reason": "card_expires"}, {"current_title"}, set()),
        # who has lost the card cannot show it
        ({**A_NEW_CARD, "new_card_reason": "lost_or_damaged"}, {"passport"}, {"current_title"}),
    ],
)
def test_documents_by_answer(revision, changes, called_for, not_called_for):
    found = {e.id for e in required_documents(revision.definition, an_applicant(**changes), TODAY)}

    assert called_for <= found
    assert not not_called_for & found


@pytest.mark.parametrize(("reason", "asked"), [("new_passport", True), ("lost_or_damaged", False)])
def test_the_number_of_a_lost_card_is_not_asked(revision, reason, asked):
    answers = an_applicant(**A_NEW_CARD, new_card_reason=reason)
    fields = {
        field.name
        for step in asked_steps(revision.definition, answers, TODAY)
        for field in asked_fields(step, answers, TODAY)
    }

    assert ("title_number" in fields) is asked


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("2020-01-01", "2021-01-01"), ("2021-01-01", "2022-01-01")], False),
        ([("2021-01-01", "2022-01-01"), ("2020-01-01", "2020-12-31")], False),
        ([("2020-01-01", "2021-06-01"), ("2021-01-01", "2022-01-01")], True),
        ([("2020-01-01", "2026-01-01"), ("2021-01-01", "2022-01-01")], True),
        ([("2020-00-00", "2021-00-00"), ("2021-00-00", "2022-00-00")], False),
    ],
)
def test_titles_must_not_overlap(revision, rows, wrong):
    history = [
        {"title_kind": "work", "title_from": first, "title_until": last} for first, last in rows
    ]
    found = check_answers(
        revision, an_applicant(titles_history=history), ["titles_history"], "de", TODAY
    )

    assert (list(found) == ["titles_history"]) is wrong
    if wrong:
        assert found["titles_history"][0].startswith("Zwei Zeiträume überschneiden sich")


@pytest.mark.parametrize(("months", "wrong"), [(0, False), (600, False), (601, True), (-1, True)])
def test_contributions_are_between_0_and_600_months(revision, months, wrong):
    answers = an_applicant(pension_months=months)

    found = check_answers(revision, answers, ["pension_months"], "de", TODAY)

    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"current_status": "settlement"}, "has_it_already"),
        (
            {"application_kind": "transfer_new_passport", "current_status": "blue_card"},
            "card_without_title",
        ),
        ({"application_kind": "transfer_new_passport"}, "card_expires"),
        ({"current_status": "duldung"}, "not_from_here"),
        ({"settlement_basis": "unsure"}, "unsure_basis"),
        ({}, "study_counts_half"),
        (
            {"absences": [{"absence_from": "2021-01-01", "absence_until": "2021-12-31"}]},
            "long_absence",
        ),
    ],
)
def test_an_honest_hint_where_it_helps(revision, changes, hint):
    found = {h.id for h in hints_for(revision.definition, an_applicant(**changes), TODAY)}

    assert hint in found


def test_half_a_year_abroad_is_no_long_absence(revision):
    answers = an_applicant(absences=[{"absence_from": "2021-01-01", "absence_until": "2021-06-30"}])

    assert "long_absence" not in {h.id for h in hints_for(revision.definition, answers, TODAY)}


@pytest.mark.parametrize(
    ("changes", "fees"),
    [
        *(
            ({"settlement_basis": basis}, {"settlement-permit"})
            for basis in BASES
            if basis not in ("eu_9a", "young_35", "self_employed_21_4", "unsure")
        ),
        ({"settlement_basis": "eu_9a"}, {"eu-long-term-residence"}),
        ({"settlement_basis": "self_employed_21_4"}, {"settlement-permit-self-employed"}),
        (
            {"settlement_basis": "young_35", "birth_date": "2009-06-01"},
            {"settlement-permit-young"},
        ),
        ({"settlement_basis": "young_35"}, {"settlement-permit"}),
        (
            {"settlement_basis": "unsure"},
            {"settlement-permit", "eu-long-term-residence", "settlement-permit-self-employed"},
        ),
        ({"application_kind": "transfer_new_passport", "settlement_basis": None}, {"new-card"}),
    ],
)
def test_the_fee_of_each_way(revision, changes, fees):
    facts = fee_facts(revision.definition, an_applicant(**changes), TODAY)

    assert set(facts.fees) == fees
