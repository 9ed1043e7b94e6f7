"""The wizard as a person meets it, without JavaScript."""

import re

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.annotation.interfaces import IAnnotations

from documents.files import a_pdf, a_picture
from permitdesk.core.reference import parse_code, parse_reference
from permitdesk.intake import drafts

from .applicant import Applicant


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


def count(portal):
    """How many drafts there are now."""
    transaction.begin()
    store = IAnnotations(portal).get(drafts.KEY)
    return len([key for key in store.by_id if key]) if store is not None else 0


def test_the_start_page_says_what_is_needed_and_leads_to_the_first_step(person):
    person.open()
    assert person.html.select_one("h1").get_text() == "Nachricht an die Ausländerbehörde"
    needed = person.texts("section[aria-labelledby=need] li")
    assert needed[0].startswith("Name und Geburtsdatum"), "a list, an item a line"
    begin, again = person.html.select("a.kern-btn--primary")
    assert begin["href"] == again["href"], "the button near the top and at the end is the same one"
    person.visit(begin["href"])
    assert person.step == "municipality"


def test_the_start_page_says_what_one_gets(functional, offices):
    person = Applicant(functional, service="employment").open()
    (result,) = person.texts("section[aria-labelledby=result] p")
    assert result.startswith("Wenn wir zustimmen: eine Aufenthaltserlaubnis")
    assert Applicant(functional).open().texts("section[aria-labelledby=result]") == []


def test_the_start_page_names_the_fees_of_the_law_with_their_source(functional, offices):
    person = Applicant(functional, service="employment").open()
    (fee,) = person.texts("section[aria-labelledby=cost] .pd-fee")
    assert fee.startswith("Voraussichtlich 67 bis 100 Euro")
    lines = person.texts("section[aria-labelledby=cost] .pd-fees dt")
    assert "Fiktionsbescheinigung" in lines
    (grant,) = [
        row.get_text(" ")
        for row in person.html.select(".pd-fees .pd-answers__row")
        if "Erteilung" in row.get_text()
    ]
    assert "100 Euro" in grant
    assert "§\N{NO-BREAK SPACE}45 Nr.\N{NO-BREAK SPACE}1 AufenthV" in grant


def test_a_service_without_rules_for_fees_names_those_of_its_settings(functional, offices):
    service = offices["services"]["contact"]
    person = Applicant(functional).open()
    assert "Voraussichtlich" not in person.page
    service.fees = "residence-permit-renewal no-such-fee"
    assert "Voraussichtlich 93 Euro." in person.open().texts(".pd-fee")


def test_a_button_names_the_step_that_follows(functional, offices):
    person = Applicant(functional, service="employment").open("/step/municipality")
    assert person.texts("button[name=continue].kern-btn") == ["Weiter: Worum geht es?"]
    person.open("/step/municipality?change=1")
    assert person.texts("button[name=continue].kern-btn") == ["Weiter: Angaben prüfen"]


def test_a_whole_message_from_the_first_step_to_the_receipt(person, cases):
    person.answer_contact()
    assert person.step == "documents"
    pdf = a_pdf(2)
    person.attach("documents.attachments", pdf).go_on()
    assert person.address.endswith("/check")
    assert "Vollmacht.pdf" in person.page
    assert "Wann kann ich meine Karte abholen?" in person.page
    person.press("send")

    assert person.address.endswith("/receipt")
    assert "[" not in person.html.main.get_text(), "nothing of the frame's stands at its end"
    reference, code = (each.get_text() for each in person.html.select(".pd-reference bdi"))
    assert parse_reference(reference) == reference
    assert parse_code(code) == code
    case = cases()[reference]
    assert case.contents() == [pdf]
    assert case.answers["family_name"] == "Nguyen"
    assert case.language == "de"


def test_sent_again_by_reload_back_or_a_second_tab_it_is_the_same_receipt(person, cases):
    person.answer_contact().go_on()
    page, token = person.address, person.value("token")
    person.press("send")
    reference = person.html.select_one(".pd-reference bdi").get_text()
    person.post(page, f"token={token}&send=1")
    assert person.html.select_one(".pd-reference bdi").get_text() == reference
    person.open("/step/topic")
    assert person.address.endswith("/receipt")
    person.open("/receipt.pdf")
    assert person.headers["content-type"] == "application/pdf"
    assert len(cases()) == 1


