"""Who began on one revision finishes on it, or goes over to the newer one without losing a word."""

import re

import pytest
import transaction
from plone import api

from permitdesk.services import publish, published, retract
from permitdesk.services.compose import LIBRARY

from .applicant import Applicant


def published_with(portal, edit):
    """Staff publish the contact form with other fields."""
    transaction.begin()
    service = portal["services"]["contact"]
    service.fields_model = edit((LIBRARY / "contact" / "fields.xml").read_text())
    with api.env.adopt_roles(["Manager"]):
        number = publish(service).number
    transaction.commit()
    return number


def taken_offline(portal):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        retract(portal["services"]["contact"])
    transaction.commit()


def rebuilt(xml):
    """A question, an option, a document and a step less; a question, a document, a step more."""
    xml = re.sub(r'<field name="sender_organisation".*?</field>', "", xml, flags=re.S)
    xml = re.sub(r'<element key="any">.*?</element>', "", xml)
    xml = xml.replace('"documents": {', '"papers": {').replace('name="documents"', 'name="papers"')
    xml = xml.replace('<field name="attachments"', '<field name="letter"')
    more = """<field name="best_time" type="zope.schema.TextLine">
      <title>Wann genau?</title><required>True</required></field></fieldset>
      <fieldset name="message" """
    return re.sub(r'</fieldset>\s*<fieldset name="message" ', more, xml)


def reworded(xml):
    """The same form, said better."""
    assert "Um wen geht es?" in xml and "jederzeit in den Öffnungszeiten" in xml
    xml = xml.replace("Um wen geht es?", "Wer ist die Person?")
    return xml.replace("jederzeit in den Öffnungszeiten", "immer, wenn wir geöffnet haben")


@pytest.fixture
def person(functional, offices):
    """Somebody whose message is complete on revision 1, with a file."""
    person = Applicant(functional).answer_contact()
    person.attach("documents.attachments", filename="Brief.pdf").go_on()
    person.open("/step/sender").fill(sender_role="counsellor").go_on()
    person.fill(sender_name="Rosa Lind", sender_organisation="Beratung Auenfeld").go_on()
    person.open("/step/reach").fill(callback_window="any").go_on()
    return person


def code_of(person):
    return person.open("/save").html.select_one(".pd-reference bdi").get_text()


def come_back(functional, code):
    return Applicant(functional).open("/resume").fill(resume_code=code).press()


def test_who_began_before_finishes_as_they_began(person, offices, cases):
    assert published_with(offices, rebuilt) == 2
    for name in ("municipality", "topic", "sender", "about", "reach", "message", "documents"):
        person.open(f"/step/{name}")
        assert person.status == 200 and person.step == name
        assert "best_time" not in person.form.fields
    assert "Brief.pdf" in person.page
    person.open("/step/sender")
    assert person.value("sender_organisation") == "Beratung Auenfeld"
    person.fill(sender_organisation="Beratung Neumühl").go_on()
    person.open("/step/papers")
    assert person.status == 404, "the steps of the newer form are not those of this draft"
    person.open("/check")
    assert not person.texts("#open-points")
    person.press("send")
    assert person.address.endswith("/receipt")
    (case,) = cases().values()
    assert case.evidence["revision"] == 1
    assert case.answers["callback_window"] == "any"
    assert case.answers["sender_organisation"] == "Beratung Neumühl"
    assert case.names == ["Brief.pdf"]


def test_who_begins_now_gets_the_newer_one(functional, person, offices):
    published_with(offices, rebuilt)
    other = Applicant(functional).begin().open("/step/reach")
    assert "best_time" in other.form.fields


def test_who_comes_back_is_told_what_is_different_and_may_stay(functional, person, offices):
    code = code_of(person)
    published_with(offices, rebuilt)
    other = come_back(functional, code)
    assert other.address.endswith("/newer")
    told = {
        heading.get_text(): [each.get_text() for each in heading.find_next("ul").select("li")]
        for heading in other.html.select("main h3")
    }
    assert told == {
        "Neue Fragen": ["Wann genau?"],
        "Fragen, die jetzt anders gestellt werden": ["Wann können wir Sie anrufen?"],
        "Fragen, die es nicht mehr gibt": ["Ihre Firma, Kanzlei oder Stelle"],
        "Neue Unterlagen": ["Dateien zu Ihrer Nachricht"],
        "Unterlagen, die Sie nicht mehr brauchen": ["Dateien zu Ihrer Nachricht"],
    }
    other.visit(other.html.select_one("a.kern-btn--primary")["href"])
    assert "/step/" in other.address
    assert other.open("/check").press("send").address.endswith("/receipt")


def test_the_start_page_leads_to_what_is_different(person, offices):
    assert "/newer" not in person.open().page
    published_with(offices, rebuilt)
    person.open()
    (link,) = [a["href"] for a in person.html.select(".pd-draft-here a") if "newer" in a["href"]]
    assert "neue Fassung" in " ".join(person.visit(link).texts("h1"))


