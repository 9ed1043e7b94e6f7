"""A decision from the hearing to its delivery, on the pages, in a browser without JavaScript."""

import re
from dataclasses import replace
from html import unescape

import pytest
import requests
import transaction
from lxml import html

from casework_builders import PASSWORD, a_case, an_office
from decision_builders import GRANTED, acting, handed_over, in_days, in_review, let_write
from permitdesk.casework import case_by_reference
from permitdesk.casework.checklist import judging
from permitdesk.casework.decision import record, standing
from permitdesk.casework.history import history
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters import paper
from permitdesk.casework.letters.templates import Wording, Written, save, templates
from permitdesk.casework.office import office
from permitdesk.core import clock


@pytest.fixture
def portal(server):
    portal = server["portal"]
    an_office(portal)
    let_write(portal)
    transaction.commit()
    return portal


@pytest.fixture
def case(portal):
    case = a_case("Abbas", language="ar")
    with acting(portal, "anna"):
        in_review(case)
    transaction.commit()
    return case


class Staff:
    """Somebody of the office who fills in forms as a browser without scripts does."""

    def __init__(self, user):
        self.http = requests.Session()
        self.http.auth = (user, PASSWORD)
        self.answer = None

    def get(self, address):
        self.answer = self.http.get(address, timeout=60)
        return self

    @property
    def page(self):
        return html.fromstring(self.answer.text)

    @property
    def text(self):
        return unescape(" ".join(self.page.xpath("//main")[0].text_content().split()))

    def send(self, form="main-form", do="", where="", **typed):
        """Send a form of the page: what stands in it, and what is typed over it."""
        (found, *_more) = self.page.xpath(f"//form[@id='{form}']{where}" if form else where)
        data = dict(found.form_values())
        for name, value in typed.items():
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                year, month, day = value.split("-")
                data |= {f"{name}.year": year, f"{name}.month": month, f"{name}.day": day}
            else:
                data[name] = value
        if do:
            data["do"] = do
        action = found.get("action") or self.answer.url
        self.answer = self.http.post(action, data=data, timeout=60)
        return self


@pytest.fixture
def anna(portal):
    return Staff("anna")


def again(portal, case):
    transaction.begin()
    return case_by_reference(portal, case.reference)


def write(staff, case, template, do="finish", **values):
    """Begin a letter and finish it."""
    address = case.absolute_url()
    staff.get(address).send("", where="//form[contains(@action,'@@letter-new')]", template=template)
    assert "/@@letter/" in staff.answer.url
    return staff.send(do=do, **values)


def test_from_the_hearing_to_the_delivery(portal, case, anna):
    address = case.absolute_url()
    assert "Anhörung beginnen" in anna.get(address).text

    refused = anna.get(f"{address}/@@decide").send(
        outcome="refused",
        legal_basis="§ 5 AufenthG",
        reason="Es fehlt etwas.",
        nevertheless="yes",
    )
    assert "Vor einer Ablehnung muss die Person sich äußern" in refused.text
    assert "Es fehlt etwas." in refused.answer.text
    assert again(portal, case).state == "in_review"

    until = in_days(14)
    write(anna, case, "anhoerung", until=until, reasons="Es fehlt etwas.",
          legal_basis="§ 5 AufenthG", address="Weg 1\n12345 Ort")  # fmt: skip
    assert "Brief herunterladen" in anna.text
    anna.get(f"{address}/@@hearing")
    anna.send()  # the letter and its day stand in the form
    assert anna.answer.url == address
    assert again(portal, case).state == "hearing"
    assert standing.hearing(case).until == until
    assert standing.hearing(case).letter == letters.letters(case)[0].id

    anna.get(f"{address}/@@hearing-answer").send(way="letter")
    anna.get(f"{address}/@@decide").send(
        outcome="refused",
        legal_basis="§ 5 AufenthG",
        reason="Es fehlt etwas.",
        nevertheless="yes",
    )
    assert again(portal, case).state == "decided", anna.text
    assert "Die Person weiß noch nichts davon" in anna.text

    write(anna, case, "ablehnung", address="Weg 1\n12345 Ort")
    letter = letters.of_decision(again(portal, case))[0]
    assert letter.finished.remedy == "objection"
    pdf = anna.http.get(f"{address}/@@letter/{letter.id}/pdf", timeout=60)
    assert pdf.content == letter.finished.bytes()
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in pdf.headers["Cache-Control"]

    anna.get(f"{address}/@@record-delivery").send(way="handed-over")
    case = again(portal, case)
    assert case.state == "delivered", anna.text
    assert standing.delivery(case).on == clock.today().isoformat()
    assert standing.tries(case)[0].tried.letter == letter.id
    told = {each.what for each in history(case, "decision")}
    assert any("bekannt gegeben" in each for each in told) and len(told) == 7
    anna.get(address).send("", where="//form[contains(@action,'@@move')]", transition="close")
    assert again(portal, case).state == "closed"


