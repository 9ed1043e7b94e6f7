"""A service that is closed for now: what visitors, applicants and programs are told."""

import secrets
from datetime import timedelta

import pytest
import transaction

from permitdesk.core import clock
from permitdesk.services import counting
from permitdesk.services.availability import Availability, set_availability

from .applicant import Applicant
from .world import publish as get
from .world import submit

NOTICES = {"de": "Wir stellen um.", "ar": "نقوم بالتحديث."}


@pytest.fixture
def pause(functional, offices):
    """Pauses the contact form; returns a way to do it some days ago."""

    def paused(days: int = 0) -> None:
        began = clock.today() - timedelta(days)
        found = Availability(paused_on=began, notices=NOTICES, grace=3)
        set_availability(offices["services"]["contact"], found, "gesa", "Umstellung")
        transaction.commit()

    return paused


@pytest.fixture
def limit(functional, offices):
    """Limits the contact form; employment stays as it is."""

    def limited(service: str = "contact", **limits) -> None:
        found = Availability(counted_from=clock.today(), **limits)
        set_availability(offices["services"][service], found, "gesa", "Zu viel")
        transaction.commit()

    return limited


def test_visitors_are_told_everywhere_and_nobody_begins(functional, pause):
    pause()
    visitor = Applicant(functional).open()
    assert "Wir stellen um." in visitor.page and "/step/" not in visitor.page
    assert "Wir stellen um." in visitor.open("/step/topic").page
    assert "نقوم بالتحديث." in Applicant(functional, "ar").open().page

    items = get("GET", "/@services?lang=de", accept="application/json").json["items"]
    told = {each["id"]: each["availability"] for each in items}
    assert told["contact"]["state"] == "paused" and "stellen um" in told["contact"]["text"]
    assert told["employment"]["state"] == "open"


def test_who_began_sends_within_the_days_of_grace(functional, pause, cases):
    visitor = Applicant(functional).answer_contact()
    pause()
    visitor.open("/check").press("send")
    assert visitor.address.endswith("/receipt")
    assert len(cases()) == 1


def test_after_them_nothing_is_sent_and_nothing_is_lost(functional, offices, pause, cases):
    visitor = Applicant(functional).answer_contact().open("/check")
    pause(4)
    visitor.press("send")
    assert "Wir stellen um." in visitor.page and not cases()

    set_availability(offices["services"]["contact"], Availability(), "gesa", "Fertig")
    visitor.open("/check").press("send")
    assert visitor.address.endswith("/receipt") and len(cases()) == 1


def test_programs_are_refused_in_the_language_of_the_person(functional, pause, cases):
    key = secrets.token_hex(16)
    assert submit(key=key).status == 201
    pause()
    refused = submit(language="ar")
    assert (refused.status, refused.json["error"]["type"]) == (403, "Closed")
    assert "نقوم بالتحديث." in refused.json["error"]["message"]
    # What was accepted once stays accepted.
    assert submit(key=key).status == 201
    assert len(cases()) == 1


def test_a_full_day_ends_beginning_and_no_draft(functional, limit, cases):
    limit(per_day=1)
    begun = Applicant(functional).answer_contact()
    other = Applicant(functional).answer_contact()
    begun.open("/check").press("send")
    assert len(cases()) == 1

    visitor = Applicant(functional, "en").open()
    assert "tomorrow" in visitor.page.lower() and "/step/" not in visitor.page
    assert "/step/" not in visitor.open("/step/topic").page
    assert submit().json["error"]["type"] == "Closed"
    items = get("GET", "/@services?lang=de", accept="application/json").json["items"]
    told = {each["id"]: each["availability"] for each in items}["contact"]
    tomorrow = clock.today() + timedelta(1)
    assert (told["state"], told["again"]) == ("full-today", tomorrow.isoformat())

    # Who has begun sends; the day after anybody begins.
    other.open("/check").press("send")
    assert other.address.endswith("/receipt") and len(cases()) == 2
    with clock.frozen(clock.now() + timedelta(1)):
        assert "/step/" in Applicant(functional).open().page


def test_in_all_counts_once_what_is_sent_twice(functional, limit, cases):
    limit(in_all=2)
    key = secrets.token_hex(16)
    assert [submit(key=key).status for _twice in range(2)] == [201, 201]
    assert submit().status == 201
    assert submit().json["error"]["type"] == "Closed" and len(cases()) == 2
    assert submit(key=key).status == 201


def test_who_finds_a_service_full_is_led_to_where_one_can_ask(functional, limit):
    limit("employment", in_all=1)
    counting.count(functional["portal"], "employment", clock.today())
    transaction.commit()
    visitor = Applicant(functional, service="employment").open()
    assert "/de/antrag/kontakt" in visitor.page and "/step/" not in visitor.page
