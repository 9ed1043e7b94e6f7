"""Coming back: the code on a card, by mail on wish, at an address that names no service."""

import logging
import re
from datetime import timedelta

import pytest
import transaction
from zope.annotation.interfaces import IAnnotations

from permitdesk.core import clock, jobs, reference, tries
from permitdesk.intake import drafts
from permitdesk.intake.cleanup import CleanUp
from permitdesk.intake.draft import LIFETIME

from .applicant import Applicant

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


@pytest.fixture
def person(functional, offices, monkeypatch):
    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    return Applicant(functional)


@pytest.fixture
def mails(offices):
    """Calls give the mails that wait to be sent."""

    def now():
        transaction.begin()
        queue = jobs.queue(offices)
        found = [queue.get(key) for key in queue] if queue is not None else []
        return [jobs.payload(job) for job in found if job.name == "permitdesk.mail"]

    return now


def stored(portal):
    transaction.begin()
    return [draft for draft in IAnnotations(portal)[drafts.KEY].by_id.values() if draft]


def at_save(person):
    person.begin().press("save")
    return person.html.select_one(".pd-reference bdi").get_text()


def test_each_page_of_a_draft_says_that_it_is_not_sent(person):
    person.answer_contact().go_on()
    steps = ("topic", "sender", "about", "reach", "message", "documents")
    paths = [f"/step/{name}" for name in steps]
    for path in (*paths, "/check", "/save", "/save/card", "/save/mail", ""):
        person.open(path)
        assert "noch nicht gesendet" in " ".join(person.texts("main")), path


def test_beginning_again_goes_on_with_the_same_draft(person, offices):
    person.answer_contact()
    for _again in range(3):
        person.open()
        person.visit(person.html.select_one("a.kern-btn--primary")["href"])
        assert person.step == "message", "where something was entered last"
    person.open("/step/municipality").fill(residence_municipality="auenfeld").go_on()
    person.open("/step/about")
    assert person.value("family_name") == "Nguyen"
    assert len(stored(offices)) == 1


def test_the_start_page_tells_of_a_draft_and_of_nothing_in_it(person, offices):
    person.answer_contact().open()
    (told,) = person.texts(".pd-draft-here")
    assert told.startswith("Es gibt auf diesem Gerät einen Entwurf")
    for personal in ("Nguyen", "Anh", "neumuehl", "Neumühl"):
        assert personal not in person.page
    assert not CODE.search(person.page)
    person.press("leave")
    assert not person.open().texts(".pd-draft-here")
    assert len(stored(offices)) == 1, "it is closed here, not deleted"
    assert person.open("/check").address.endswith("/resume"), "now its code is asked for"


def test_what_was_sent_is_no_draft(person, cases):
    person.answer_contact().go_on().press("send").open()
    assert not person.texts(".pd-draft-here")


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_a_code_is_asked_for_at_an_address_that_names_no_service(functional, person, language):
    code = at_save(person)
    address = person.texts(".pd-address")[0]
    assert address.endswith("/de/resume")
    other = Applicant(functional, language)
    other.visit(address.replace("/de/", f"/{language}/"))
    assert other.html.select_one("html")["lang"] == language
    assert other.headers["cache-control"] == "private, no-store"
    other.fill(resume_code=code).press()
    assert other.step == "topic"
    assert other.address.startswith(other.start)


def test_a_code_of_another_service_leads_there(functional, person):
    code = at_save(person)
    other = Applicant(functional, service="employment").open("/resume")
    other.fill(resume_code=code).press()
    assert other.address == f"{person.start}/step/topic"


def test_a_wrong_code_there_is_slowed_as_elsewhere(person):
    person.visit(f"{person.portal.absolute_url()}/de/resume")
    for number in range(tries.ALLOWED + 1):
        code = reference.make_code(bytes([number]) * 32)
        person.fill(resume_code=code).press()
    assert person.status == 429


def test_there_is_such_a_page_in_each_language_of_the_portal_only(person):
    assert person.visit(f"{person.portal.absolute_url()}/resume").status == 404


def test_the_card_has_code_address_and_picture_and_no_name(person):
    code = at_save(person)
    person.open("/step/about")
    person.open("/save/card")
    assert person.texts(".pd-reference") == [code]
    assert person.texts(".pd-address")[0].endswith("/de/resume")
    assert person.html.select_one("svg.pd-qr path")["d"].startswith("M4 4h7v1h-7z")
    assert "style=" not in str(person.html.select_one("svg")), "the page allows no inline style"
    person.open("/save/card.pdf")
    assert person.headers["content-type"] == "application/pdf"
    assert person.headers["cache-control"] == "private, no-store"
    assert person.response.body.startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/save/card", "/save/card.pdf", "/save/mail"])
def test_without_a_draft_there_is_no_card_and_no_mail(person, path):
    assert person.open(path).address.endswith("/resume")


def test_the_code_comes_by_mail_on_wish_and_the_mail_tells_nothing_else(person, mails, functional):
    person.answer_contact()
    code = at_save(person)
    person.open("/save/mail").fill(mail_address="someone@example.org").press("code")
    assert "unterwegs" in person.page
    assert "someone" not in person.page + person.address, "the address is not kept"
    (mail,) = mails()
    assert mail["to"] == "someone@example.org"
    (mailed,) = CODE.findall(mail["body"])
    assert mailed != code, "a code of its own"
    whole = mail["subject"] + mail["body"]
    for telling in ("Nguyen", "Anh", "kontakt", "Nachricht an", person.start):
        assert telling not in whole
    (link,) = re.findall(r"http\S+", mail["body"])
    assert link.endswith("/de/resume") and not CODE.search(link)

    other = Applicant(functional).visit(link).fill(resume_code=mailed)
    assert other.press().step == "topic"