def test_a_decision_is_taken_back_on_its_page(portal, case, anna):
    a_decided_case_again(portal, case)
    address = case.absolute_url()
    nothing = anna.get(f"{address}/@@take-back-decision").send()
    assert again(portal, case).state == "decided"
    assert nothing.page.xpath("//*[@id='f-reason']")
    anna.get(f"{address}/@@take-back-decision").send(reason="Zu früh")
    assert again(portal, case).state == "in_review"
    assert "Zu früh" in anna.text


def a_decided_case_again(portal, case):
    from permitdesk.casework.decision import record

    with acting(portal, "anna"):
        record.decide(case, GRANTED)
    transaction.commit()


def test_several_tries_and_a_correction(portal, case, anna):
    a_decided_case_again(portal, case)
    address = case.absolute_url()
    anna.get(f"{address}/@@record-delivery").send(letter="outside", way="certificate")
    assert "noch nicht zurück" in anna.text
    link = anna.page.xpath("//a[contains(@href,'@@delivery/')]/@href")[0]  # above, and below
    anna.get(link).send(result="not-arrived", on=in_days(0), reason="Unbekannt verzogen")
    assert "Unbekannt verzogen" in anna.text
    anna.get(f"{address}/@@record-delivery").send(letter="outside", way="certificate")
    link = anna.page.xpath("//a[contains(@href,'@@delivery/')]/@href")[0]  # above, and below
    wrong = anna.get(link).send(result="arrived", on=in_days(3))
    assert "liegt in der Zukunft" in wrong.text
    anna.get(link).send(result="arrived", on=in_days(0))
    assert again(portal, case).state == "delivered"
    anna.get(f"{address}/@@correct-delivery").send(arrived=in_days(0), reason="Rückschein")
    assert len(again(portal, case).later) >= 1
    assert "berichtigt" in anna.get(f"{address}?history=decision").text


def test_a_draft_is_looked_at_edited_and_thrown_away(portal, case, anna):
    anna.get(case.absolute_url()).send(
        "", where="//form[contains(@action,'@@letter-new')]", template="anhoerung"
    )
    assert "Das fehlt noch im Brief" in anna.text
    letter = letters.letters(again(portal, case))[0]
    pdf = anna.http.get(f"{case.absolute_url()}/@@letter/{letter.id}/pdf", timeout=60)
    assert pdf.content.startswith(b"%PDF-1.7")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    page = anna.get(f"{case.absolute_url()}/@@letter/{letter.id}")
    page.send(do="finish", reasons="Geht so.")
    assert "Es fehlt noch" in page.text
    assert again(portal, case) and letters.letters(case)[0].values["reasons"] == "Geht so."
    page.send(do="throw-away")
    assert letters.letters(again(portal, case)) == ()


def test_a_letter_of_a_decision_needs_the_decision(portal, case, anna):
    anna.get(case.absolute_url()).send(
        "", where="//form[contains(@action,'@@letter-new')]", template="ablehnung"
    )
    assert "zuerst die Entscheidung" in anna.text
    assert f"{case.absolute_url()}/@@decide" in anna.page.xpath("//main//a/@href")
    assert letters.letters(again(portal, case)) == ()


