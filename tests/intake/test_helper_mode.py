"""Somebody helps: from the start page to the receipt, on two phones without JavaScript."""

import json
import logging
import re
from datetime import timedelta

import pytest
import transaction
from zope.annotation.interfaces import IAnnotations

from builders import applicants, documents_for, full_answers
from permitdesk.core import clock, reference, tries
from permitdesk.intake import drafts, handover, receipts, vault

from .applicant import Applicant
from .drafted import fill

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")
PERSON = applicants("employment")[0]
ANSWERS = {**full_answers("employment", PERSON), "residence_municipality": "neumuehl"}
SAID = {
    "helper_role": "counsellor",
    "helper_name": "Karla Beispiel-Tanrıöver",
    "helper_organisation": "Beratungsstelle Auental",
    "helper_mandate": "oral",
}


@pytest.fixture
def helper(functional, offices, monkeypatch):
    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    return Applicant(functional, service="employment")


@pytest.fixture
def phone(functional, offices):
    """The applicant's own."""
    return Applicant(functional, "ar", service="employment")


def say(helper, **changes):
    return helper.open("/help").fill(**{**SAID, **changes}).press("say")


def filled_in(helper):
    """The helper has said so and answered everything."""
    say(helper)
    fill(helper.portal, code_of(helper), ANSWERS, documents_for("employment", ANSWERS))
    return helper.open("/check")


def code_of(person):
    return person.open("/save").texts(".pd-reference")[0]


def offered(helper, language="ar"):
    helper.open("/help/handover").fill(their_language=language).press("offer")
    return helper.texts("#code .pd-reference")[0]


def take(phone, code):
    phone.visit(f"{phone.portal.absolute_url()}/ar/handover")
    return phone.fill(resume_code=code).press()


def confirmed(helper, phone):
    """The applicant's code, who has said yes."""
    take(phone, offered(helper)).press("yes")
    return phone.texts(".pd-reference")[0]


def test_it_begins_on_the_start_page_and_stands_on_every_page(helper):
    helper.open()
    (link,) = helper.html.select("main a[href$='/help']")
    helper.visit(link["href"]).fill(**SAID).press("say")
    assert helper.address.endswith("/step/municipality")
    for path in ("/step/municipality", "/check", "/save", "/save/card", "/save/mail", "/help",
                 "/help/handover", "/another"):  # fmt: skip
        helper.open(path)
        (standing,) = helper.texts(".pd-standing")
        assert standing.endswith("Die Person hat es noch nicht bestätigt."), path
    assert not helper.open().texts(".pd-standing"), "the start page tells nothing of a draft"


def test_what_is_not_said_is_asked_for_and_nothing_begins(helper, offices):
    helper.open("/help").press("say")
    assert len(helper.texts("#errors li")) == 3
    say(helper, helper_organisation="")
    assert helper.texts("#errors li") == [
        "Geben Sie ein, für welche Stelle oder Kanzlei Sie arbeiten."
    ]
    assert helper.value("helper_name") == SAID["helper_name"]
    transaction.begin()
    assert not list(drafts.stored(offices))


def test_it_can_be_said_in_the_middle_changed_and_taken_back(helper):
    helper.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
    (link,) = helper.open("/save").html.select("main a[href$='/help']")
    helper.visit(link["href"]).fill(**SAID).press("say")
    assert helper.texts(".pd-standing")
    helper.open("/help").fill(helper_mandate="written").press("say")
    assert helper.value("helper_mandate") == "written"
    helper.press("take_back")
    assert not helper.open("/save").texts(".pd-standing")
    helper.open("/step/municipality")
    assert helper.value("residence_municipality") == "neumuehl"


def test_what_is_changed_after_the_draft_was_closed_begins_no_second_one(helper, offices):
    say(helper)
    helper.open("/help").fill(helper_name="Jemand Anderes")
    helper.forget("pd-draft-employment")
    helper.press("say")
    assert helper.address.endswith("/resume")
    transaction.begin()
    assert len(list(drafts.stored(offices))) == 1