def test_a_mail_that_went_astray_opens_nothing_any_more(person, mails, functional):
    code = at_save(person)
    person.open("/save/mail").fill(mail_address="wrong@example.org").press("code")
    (mailed,) = CODE.findall(mails()[0]["body"])
    person.press("withdraw")
    assert "öffnet jetzt nichts mehr" in person.page
    assert "withdraw" not in person.form.fields
    other = Applicant(functional).open("/resume").fill(resume_code=mailed).press()
    assert "keinen Entwurf" in other.page
    assert other.fill(resume_code=code).press().step == "topic", "the first code goes on working"


@pytest.mark.parametrize("typed", ["", "no address", "a@b", "a@example.org\r\nBcc: b@example.org"])
@pytest.mark.parametrize("button", ["code", "reminder"])
def test_what_is_no_address_is_told_and_nothing_is_sent(person, mails, offices, typed, button):
    at_save(person)
    person.open("/save/mail").fill(mail_address=typed).press(button)
    assert person.error("mail_address")
    assert not mails()
    assert not stored(offices)[0].reminder


def test_nobodys_mailbox_is_filled(person, mails):
    at_save(person)
    for _again in range(3):
        person.open("/save/mail").fill(mail_address="someone@example.org").press("code")
        assert person.status == 200
    person.open("/save/mail").fill(mail_address="someone@example.org").press("code")
    assert person.status == 429
    assert len(mails()) == 3


def test_a_forged_form_sends_nothing(person, mails):
    at_save(person)
    person.post(person.start + "/save/mail", "mail_address=a%40example.org&code=1&token=x")
    assert not mails()
    assert "noch einmal" in person.page


def clean_up(portal, moment):
    transaction.begin()
    with clock.frozen(moment):
        CleanUp()(portal, {})
    transaction.commit()


def test_a_reminder_goes_out_once_five_days_before_and_its_address_is_gone(person, mails, offices):
    at_save(person)
    person.open("/save/mail").fill(mail_address="someone@example.org").press("reminder")
    assert "Die Erinnerung geht an someone@example.org" in " ".join(
        person.texts("main").pop().split()
    )
    (draft,) = stored(offices)
    assert b"someone" not in draft.reminder
    end = draft.expires

    clean_up(offices, end - timedelta(days=5, minutes=1))
    assert not mails()
    clean_up(offices, end - timedelta(days=5))
    (mail,) = mails()
    assert mail["to"] == "someone@example.org"
    assert not CODE.search(mail["body"])
    assert mail["body"].count("/de/resume") == 1
    assert not stored(offices)[0].reminder
    clean_up(offices, end - timedelta(days=1))
    assert len(mails()) == 1
    clean_up(offices, end)
    assert not stored(offices)


def test_whoever_goes_on_is_reminded_later(person, mails, offices):
    at_save(person)
    person.open("/save/mail").fill(mail_address="someone@example.org").press("reminder")
    (draft,) = stored(offices)
    early = draft.expires
    with clock.frozen(early - timedelta(days=6)):
        person.open("/step/topic").press("back")
    clean_up(offices, early - timedelta(days=1))
    assert not mails()
    assert stored(offices)[0].expires == early - timedelta(days=6) + LIFETIME


def test_a_reminder_is_taken_back(person, mails, offices):
    at_save(person)
    person.open("/save/mail").fill(mail_address="someone@example.org").press("reminder")
    person.press("forget")
    assert "Wir erinnern Sie nicht" in person.page
    clean_up(offices, stored(offices)[0].expires - timedelta(days=1))
    assert not mails()


def test_nobody_is_reminded_of_what_was_sent(person, mails, offices, cases):
    person.answer_contact().open("/save/mail").fill(mail_address="someone@example.org")
    person.press("reminder").open("/check").press("send")
    assert cases()
    (draft,) = stored(offices)
    assert not draft.reminder
    clean_up(offices, draft.expires - timedelta(minutes=1))
    assert not mails()


def test_what_was_not_sent_after_all_is_reminded_of(offices):
    draft = drafts.create(offices, "contact", 1, "de")
    draft.draft.reminder = b"sealed"
    draft.mark_sent("KO-2026-7KQ4M-9TX2B", "code", clock.now())
    assert not draft.draft.reminder
    draft.unmark_sent()
    assert draft.draft.reminder == b"sealed"


def test_codes_and_addresses_reach_no_log_and_no_address(person, caplog):
    caplog.set_level(logging.DEBUG)
    code, asked = at_save(person), []
    for button in ("code", "reminder"):
        person.open("/save/mail").fill(mail_address="someone@example.org").press(button)
        asked += [response.request.url for response in person.history]
    for path in ("/save/card", "/save/card.pdf"):
        person.open(path)
        asked += [response.request.url for response in person.history]
    for secret in (code, code.replace("-", ""), "someone"):
        assert secret not in caplog.text
        assert not any(secret in address for address in asked)