def test_whoever_goes_over_takes_along_what_fits_and_sees_the_rest(person, offices, cases):
    published_with(offices, rebuilt)
    person.open("/newer").press("renew")
    assert person.address.endswith("/newer")
    assert person.texts("h1") == ["Sie füllen jetzt die neue Fassung aus"]

    def left(path):
        person.open(path)
        (section,) = [s for s in person.html.select("section") if "Nicht übernommen" in s.h2.text]
        return [each.get_text(" ", strip=True) for each in section.select("dt, dd")]

    for path in ("/newer", "/check"):
        found = " ".join(left(path))
        assert "Ihre Firma, Kanzlei oder Stelle" in found and "Beratung Auenfeld" in found
        assert "jederzeit in den Öffnungszeiten" in found
        assert "Brief.pdf" in found
    person.open("/step/about")
    assert person.value("family_name") == "Nguyen"
    person.open("/step/reach")
    assert person.value("email") == "anh@example.org"
    person.open("/check").press("send")
    assert not cases(), "the new question is asked before anything is sent"
    person.open("/step/reach").fill(best_time="Um zehn", callback_window="morning").go_on()
    person.open("/check").press("send")
    (case,) = cases().values()
    assert case.evidence["revision"] == 2
    assert case.answers["best_time"] == "Um zehn"
    assert "sender_organisation" not in case.answers
    assert case.names == []


def test_going_over_twice_and_by_a_forged_form_changes_nothing(person, offices):
    published_with(offices, rebuilt)
    person.post(person.start + "/newer", "renew=1&token=x")
    assert "noch einmal" in person.page
    person.open("/step/documents")
    assert person.status == 200, "still the first revision"
    token = person.open("/newer").value("token")
    for _twice in range(2):
        person.post(person.start + "/newer", f"renew=1&token={token}")
    assert person.page.count("Beratung Auenfeld") == 1


def test_a_get_never_goes_over(person, offices):
    published_with(offices, rebuilt)
    before = offices._p_jar.db().lastTransaction()
    person.open("/newer?renew=1").open("/newer")
    transaction.begin()
    assert offices._p_jar.db().lastTransaction() == before


def test_a_corrected_german_text_disturbs_nobody(functional, person, offices):
    code = code_of(person)
    assert published_with(offices, reworded) == 2
    assert come_back(functional, code).step == "reach"
    assert "neue Fassung" not in person.open().page
    assert "/step/" in person.open("/newer").address
    assert person.open("/check").press("send").address.endswith("/receipt")


def test_a_service_taken_offline_still_takes_what_was_begun(functional, person, offices, cases):
    code = code_of(person)
    taken_offline(offices)
    assert Applicant(functional).open().status == 404, "nobody begins any more"
    assert Applicant(functional).open("/step/topic").status == 404
    other = come_back(functional, code)
    assert other.address.endswith("/newer")
    assert "keine neuen Anträge" in other.texts("h1")[0]
    assert "Wir bewahren ihn bis zum" in " ".join(other.texts("main").pop().split())
    other.visit(other.html.select_one("a.kern-btn--primary")["href"])
    assert other.step == "reach"
    other.fill(callback_window="morning").go_on()
    assert other.step == "message"
    assert person.open().address.endswith("/newer"), "the start page of old bookmarks"
    for path in ("/save", "/save/card", "/save/mail", "/another"):
        assert other.open(path).status == 200, path
    assert other.open("/form.pdf").status == 404
    other.open("/check").press("send")
    assert other.address.endswith("/receipt")
    (case,) = cases().values()
    assert case.answers["callback_window"] == "morning"
    assert other.press().status == 200, "and closing leads somewhere"


def test_offline_a_lost_cookie_still_asks_for_the_code(person, offices):
    code = code_of(person)
    person.open("/step/reach").fill(phone="0151 2345678")
    taken_offline(offices)
    person.forget("pd-draft-contact")
    person.go_on()
    assert person.value("phone") == "0151 2345678"
    person.press("restart")
    assert person.value("phone") == "0151 2345678", "nothing new begins, nothing typed is lost"
    person.fill(resume_code=code).go_on()
    assert person.step == "message"


def test_a_service_that_is_on_paper_now_still_takes_what_was_begun(functional, person, offices):
    code = code_of(person)
    transaction.begin()
    offices["services"]["contact"].accepts_applications = False
    transaction.commit()
    published_with(offices, rebuilt)
    assert not published(offices["services"]["contact"]).accepts_applications
    other = come_back(functional, code)
    assert other.step == "reach", "no newer one to go on with"
    assert other.open("/check").press("send").address.endswith("/receipt")


def bound(portal, number):
    """Staff say that drafts of revisions before this one are not sent any more."""
    transaction.begin()
    portal["services"]["contact"].binding_from = number
    transaction.commit()


def test_after_a_change_of_the_law_a_draft_changes_over_before_it_goes_on(person, offices, cases):
    published_with(offices, rebuilt)
    person.open("/step/about").fill(given_names="Anh Thu")
    bound(offices, 2)
    person.go_on()
    assert person.address.endswith("/newer"), "what was typed is stored, and leads here"
    assert "müssen mit der neuen Fassung" in person.texts("h1")[0]
    assert "wie ich begonnen habe" not in person.page
    for path in ("/step/reach", "/check"):
        assert person.open(path).address.endswith("/newer")
    token = person.value("token")
    person.post(person.start + "/check", f"token={token}&send=1")
    assert person.address.endswith("/newer") and not cases()

    person.open("/newer").press("renew")
    (section,) = [s for s in person.html.select("section") if "neu" in s.h2.text]
    again = {a.get_text(): a["href"] for a in section.select("a")}
    assert set(again) == {"Wann genau?", "Wann können wir Sie anrufen?"}
    person.visit(again["Wann genau?"])
    person.fill(best_time="Um zehn", callback_window="morning").go_on()
    person.open("/check").press("send")
    (case,) = cases().values()
    assert case.evidence["revision"] == 2 and case.answers["given_names"] == "Anh Thu"


def test_a_draft_of_the_revision_in_force_is_not_held_up(person, offices, cases):
    bound(offices, 1)
    assert person.open("/check").press("send").address.endswith("/receipt")