def test_a_message_asks_itself_who_writes_it(functional, offices):
    person = Applicant(functional)
    assert not person.open().html.select("main a[href$='/help']")
    assert person.open("/help").address == person.start


def test_the_applicant_reads_confirms_and_gets_a_code_of_their_own(helper, phone):
    filled_in(helper)
    code = offered(helper)
    section = helper.html.select_one("#code")
    assert (section["lang"], section["dir"]) == ("ar", "rtl")
    assert helper.texts("#code .pd-address") == [f"{helper.portal.absolute_url()}/ar/handover"]
    assert not re.search(CODE, helper.address), "a code is in no address"

    take(phone, code)
    assert phone.address == f"{phone.start}/confirm"
    assert phone.html.select_one("html")["dir"] == "rtl"
    main = " ".join(phone.texts("main"))
    for shown in (SAID["helper_name"], SAID["helper_organisation"], PERSON["family_name"]):
        assert shown in main
    assert not phone.html.select(".pd-answers__change"), "nothing can be changed yet"
    assert not CODE.search(phone.page)
    for path in ("/check", "/step/person", "/save"):
        assert phone.open(path).address.endswith("/resume"), "who only reads opens no draft"

    phone.open("/confirm").press("yes")
    assert "/save" in phone.address
    own = phone.texts(".pd-reference")[0]
    assert own not in (code, code_of(helper))
    helper.open("/help/handover")
    assert helper.texts(".pd-standing")[0].endswith("Die Person hat es bestätigt.")
    assert SAID["helper_name"] in phone.open("/step/person").texts(".pd-standing")[0]


def test_a_used_an_old_and_an_unknown_code_are_answered_alike(helper, phone, functional):
    say(helper)
    used = offered(helper)
    take(phone, used)
    replaced = offered(helper)
    offered(helper)
    answers = set()
    for code in (used, replaced, reference.make_code(bytes(32))):
        other = take(Applicant(functional, "ar", service="employment"), code)
        answers.add(re.sub(r'value="[^"]*"', "", other.page))
    last = helper.texts("#code .pd-reference")[0]
    with clock.frozen(clock.now() + handover.LIFETIME + timedelta(seconds=1)):
        other = take(Applicant(functional, "ar", service="employment"), last)
        answers.add(re.sub(r'value="[^"]*"', "", other.page))
    assert len(answers) == 1


def test_wrong_codes_are_slowed_together_with_those_for_coming_back(helper, phone):
    say(helper)
    code = offered(helper)
    for number in range(tries.ALLOWED):
        take(phone, reference.make_code(bytes([number]) * 32))
    wrong = reference.make_code(bytes([99]) * 32)
    assert take(phone, wrong).status == 429
    phone.visit(f"{phone.portal.absolute_url()}/ar/resume").fill(resume_code=wrong).press()
    assert phone.status == 429
    assert take(phone, code).status == 200, "the right one is no guess"


def test_the_page_for_coming_back_takes_the_code_too(helper, phone):
    say(helper)
    code = offered(helper)
    phone.open("/resume").fill(resume_code=code).press()
    assert phone.address == f"{phone.start}/confirm"


def test_the_helpers_own_phone_does_not_confirm_by_mistake(helper, phone):
    say(helper)
    code = offered(helper)
    take(helper, code)
    assert helper.address.endswith("/ar/handover")
    assert helper.texts("#errors li")
    assert take(phone, code).address.endswith("/confirm"), "the code still works"


def test_who_says_no_sees_nothing_more_and_nothing_is_sent(helper, phone, cases):
    filled_in(helper)
    take(phone, offered(helper)).press("no")
    assert phone.html.select_one("h1")
    assert phone.open("/confirm").address.endswith("/ar/handover")
    helper.open("/check")
    assert helper.texts(".pd-standing")[0].endswith("Die Person hat es abgelehnt.")
    assert not helper.html.select("button[name=send]")
    helper.post(f"{helper.start}/check", {"token": helper.form["token"].value, "word": "yes"})
    assert "Die Person hat Nein gesagt" in helper.texts("#errors")[0]
    assert not cases()