def test_four_eyes(portal, case, anna):
    portal["office"]["two"].countersign = True
    transaction.commit()
    write(anna, case, "freier-brief", text="Guten Tag.", address="Weg 1")
    assert "Wartet auf Mitzeichnung" in anna.text
    anna.send(do="finish")
    assert "Mitzeichnen muss die Leitung" in anna.text
    letter = letters.letters(again(portal, case))[0]
    assert letter.finished is None
    chef = Staff("chef").get(anna.answer.url.split("?")[0])
    chef.send(do="finish")
    letter = letters.letters(again(portal, case))[0]
    assert (letter.finished.by, letter.finished.countersigned_by) == ("anna", "chef")


def test_who_changes_a_text_does_not_countersign_it(portal, case, anna):
    portal["office"]["two"].countersign = True
    transaction.commit()
    write(anna, case, "freier-brief", text="Guten Tag.", address="Weg 1")
    chef = Staff("chef").get(anna.answer.url)
    chef.send(do="finish", text="Anders.")
    letter = letters.letters(again(portal, case))[0]
    assert (letter.state, letter.submitted_by) == ("waiting", "chef")
    anna.get(anna.answer.url).send(do="finish")
    assert letters.letters(again(portal, case))[0].finished is None, "anna wrote on it too"


def test_two_who_write_one_draft_are_told(portal, case, anna):
    write(anna, case, "freier-brief", do="", text="Von anna", address="Weg 1")
    chef = Staff("chef").get(anna.answer.url)
    anna.send(text="Noch einmal anna")
    chef.send(text="Von chef")
    assert "Anna hat diesen Brief inzwischen geändert" in chef.text
    assert "Von chef" in chef.answer.text
    assert "Was inzwischen gespeichert ist" in chef.text and "Noch einmal anna" in chef.text
    assert letters.letters(again(portal, case))[0].values["text"] == "Noch einmal anna"
    chef.send()
    assert letters.letters(again(portal, case))[0].values["text"] == "Von chef"
    assert "Von chef" in anna.send(do="throw-away").text, "no draft goes that was not read"
    assert letters.letters(again(portal, case))
    anna.send(do="throw-away")
    assert not letters.letters(again(portal, case))


def test_a_double_press_begins_one_letter(portal, case, anna):
    page = anna.get(case.absolute_url()).answer
    where = "//form[contains(@action,'@@letter-new')]"
    for _press in range(2):
        anna.answer = page
        anna.send("", where=where, template="freier-brief")
    assert len(letters.letters(again(portal, case))) == 1
    anna.get(case.absolute_url()).send("", where=where, template="freier-brief")
    assert len(letters.letters(again(portal, case))) == 2


def test_a_finished_letter_stays_when_its_template_changes(portal, case, anna):
    write(anna, case, "freier-brief", text="Guten Tag.", address="Weg 1")
    before = letters.letters(again(portal, case))[0].finished.bytes()
    chef = Staff("chef").get(f"{portal.absolute_url()}/office/@@letter-template/freier-brief")
    chef.send(body="Ganz anders {text}", remark="Kürzer")
    template = templates(office(portal)).get("freier-brief")
    transaction.begin()
    assert [each.number for each in template.versions] == [1, 2]
    assert (template.newest.by, template.newest.wording.remark) == ("chef", "Kürzer")
    assert letters.letters(again(portal, case))[0].finished.bytes() == before
    anna.send(on=in_days(0))
    assert letters.letters(again(portal, case))[0].posted == in_days(0)


def test_two_who_edit_one_template_lose_nothing(portal):
    address = f"{portal.absolute_url()}/office/@@letter-template/freier-brief"
    chef, other = Staff("chef").get(address), Staff("chef").get(address)
    chef.send(body="Erster {text}")
    other.send(body="Zweiter {text}")
    assert "hat inzwischen Fassung 2 gespeichert" in other.text
    assert "Zweiter {text}" in other.answer.text and "Erster {text}" in other.answer.text
    other.send()
    transaction.begin()
    bodies = [
        each.wording.texts["de"].body
        for each in templates(office(portal)).get("freier-brief").versions
    ]
    assert bodies[1:] == ["Erster {text}", "Zweiter {text}"]