def test_after_sending_nothing_of_the_draft_is_left_but_the_way_to_the_receipt(person, offices):
    person.answer_contact().attach("documents.attachments").go_on()
    person.press("send")
    transaction.begin()
    store = IAnnotations(offices)[drafts.KEY]
    (draft,) = [each for each in store.by_id.values() if each]
    assert len(draft.parts) == 1
    assert not draft.files


def test_a_get_stores_nothing(person, offices):
    before = offices._p_jar.db().lastTransaction()
    for path in ("", "/step/topic", "/resume", "/check", "/save", "/receipt"):
        person.open(path)
    assert offices._p_jar.db().lastTransaction() == before
    assert count(offices) == 0


def test_pages_with_personal_data_are_kept_by_nobody(person):
    person.answer_contact()
    for path in ("/step/about", "/check", "/save", "/resume"):
        person.open(path)
        headers = person.headers
        assert headers["cache-control"] == "private, no-store"
        assert headers["referrer-policy"] == "no-referrer"


def test_the_start_page_may_be_kept_for_who_has_begun_nothing(person):
    person.open()
    assert person.headers["cache-control"].startswith("public, max-age=")
    assert person.headers["vary"] == "Cookie"
    assert "pragma" not in person.headers and "set-cookie" not in person.headers
    person.answer_contact().open()
    assert person.headers["cache-control"] == "private, no-store"
    assert person.headers["vary"] == "Cookie"