def test_what_was_changed_while_they_read_is_read_again(helper, phone):
    filled_in(helper)
    take(phone, offered(helper))
    helper.open("/help").fill(helper_name="Jemand Anderes").press("say")
    phone.press("yes")
    assert phone.texts("#errors")
    assert "Jemand Anderes" in phone.page
    phone.press("yes")
    assert "/save" in phone.address


def test_the_applicant_ends_the_helpers_access_and_goes_on_alone(helper, phone, cases):
    filled_in(helper)
    own = confirmed(helper, phone)
    helpers_code = code_of(helper)
    phone.open("/help").press("withdraw")
    assert phone.open("/help").html.select("button[name=withdraw]") == []
    assert not phone.open("/check").texts(".pd-standing")
    assert PERSON["family_name"] in phone.page

    for path in ("/check", "/save", "/help/handover"):
        assert helper.open(path).address.endswith("/resume")
    helper.fill(resume_code=helpers_code).press()
    assert helper.texts("#errors li"), "their code opens nothing any more"
    assert own == code_of(phone)

    phone.open("/check").press("send")
    (case,) = cases().values()
    said = case.evidence["assistance"]
    assert said["withdrawn_at"]
    assert said["confirmed_at"]
    assert (said["sent_by"], said["word"]) == ("applicant", {})
    assert helper.open("/receipt").address.endswith("/resume")


def test_what_the_applicant_sent_is_no_more_open_to_who_helped(helper, phone):
    filled_in(helper)
    confirmed(helper, phone)
    phone.open("/check").press("send")
    assert phone.address.endswith("/receipt")
    access_code = phone.texts(".pd-reference")[1]
    assert helper.open("/receipt").address.endswith("/resume")
    assert access_code not in helper.page
    assert access_code in phone.open("/receipt").page


def test_who_helps_does_not_delete_what_is_the_applicants_too(helper, phone, offices):
    say(helper)
    assert helper.open("/save").html.select("button[name=delete]")
    confirmed(helper, phone)
    helper.open("/save")
    assert not helper.html.select("button[name=delete]")
    token = helper.form["token"].value
    helper.post(f"{helper.start}/save", {"token": token, "delete": "1", "sure": "yes"})
    assert phone.open("/save").html.select("button[name=delete]")
    phone.fill(sure=True).press("delete")
    transaction.begin()
    assert not list(drafts.stored(offices)), "the applicant does"


def test_the_next_person_of_the_family_is_asked_for_the_mandate_anew(helper):
    filled_in(helper)
    form = helper.open("/another").response.forms["another"]
    helper.post(form.action, {"token": form["token"].value, "service": "employment", "begin": "1"})
    assert not helper.texts(".pd-standing")
    (onward,) = helper.html.select("main a.kern-btn--primary")
    helper.visit(onward["href"])
    assert helper.address.endswith("/help")
    assert helper.value("helper_name") == SAID["helper_name"]
    assert helper.value("helper_mandate") is None
    helper.fill(helper_mandate="beside").press("say")
    assert helper.texts(".pd-standing")


def test_a_helper_sends_alone_and_vouches_for_it(helper, cases):
    filled_in(helper)
    helper.press("send")
    assert helper.texts("#errors li") == [
        "Setzen Sie zuerst das Häkchen bei der Erklärung, dass Sie beauftragt sind."
    ]
    assert not cases()
    helper.fill(word=True).press("send")
    (case,) = cases().values()
    said = case.evidence["assistance"]
    assert {f"helper_{name}": said[name] for name in ("role", "name", "organisation", "mandate")} \
        == SAID  # fmt: skip
    assert said["word"]["text"].startswith("Ich erkläre: Die Person hat mich beauftragt.")
    assert said["word"]["language"] == "de"
    assert (said["confirmed_at"], said["sent_by"]) == ("", "helper")
    receipt = " ".join(helper.texts("main"))
    assert "Karla Beispiel-Tanrıöver" in receipt
    assert "nicht bestätigt. Die helfende Person hat erklärt" in receipt
    assert helper.open("/receipt.pdf").response.body.startswith(b"%PDF")