def test_the_editor_says_what_is_wrong_and_switches_off(portal, case, anna):
    address = f"{portal.absolute_url()}/office/@@letter-template/freier-brief"
    chef = Staff("chef").get(address)
    chef.send(body="Guten Tag {vorname}")
    assert "{vorname}" in chef.text and "gibt es nicht" in chef.text
    assert "Guten Tag {vorname}" in chef.answer.text
    chef.get(address).send(do="switch")
    assert "freier-brief" not in anna.get(case.absolute_url()).answer.text
    chef.get(f"{address}/ar")
    assert "Guten Tag {name}" in chef.text
    chef.send(body="{text}", subject="طلبك")
    assert "In dieser Übersetzung kommen nicht vor: {service}, {name}" in chef.text
    preview = chef.http.get(f"{address}/ar/preview", timeout=60)
    assert preview.content.startswith(b"%PDF-1.7")
    chef.get(f"{portal.absolute_url()}/office/@@letter-template/new").send(
        kind="free", title="Mein Brief", subject="S", body="B"
    )
    assert (
        "Mein Brief" in Staff("chef").get(f"{portal.absolute_url()}/office/@@letter-templates").text
    )


def test_a_caseworker_reads_the_list_and_changes_nothing(portal, anna):
    place = f"{portal.absolute_url()}/office"
    assert "Freier Brief" in anna.get(f"{place}/@@letter-templates").text
    refused = anna.get(f"{place}/@@letter-template/freier-brief").answer
    assert "Platzhalter" not in refused.text
    other = Staff("berta")
    for path in ("@@letter/x", "@@decide", "@@record-delivery", "@@hearing"):
        case = a_case("Abbas")
        transaction.commit()
        assert other.get(f"{case.absolute_url()}/{path}").answer.status_code in (403, 404)


def test_nothing_changes_without_a_token(portal, case, anna):
    address = case.absolute_url()
    for path in (
        "@@hearing",
        "@@decide",
        "@@record-delivery",
        "@@take-back-decision",
        "@@letter-new",
    ):
        anna.http.post(f"{address}/{path}", data={"template": "freier-brief"}, timeout=60)
    assert again(portal, case).state == "in_review"
    assert letters.letters(case) == ()


def test_what_makes_a_letter_too_long_is_said_beside_its_field(portal, case, anna):
    wording = Wording("Lang", {"de": Written("Lang", "{legal_basis} " * 1000)})
    template = save(office(portal), "", "free", wording, 0)
    transaction.commit()
    write(anna, case, template.id, do="", legal_basis="x" * 1000)
    assert "Der Brief wird so zu lang" in anna.page.get_element_by_id("main-form").text_content()
    (field,) = anna.page.xpath("//*[@name='legal_basis']")
    assert field.get("aria-invalid") == "true"
    assert (field.get("value") or field.text_content()).strip() == "x" * 1000


def test_a_letter_that_takes_too_long_stays_a_draft_with_its_text(portal, case, anna, monkeypatch):
    monkeypatch.setattr(paper, "SECONDS", 0.001)

    write(anna, case, "freier-brief", text="Guten Tag.", address="Weg 1")

    again(portal, case)
    (letter,) = letters.letters(case)
    assert (letter.state, letter.finished) == (letters.DRAFT, None)
    assert letter.values["text"] == "Guten Tag."
    assert "zu lange gedauert" in anna.text
    preview = anna.http.get(f"{case.absolute_url()}/@@letter/{letter.id}/pdf", timeout=60)
    assert preview.status_code == 422 and "zu lange gedauert" in preview.text
    monkeypatch.undo()
    anna.send(do="finish")
    again(portal, case)
    assert letters.letters(case)[0].finished


