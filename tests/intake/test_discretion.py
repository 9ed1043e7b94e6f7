"""What somebody sends reaches no log, not even when something breaks."""

import logging

import pytest
import transaction
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber, temp_logs
from zope.component import getGlobalSiteManager

from .applicant import Applicant
from .world import a_message, submit

PERSONAL = ("Nguyen", "Karte abholen", "anh@example.org")


@pytest.fixture
def logged(offices, caplog):
    """All that was logged, and all that the portal's error log shows to managers."""
    caplog.set_level(logging.DEBUG)

    def everything():
        entries = [entry for log in temp_logs.values() for entry in log]
        return caplog.text + "".join(str(entry) for entry in entries), entries

    # As in every instance; the test layer leaves Zope's own error log out.
    offices.__error_log__ = offices.error_log.aq_base
    transaction.commit()
    getGlobalSiteManager().registerHandler(IPubFailureSubscriber)
    temp_logs.clear()
    yield everything
    getGlobalSiteManager().unregisterHandler(IPubFailureSubscriber)


def test_a_failing_page_shows_no_manager_what_was_sent(functional, offices, logged, monkeypatch):
    person = Applicant(functional).answer_contact()
    code = person.texts(".pd-code")[0]
    person.open("/step/about").fill(family_name="Nguyen")

    def fail(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("permitdesk.intake.draft.OpenDraft.keep_step", fail)
    person.go_on()

    assert person.status == 500
    found, entries = logged()
    assert any("RuntimeError" in str(entry) for entry in entries), "it was logged"
    assert "broken on purpose" not in found, "without its text, which may name a person"
    for personal in (*PERSONAL, code):
        assert personal not in found


def test_a_failing_submission_shows_no_manager_what_was_sent(offices, logged, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("permitdesk.intake.receipts.keep", fail)
    key = "0123456789abcdef0123456789abcdef"
    assert submit(a_message(family_name="Nguyen"), key=key).status == 503
    found, entries = logged()
    assert entries
    for personal in (*PERSONAL, key):
        assert personal not in found


def test_a_good_walk_logs_nothing_personal(functional, offices, logged):
    person = Applicant(functional).answer_contact().attach("documents.attachments").go_on()
    code = person.texts(".pd-code")[0]
    person.press("send")
    found, _entries = logged()
    for personal in (*PERSONAL, code, *person.texts(".pd-reference bdi")[1:], "Vollmacht"):
        assert personal not in found