def test_a_confirmed_application_says_when_and_whether_it_changed_since(helper, phone, cases):
    filled_in(helper)
    confirmed(helper, phone)
    helper.open("/check")
    assert "word" not in helper.form.fields
    fill(helper.portal, code_of(helper), {**ANSWERS, "city": "Auenau"})
    helper.open("/check").press("send")
    (case,) = cases().values()
    assert case.evidence["assistance"]["confirmed_at"]
    assert case.evidence["assistance"]["changed_since"] is True
    assert "danach noch geändert" in " ".join(helper.texts("main"))
    phone.open("/receipt")
    assert next(iter(cases())) in phone.page, "they see that it was sent, on their own phone"


def test_what_is_announced_after_a_yes_is_a_change_too(helper, phone, cases):
    say(helper)
    papers = documents_for("employment", ANSWERS)
    there = [each for each in papers if each.requirement != "passport"]
    fill(helper.portal, code_of(helper), ANSWERS, there)
    confirmed(helper, phone)
    helper.open("/step/documents")
    helper.form["documents.passport.later.reason"].force_value("not-issued")
    helper.go_on().open("/check").press("send")
    (case,) = cases().values()
    assert case.evidence["assistance"]["changed_since"] is True


def test_without_a_helper_nothing_is_said_of_one(helper, cases, functional):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
    fill(person.portal, code_of(person), ANSWERS, documents_for("employment", ANSWERS))
    person.open("/check").press("send")
    (case,) = cases().values()
    assert "assistance" not in case.evidence
    assert "Hilfe beim Ausfüllen" not in person.page


def test_a_receipt_from_before_help_was_recorded_opens(helper, cases, offices):
    filled_in(helper).fill(word=True).press("send")
    transaction.begin()
    sent = next(each for each in IAnnotations(offices)[receipts.KEY].by_key.values() if each)
    code = helper.texts(".pd-reference")[1]
    slot = f"receipt {sent.reference}"
    kept = json.loads(vault.unwrap(sent.sealed, code, slot))
    del kept["assistance"]
    sent.sealed = vault.wrap(json.dumps(kept).encode(), code, slot)
    transaction.commit()
    helper.open("/receipt")
    assert sent.reference in helper.page
    assert "Hilfe beim Ausfüllen" not in helper.page


def test_nothing_of_it_is_logged_or_in_an_address(helper, phone, caplog):
    caplog.set_level(logging.DEBUG)
    filled_in(helper)
    code = offered(helper)
    take(phone, code)
    went = [each.request.url for each in phone.history]
    phone.press("yes")
    went += [each.request.url for each in phone.history]
    for secret in (code, code_of(phone), code_of(helper), "Beispiel", PERSON["family_name"]):
        assert secret not in caplog.text
        assert not any(secret in each for each in went)


@pytest.mark.parametrize("path", ["/help/handover", "/confirm"])
def test_without_a_draft_there_is_nothing_to_hand_over(helper, path):
    helper.open(path)
    assert helper.address.endswith(("/resume", "/handover"))


def test_pages_of_the_hand_over_are_kept_by_nobody(helper, phone):
    say(helper)
    code = offered(helper)
    assert helper.headers["cache-control"] == "private, no-store"
    phone.visit(f"{phone.portal.absolute_url()}/ar/handover")
    assert phone.headers["cache-control"] == "private, no-store"
    take(phone, code)
    assert phone.headers["cache-control"] == "private, no-store"


def test_a_get_changes_nothing(helper, phone, offices):
    say(helper)
    code = offered(helper)
    take(phone, code)
    before = state(offices)
    for visitor in (helper, phone):
        for path in ("/help", "/help/handover", "/confirm", "/check"):
            visitor.open(path)
    assert state(offices) == before


def state(portal):
    """All that is stored of the one draft."""
    transaction.begin()
    (draft,) = drafts.stored(portal)
    return draft.passing, draft.expires, dict(draft.wraps), dict(draft.parts)
