"""A service that is closed for now: what visitors, applicants and programs are told."""

import secrets
from datetime import timedelta

import pytest
import transaction

from permitdesk.core import clock
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