def test_the_top_of_the_case_names_the_next_step_and_never_a_withdrawal(portal, case):
    anna = Staff("anna")

    def first():
        (top,) = anna.get(case.absolute_url()).page.xpath(
            "//main//form[contains(@class, 'pd-actions')][contains(@action, '@@move')]"
        )
        transaction.begin()
        primary = top.xpath(".//*[contains(@class, 'kern-btn--primary')]")
        return [" ".join(each.text_content().split()) for each in primary]

    with acting(portal, "anna"):
        record.decide(case, GRANTED)
    transaction.commit()
    assert first() == ["Bescheid schreiben"]
    with acting(portal, "anna"):
        letter = letters.begin(case, "erteilung")
        letters.edit(case, letter, {"address": "Weg 1"}, "", letter.edition)
    transaction.commit()
    assert first() == ["Bescheid fertig schreiben"]
    with acting(portal, "anna"):
        assert letters.finish(case, letter)
    transaction.commit()
    assert first() == ["Bekanntgabe eintragen"]
    with acting(portal, "anna"):
        record.send(case, handed_over(letter=letter.id))
    transaction.commit()
    assert first() == ["Abschließen"]


def test_who_decides_with_papers_open_says_so(portal, case, anna):
    anna.get(f"{case.absolute_url()}/@@decide")
    assert "Noch offen: 1 nicht geprüft" in anna.text
    (way,) = anna.page.xpath("//main//a[contains(@href, '#item-passport')]/@href")
    assert way == f"{case.absolute_url()}#item-passport"
    anna.send(outcome="granted", legal_basis="§ 18b AufenthG", reason="Alles da.")
    assert "Unterlagen sind offen. Sehen Sie sie an" in anna.text
    assert "Alles da." in anna.answer.text
    assert again(portal, case).state == "in_review"
    anna.send(nevertheless="yes")
    assert again(portal, case).state == "decided"


def test_with_nothing_open_nobody_is_asked_to_say_so(portal, case, anna):
    with acting(portal, "anna"):
        judging.accept(case, "1", "")
    transaction.commit()
    anna.get(f"{case.absolute_url()}/@@decide")
    assert "Noch offen" not in anna.text and "Trotzdem" not in anna.text


def test_what_does_not_fit_the_decision_stands_apart_and_warns(portal, case, anna):
    groups = "//optgroup[@label='{}']/option/@value"
    page = anna.get(case.absolute_url()).page
    assert "ablehnung" in page.xpath(groups.format("Erst wenn die Entscheidung eingetragen ist"))
    in_part = replace(GRANTED, outcome="granted_in_part", without_hearing="as-stated",
                      why_not_heard="Wie angegeben.")  # fmt: skip
    with acting(portal, "anna"):
        own = Wording("Eigene", {"de": Written("B", "{name} {reasons}")})
        save(office(portal), "eigene", "refused", own, 0)
        record.decide(case, in_part)
    transaction.commit()

    page = anna.get(case.absolute_url()).page
    fitting = "Passt zur Entscheidung „Dem Antrag wird teilweise entsprochen“"
    assert page.xpath(groups.format(fitting)) == ["teilstattgabe"]
    wrong = page.xpath(groups.format("Passt nicht zur Entscheidung"))
    assert set(wrong) == {
        "ablehnung",
        "eigene",
        "einstellung",
        "erteilung",
        "erteilung-unbefristet",
    }

    where = "//form[contains(@action,'@@letter-new')]"
    anna.send("", where=where, template="einstellung")
    assert (
        "„Dem Antrag wird teilweise entsprochen“" in anna.text
        and "@@letter/" not in anna.answer.url
    )
    anna.get(case.absolute_url()).send("", where=where, template="eigene")
    assert "Prüfen Sie: Die Vorlage passt nicht zur Entscheidung" in anna.text

    write(anna, case, "teilstattgabe", address="Weg 1\n12345 Ort", text="Kürzer als beantragt.")
    assert "Brief herunterladen" in anna.text and "passt nicht" not in anna.text