def test_the_start_page_of_somebody_signed_in_is_kept_by_nobody(person):
    """Signed in by a header there is no cookie; Plone puts its token into the page."""
    person.client.authorization = ("Basic", (SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    person.open()
    assert "protect-script" in person.response.text
    assert person.headers["cache-control"] == "private, no-store"


def test_the_code_is_in_a_cookie_that_scripts_and_other_sites_do_not_get(person):
    person.open("/step/municipality").fill(residence_municipality="neumuehl")
    first = person.go_on().history[0]
    cookies = first.headers.getall("set-cookie")
    (cookie,) = [each for each in cookies if each.startswith("pd-draft-contact")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "expires" not in cookie.lower()
    location = first.headers["location"]
    code = re.search(r"[0-9A-Z-]{24}", cookie)[0]
    assert parse_code(code)
    assert code not in location


def test_errors_stand_at_their_field_and_in_a_summary_that_links_to_it(person):
    person.begin().go_on()
    assert person.step == "topic"
    assert person.error("topic")
    links = [each["href"] for each in person.html.select("#errors a")]
    assert links == ["#f-topic", "#f-urgency"]
    said = person.texts("#errors a")
    assert len(set(said)) == 2, "the same complaint twice says of which question each is"
    assert said[0] == "Thema: Wählen Sie eine Antwort aus."
    assert all(person.html.select_one(each) is not None for each in links)
    assert person.html.select_one("title").get_text().startswith("Fehler")


def test_a_new_row_begins_at_its_first_question(functional, offices):
    person = Applicant(functional, service="employment").open("/step/municipality").go_on()
    person.open("/step/stays").press("previous_stays.add")
    assert person.history[0].headers["location"].endswith("#f-previous_stays-0-stay_from")
    assert person.html.select_one("#f-previous_stays-0-stay_from") is not None


def test_what_was_typed_wrong_is_still_there(person):
    person.answer_contact()
    person.open("/step/reach").fill(email="not an address").go_on()
    assert person.step == "reach"
    assert person.error("email")
    assert person.value("email") == "not an address"
    person.begin().open("/step/reach")
    assert person.value("email") == "not an address"


def test_a_date_that_does_not_exist_is_shown_as_typed(person):
    person.begin().fill(topic="family", urgency="soon").go_on()
    person.fill(reason="travel", deadline_date__day="31", deadline_date__month="2")
    person.fill(deadline_date__year="2027").go_on()
    assert person.error("deadline_date")
    assert [person.value(f"deadline_date.{part}") for part in ("day", "month", "year")] == [
        "31", "2", "2027",
    ]  # fmt: skip


def test_an_answer_that_brings_new_questions_shows_the_page_again(person):
    person.begin().fill(topic="other", urgency="urgent").go_on()
    assert person.step == "topic"
    assert person.value("urgency") == "urgent"
    assert not person.error("reason"), "new questions are not wrong yet"
    person.go_on()
    assert person.error("reason")


def test_answers_that_are_not_asked_any_more_stay_and_are_not_sent(person, cases):
    person.begin().fill(topic="other", urgency="urgent").go_on()
    person.fill(reason="travel", deadline_date__day="1", deadline_date__month="12")
    person.fill(deadline_date__year="2030").press("back")
    person.answer_contact().go_on().press("send")
    (case,) = cases().values()
    assert "reason" not in case.answers


def test_answers_come_back_when_they_are_asked_again(person):
    person.begin().fill(topic="other", urgency="urgent").go_on()
    person.fill(reason="travel").fill(urgency="normal").go_on()
    person.begin().fill(urgency="urgent").go_on()
    assert person.value("reason") == "travel"


def test_back_loses_nothing_and_judges_nothing(person):
    person.answer_contact()
    person.open("/step/reach").fill(email="half an addr", phone="0151").press("back")
    assert person.step == "about"
    person.open("/step/reach")
    assert person.value("email") == "half an addr"
    assert person.value("phone") == "0151"


def test_switching_the_language_keeps_what_is_typed_and_uploaded(person, cases):
    person.answer_contact()
    person.open("/step/message").fill(message="Ще не закінчено").press("language", "uk")
    assert "/uk/apply/zvernennia/step/message" in person.address
    assert person.value("message") == "Ще не закінчено"
    assert person.html.select_one("html")["lang"] == "uk"
    person.open("/step/documents").attach("documents.attachments").press("language", "ar")
    assert "/ar/apply/ittisal/step/documents" in person.address
    assert person.html.select_one("html")["dir"] == "rtl"
    assert person.html.select_one(".pd-files__name bdi").get_text() == "Vollmacht.pdf"


def test_a_language_switch_on_the_first_step_keeps_what_is_typed(person):
    person.begin().fill(topic="other").press("language", "en")
    assert "/en/apply/contact/step/topic" in person.address
    assert person.value("topic") == "other"


def test_a_hint_is_shown_once_before_going_on(person):
    person.begin().fill(topic="lost_document", urgency="normal").go_on()
    assert person.step == "topic"
    assert "Melden Sie den Verlust auch der Polizei" in person.page
    person.go_on()
    assert person.step == "sender"


def test_who_lives_elsewhere_learns_who_is_responsible_before_anything_else(person):
    person.open("/step/municipality")
    shown = person.html.select_one("input[name=shown]")["value"]
    assert shown == "residence_municipality", "one question, nothing else"
    person.fill(residence_municipality="auenburg").go_on()
    assert person.step == "municipality"
    assert "Ausländerbehörde Auenburg" in person.page
    assert "Am Markt 1" in person.page
    links = {a.get_text(): a["href"] for a in person.html.select("#hints a")}
    assert links == {"0123 456": "tel:0123456"}
    person.go_on()
    assert person.step == "municipality", "nobody goes on by pressing again"


def test_who_corrects_the_municipality_has_lost_nothing(person):
    person.answer_contact().open("/step/municipality")
    person.fill(residence_municipality="auenburg").go_on()
    assert person.step == "municipality"
    person.open("/check").press("send")
    assert person.address.endswith("/check")
    person.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
    assert person.step == "topic"
    assert person.value("topic") == "other"
    person.open("/check")
    assert "Nguyen" in person.page
    assert "Wann kann ich meine Karte abholen?" in person.page


def test_come_back_with_the_code_on_another_device(functional, person, offices):
    person.answer_contact().press("save")
    assert person.address.endswith("/save")
    code = person.html.select_one(".pd-reference bdi").get_text()
    other = Applicant(functional).open("/step/about")
    assert other.address.endswith("/resume"), "without its code nobody gets in"
    other.fill(resume_code=code.lower().replace("-", " "))
    other.press()
    assert other.step == "documents", "where it was left"
    other.open("/step/about")
    assert other.value("family_name") == "Nguyen"
    assert count(offices) == 1


def test_a_wrong_character_is_told_as_such(functional, person):
    person.answer_contact().press("save")
    code = person.html.select_one(".pd-reference bdi").get_text()
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    other = Applicant(functional).open("/resume").fill(resume_code=wrong)
    other.press()
    assert "ein Zeichen falsch" in other.page
    assert other.value("resume_code") == wrong


def test_unknown_codes_can_be_tried_a_few_times_only(functional, person, monkeypatch):
    from permitdesk.core import tries
    from permitdesk.core.reference import make_code

    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    other = Applicant(functional)
    for number in range(tries.ALLOWED + 1):
        other.open("/resume").fill(resume_code=make_code(bytes([number]) * 32))
        other.press()
    assert other.status == 429


def test_a_code_tried_on_a_step_counts_like_one_tried_elsewhere(person, monkeypatch):
    from permitdesk.core import tries
    from permitdesk.core.reference import make_code

    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    person.answer_contact()
    person.open("/step/reach")
    code = person.html.select_one(".pd-code").get_text()
    person.forget("pd-draft-contact")
    person.go_on()
    for number in range(tries.ALLOWED):
        person.fill(resume_code=make_code(bytes([number]) * 32)).go_on()
        assert person.step == "reach"
        assert "zu viele Versuche" not in person.page
    assert "zu viele Versuche" in person.fill(resume_code=make_code(b"x" * 32)).go_on().page
    assert person.fill(resume_code=code).go_on().step == "message"


def test_a_draft_can_be_closed_on_this_device_or_deleted(person, offices):
    person.answer_contact().press("save").press("leave")
    assert count(offices) == 1
    person.open("/check")
    assert person.address.endswith("/resume")

    person.answer_contact().press("save").press("delete")
    assert count(offices) == 2, "not without the tick"
    person.fill(sure="yes").press("delete")
    assert count(offices) == 1


@pytest.mark.parametrize("token", [None, "wrong", "0" * 64])
def test_a_post_without_its_token_stores_nothing_and_keeps_what_was_typed(person, offices, token):
    person.open("/step/topic")
    form = "topic=other&urgency=normal&shown=topic+urgency&continue=1"
    person.post(person.start + "/step/topic", form + (f"&token={token}" if token else ""))
    assert count(offices) == 0
    assert "noch einmal" in person.page
    assert person.value("topic") == "other"
    person.go_on()
    assert count(offices) == 1


def test_sending_without_a_token_sends_nothing(person, cases):
    person.answer_contact().go_on()
    person.post(person.address, "send=1")
    assert not cases()
    assert "noch einmal" in person.page
    person.press("send")
    assert len(cases()) == 1


def test_a_lost_cookie_keeps_the_page_and_asks_for_the_code(person, offices):
    person.answer_contact()
    person.open("/step/reach")
    code = person.html.select_one(".pd-code").get_text()
    person.fill(email="new@example.org")
    person.forget("pd-draft-contact")
    person.go_on()
    assert person.step == "reach"
    assert person.value("email") == "new@example.org"
    person.fill(resume_code=code).go_on()
    assert person.step == "message"
    person.open("/step/reach")
    assert person.value("email") == "new@example.org"
    assert count(offices) == 1


@pytest.mark.parametrize(
    "data, filename",
    [
        (b"", "leer.pdf"),
        (b"%PDF-1.7 none", "Pass.pdf"),
        (b"MZ a program", "Pass.pdf"),
        (b"0" * (11 * 1024 * 1024), "gross.pdf"),
        (b"0" * (30 * 1024 * 1024), "riesig.pdf"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason_and_the_rest_is_kept(person, data, filename):
    person.answer_contact()
    person.attach("documents.attachments").go_on()
    person.open("/step/documents").attach("documents.attachments", data, filename).go_on()
    assert person.step == "documents"
    assert person.error("documents.attachments")
    assert [each.get_text() for each in person.html.select(".pd-files__name bdi:first-child")]
    assert filename not in person.page


def test_files_are_added_and_removed(person):
    person.answer_contact()
    person.attach("documents.attachments", filename="Eins.pdf").press("documents.attachments.add")
    person.attach("documents.attachments", a_picture("PNG"), "Zwei.png", "image/png")
    person.press("documents.attachments.add")
    names = [each.get_text() for each in person.html.select(".pd-files__name > bdi")]
    assert names == ["Eins.pdf", "Zwei.png"]
    remove = person.html.select_one(".pd-files__file button")["name"]
    person.press(remove)
    names = [each.get_text() for each in person.html.select(".pd-files__name > bdi")]
    assert names == ["Zwei.png"]


def test_a_file_name_from_outside_is_shown_harmless(person):
    person.answer_contact().attach(
        "documents.attachments", filename="../../<script>\u202e" + "x" * 300 + ".pdf"
    )
    person.press("documents.attachments.add")
    assert "<script>" not in person.page
    assert "\u202e" not in person.page
    (name,) = person.html.select(".pd-files__name > bdi")
    assert len(name.get_text()) <= 120


def test_the_check_page_names_what_is_missing_and_leads_there_and_back(person, cases):
    person.answer_contact().go_on()
    person.open("/step/reach").fill(email="").press("back")
    person.open("/check").press("send")
    assert person.address.endswith("/check")
    assert not cases()
    link = person.html.select_one("#open-points a")["href"]
    assert "/step/reach?change=1#f-" in link
    person.visit(link)
    person.fill(email="anh@example.org").go_on()
    assert person.address.endswith("/check")


def test_the_german_stands_beside_in_other_languages(functional, offices):
    person = Applicant(functional, "en").answer_contact().go_on()
    german = [each.get_text() for each in person.html.select(".pd-german")]
    assert any("Familienname" in each for each in german)


def test_unknown_addresses_are_not_found(person):
    for path in ("/step/nothing", "/nothing", "/step", "/step/topic/more", "x"):
        person.open(path)
        assert person.status == 404, path
    person.visit(f"{person.portal.absolute_url()}/de/antrag")
    assert person.status == 404


def test_groups_grow_shrink_and_keep_what_is_typed(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").press("save").open("/step/stays")
    person.press("previous_stays.add")
    person.fill(previous_stays__0__stay_place="Köln", previous_stays__0__stay_from__year="2012")
    person.press("previous_stays.add")
    assert person.value("previous_stays.0.stay_place") == "Köln"
    person.fill(previous_stays__1__stay_place="Ulm").go_on()
    assert person.step == "stays"
    assert person.error("previous_stays.1.stay_from")
    assert not person.error("previous_stays.0.stay_from")
    person.press("previous_stays.0.remove")
    assert person.value("previous_stays.0.stay_place") == "Ulm"
    person.press("previous_stays.0.remove").go_on()
    assert person.step != "stays"


def test_an_empty_row_is_no_answer(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").press("save").open("/step/stays")
    person.press("previous_stays.add").go_on()
    assert person.step != "stays"


def test_a_code_is_found_without_javascript(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").press("save").open("/step/birth")
    person.fill(birth_place="Київ", birth_country__search="Ukra").press("birth_country.find")
    assert person.step == "birth"
    assert person.value("birth_place") == "Київ"
    assert "Ukraine" in person.page
    person.fill(birth_country="UKR").press("back").open("/step/birth")
    assert person.value("birth_country") == "UKR"


def test_a_search_that_names_one_entry_is_an_answer(functional, offices):
    person = Applicant(functional, service="employment")
    person.open("/step/municipality").press("save").open("/step/birth")
    person.fill(birth_country__search="ukraine").go_on()
    assert person.value("birth_country") == "UKR"


def test_a_second_application_begins_after_closing_the_first(person, cases):
    person.answer_contact().go_on().press("send").press()
    person.answer_contact().go_on().press("send")
    assert len(cases()) == 2


def test_mails_are_wanted_only_where_asked_for_and_the_words_are_kept(person, cases):
    from permitdesk.intake import consent_words

    person.answer_contact().go_on().press("send").press()
    person.answer_contact().go_on()
    assert consent_words("de") in " ".join(person.page.split())
    person.fill(notify=True).press("send")
    found = {case.notice_address: case.evidence for case in cases().values()}
    assert set(found) == {"", "anh@example.org"}
    assert "notices" not in found[""]
    kept = found["anh@example.org"]["notices"]
    assert kept == {"version": "2", "language": "de", "text": consent_words("de")}


def test_a_lost_write_shows_no_receipt_and_sending_again_works(person, cases, monkeypatch):
    import ZODB.Connection

    person.answer_contact().attach("documents.attachments").go_on()
    with monkeypatch.context() as patched:
        patched.setattr(ZODB.Connection.Connection, "_commit", lambda self, transaction: None)
        person.press("send")
    assert person.status == 503
    assert "noch nicht angekommen" in person.page
    assert not cases()
    person.open("/check").press("send")
    assert person.address.endswith("/receipt")
    assert len(cases()) == 1


def test_a_damaged_case_leaves_the_draft_to_be_sent_again(person, cases, monkeypatch):
    from . import office

    person.answer_contact().attach("documents.attachments").go_on()
    with monkeypatch.context() as patched:
        patched.setattr(office.Case, "contents", lambda self: [b"damaged"])
        person.press("send")
        assert person.status == 503
    person.open("/check")
    assert "Vollmacht.pdf" in person.page
    person.press("send")
    assert person.address.endswith("/receipt")
    reference = person.texts(".pd-reference bdi")[0]
    assert reference in cases()
