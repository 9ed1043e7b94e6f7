"""A settlement case shows staff what the law asks for, as on the day it was received."""

from datetime import UTC, datetime
from html import unescape

import pytest
import requests
import transaction

from builders import applicants, full_answers
from casework_builders import PASSWORD, a_submission, a_user
from permitdesk import casework
from permitdesk.casework.office import office
from permitdesk.casework.person import Person
from permitdesk.casework.prerequisites import day_compared, prerequisites
from permitdesk.casework.reading import revision_of
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import clock
from permitdesk.services import import_library, prerequisites_said

DAY = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)  # the last of five years with a permit
FIVE_YEARS = [{"title_kind": "work", "title_from": "2020-06-01", "title_until": "2027-05-31"}]


@pytest.fixture
def portal(server):
    portal = server["portal"]
    import_library(portal, ["settlement"])
    a_user(portal, "anna", groups=("caseworkers",))
    unit = casework.add_unit(office(portal), "two", "Sachgebiet 2", ["settlement"], head="chef")
    casework.add_desk(unit, "all", "Ordner", "A–Z", members=["anna"])
    transaction.commit()
    return portal


def a_settlement_case(received_at=DAY, **changes):
    answers = an_application(**changes)
    submission = a_submission(
        service="settlement", prefix="NE", answers=answers, received_at=received_at
    )
    return file_case(submission, "application", Person("Abbas", "Omar"))


def an_application(**changes):
    applicant = next(
        each
        for each in applicants("settlement")
        if full_answers("settlement", each).get("settlement_basis") == "settlement_9"
    )
    stated = {
        "titles_history": FIVE_YEARS,
        "absences": [],
        "pension_months": 59,
        "pension_exemption": "none",
        "convictions": True,
    }
    return full_answers("settlement", applicant, **{**stated, **changes})


def compared(case):
    return {each.id: each for each in prerequisites(revision_of(case), case.application)}


def ask(address, accept):
    auth, headers = ("anna", PASSWORD), {"Accept": accept}
    return requests.get(address, auth=auth, headers=headers, timeout=60)


def test_the_page_shows_what_is_met_missing_and_not_to_be_seen_in_german(portal):
    case = a_settlement_case()
    transaction.commit()

    page = unescape(ask(case.absolute_url(), "text/html").text)

    section = page.partition('id="prerequisites"')[2].partition("</section>")[0]
    rows = section.split("<tr")[2:]
    found = {
        title: next(row for row in rows if title in row)
        for title in ("Zeit mit Aufenthaltstitel", "Beiträge zur Rentenversicherung", "Straftaten")
    }
    assert "Nach den Angaben erfüllt" in found["Zeit mit Aufenthaltstitel"]
    assert "5 Jahre" in found["Zeit mit Aufenthaltstitel"]
    assert "Fehlt wahrscheinlich" in found["Beiträge zur Rentenversicherung"]
    assert "59 Monate" in found["Beiträge zur Rentenversicherung"]
    assert "Nicht zu sehen" in found["Straftaten"]
    assert "1. Juni 2025" in section
    assert "Er entscheidet nichts." in section


def test_the_day_of_receipt_counts_and_not_the_day_of_reading(portal):
    last_day = a_settlement_case()
    day_before = a_settlement_case(received_at=datetime(2025, 5, 30, 12, tzinfo=UTC))
    late_evening = a_settlement_case(received_at=datetime(2025, 5, 31, 22, 30, tzinfo=UTC))

    assert compared(last_day)["time"].state == "met"
    assert compared(day_before)["time"].state == "missing"
    assert day_compared(late_evening.application).isoformat() == "2025-06-01"
    with clock.frozen(datetime(2031, 1, 1, tzinfo=UTC)):
        assert compared(day_before)["time"].state == "missing"


def test_it_is_what_the_applicant_saw(portal):
    case = a_settlement_case()
    revision = revision_of(case)

    shown = prerequisites_said(revision, case.application.answers, "ar", DAY.date())

    assert [(each.id, each.state) for each in shown] == [
        (each.id, each.state) for each in compared(case).values()
    ]


def test_the_api_of_the_case_says_the_same(portal):
    case = a_settlement_case()
    transaction.commit()

    found = ask(case.absolute_url(), "application/json").json()["prerequisites"]

    assert found["day"] == "2025-06-01"
    assert {each["id"]: each["state"] for each in found["items"]} == {
        id_: each.state for id_, each in compared(case).items()
    }
    time = next(each for each in found["items"] if each["id"] == "time")
    assert time["title"] == "Zeit mit Aufenthaltstitel"
    assert time["answers"] == ["5 Jahre"]
    assert set(time) == {"id", "state", "title", "text", "answers", "note"}


def test_who_needs_only_a_card_is_compared_with_nothing(portal):
    case = a_settlement_case(
        application_kind="transfer_new_passport", new_card_reason="new_passport"
    )
    transaction.commit()

    assert compared(case) == {}
    assert ask(case.absolute_url(), "application/json").json()["prerequisites"] is None
    assert 'id="prerequisites"' not in ask(case.absolute_url(), "text/html").text


def test_a_case_whose_service_is_gone_is_compared_with_nothing(portal):
    assert prerequisites(None, a_settlement_case().application) == []
