"""The workplace, the case page and the rules, in a browser that is logged in."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import transaction
from lxml import html
from zExceptions import Forbidden, MethodNotAllowed, NotFound, Unauthorized

from casework_builders import a_case, a_document, a_submission, a_user, an_office
from decision_builders import acting
from permitdesk import privacy
from permitdesk.casework.case_page.views.answers import is_decisive
from permitdesk.casework.person import Person
from permitdesk.casework.reading import Line, Section
from permitdesk.casework.routing.filing import file_case
from permitdesk.casework.row import NO_DAY
from permitdesk.core import clock, in_words
from permitdesk.services.definition import Definition, Field, Revision, Step


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def office(portal):
    an_office(portal)
    transaction.commit()
    return f"{portal.absolute_url()}/office"


def text(browser):
    return unescape(browser.contents)


def test_the_workplace_shows_the_cases_of_my_desks(portal, office, browser_of):
    case, other = a_case("Abbas"), a_case("Zhang")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    assert case.reference in text(anna)
    assert "Abbas, Geheimvorname" in text(anna)
    assert other.reference not in text(anna)
    assert "no-store" in anna.headers["Cache-Control"]

    anna.getControl(name="q").value = "abb"
    anna.getControl("Anzeigen").click()
    assert case.reference in text(anna)
    assert "abb" not in anna.url

    dora = browser_of("dora")
    dora.open(office)
    assert "noch keinem Ordner zugeordnet" in text(dora)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "seit 2 Tagen vorbei"),
        (-1, "seit gestern vorbei"),
        (0, "heute"),
        (1, "morgen"),
        (2, "in 2 Tagen"),
    ],
)
def test_a_near_deadline_is_said_as_people_say_it(portal, office, browser_of, days, said):
    deadline = (clock.today() + timedelta(days)).isoformat()
    submission = a_submission(received_at=clock.now())
    file_case(submission, "application", Person("Abbas", "Anna", deadline=deadline))
    transaction.commit()
    anna = browser_of("anna")

    anna.open(office)

    assert re.search(rf">\s*{said}\s*<", text(anna))


def test_the_case_calls_the_same_day_its_deadline_as_the_workplace(portal, office, browser_of):
    named, expires = (str(clock.today() + timedelta(days)) for days in (5, 2))
    submission = a_submission(received_at=clock.now())
    person = Person("Abbas", "Anna", deadline=named, expires=expires)
    case = file_case(submission, "application", person)
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    assert re.search(r">\s*in 5 Tagen\s*<", text(anna))
    anna.open(case.absolute_url())
    page = html.fromstring(text(anna))
    terms, said = (page.xpath(f"//dl[1]//{tag}/text()") for tag in ("dt", "dd"))
    facts = dict(zip(terms, said, strict=False))
    assert facts["Frist"] == f"{in_words.day(named, 'de')} (von der Person genannt)"
    assert facts["Titel gültig bis"] == in_words.day(expires, "de")

    with acting(portal, "anna"):
        portal.portal_workflow.doActionFor(case, "withdraw")
    transaction.commit()
    anna.open(case.absolute_url())
    assert "Titel gültig bis" not in text(anna)
    assert "von der Person genannt" not in text(anna)
    assert case.row().deadline == NO_DAY


def test_the_case_page_shows_everything_and_is_recorded(portal, office, browser_of):
    case = a_case("Abbas", documents=[a_document(filename="../Paß\u202e “x”.pdf")])
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    for expected in (case.reference, "GEHEIME ANTWORT", "Arabisch", "Eingegangen", "A–K"):
        assert expected in text(anna)
    transaction.begin()
    recorded = [e for e in privacy.trail(clock.today(), case.reference) if e.who == "anna"]
    assert [(e.action, e.why) for e in recorded] == [("case.read", "page")]

    anna.open(f"{case.absolute_url()}/document/1")
    assert anna.contents == b"%PDF-1.7 a passport"
    assert anna.headers["Content-Disposition"].startswith('attachment; filename="Pa')
    assert ".." not in anna.headers["Content-Disposition"]
    assert anna.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in anna.headers["Cache-Control"]
    transaction.begin()
    actions = [e.action for e in privacy.trail(clock.today(), case.reference)]
    assert actions[0] == "document.read"
    with pytest.raises(NotFound):
        anna.open(f"{case.absolute_url()}/document/2")


def test_a_case_moves_on_by_its_buttons(portal, office, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    anna.getControl("In Bearbeitung nehmen").click()
    assert anna.url == case.absolute_url()
    assert "Unterlagen anfordern" in text(anna)
    transaction.begin()
    assert case.state == "in_review"
    assert [change["actor"] for change in case.history][1] == "anna"
    anna.open(office)
    assert "In Bearbeitung" in text(anna)


def test_a_move_needs_post_and_token(portal, office, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    with pytest.raises(MethodNotAllowed):
        anna.open(f"{case.absolute_url()}/@@move?transition=take_up")
    with pytest.raises(Forbidden):
        anna.post(f"{case.absolute_url()}/@@move", "transition=take_up")
    transaction.begin()
    assert case.state == "received"


def test_a_contact_has_its_own_way(portal, office, browser_of):
    case = a_case("Abbas", kind="contact")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    assert "Als beantwortet eintragen" not in text(anna)
    assert anna.getLink("Antwort schreiben").url.endswith("#contact")
    form = anna.getForm(id="answer-contact")
    form.getControl(name="answer_text").value = "Ja, montags."
    form.submit()
    anna.open(case.absolute_url())
    anna.getControl("Abschließen").click()
    transaction.begin()
    assert case.state == "closed"


def test_the_audit_trail_is_for_auditors(portal, office, browser_of):
    a_user(portal, "aura", groups=("auditors",))
    case = a_case("Abbas")
    transaction.commit()
    aura = browser_of("aura")
    aura.open(f"{portal.absolute_url()}/@@audit?subject={case.reference}")
    assert "Vorgang eingegangen" in text(aura)
    assert "Abbas" not in text(aura)
    with pytest.raises(Unauthorized):
        browser_of("anna").open(f"{portal.absolute_url()}/@@audit")


def test_a_wish_for_a_certificate_and_the_estimated_fee_are_seen(portal, office, browser_of):
    line = {"title": "Erteilung", "amount": "100 Euro", "basis": "§ 45", "reasons": ["Warum"]}
    told = {"summary": "Voraussichtlich: 100 Euro", "lines": [line], "notes": ["Schätzung."]}
    submission = a_submission("Abbas", evidence={"fees": {"de": told, "ar": {}}})
    person = Person("Abbas", "Geheimvorname", wishes=("certificate-wanted",))
    case, other = file_case(submission, "application", person), a_case("Abbasi")
    transaction.commit()
    anna = browser_of("anna")

    anna.open(office)
    assert text(anna).count("Fiktionsbescheinigung gewünscht") == 1
    anna.open(case.absolute_url())
    assert "Fiktionsbescheinigung gewünscht" in text(anna)
    for part in ("Voraussichtlich: 100 Euro", "§ 45", "Warum", "Schätzung."):
        assert part in text(anna)
    anna.open(other.absolute_url())
    assert "Fiktionsbescheinigung gewünscht" not in text(anna)
    assert "Voraussichtlich" not in text(anna)


HELPED = {
    "role": "counsellor",
    "name": "Karla Beispiel",
    "organisation": "Beratungsstelle Auental",
    "mandate": "oral",
    "said_at": "2026-03-02T08:00:00+00:00",
    "confirmed_at": "2026-03-02T09:00:00+00:00",
    "declined_at": "",
    "changed_since": True,
    "withdrawn_at": "",
    "sent_by": "helper",
    "word": {},
}


def test_the_case_page_says_who_helped_and_whether_it_was_confirmed(portal, office, browser_of):
    helped, alone = a_case(evidence={"assistance": HELPED}), a_case()
    transaction.commit()
    anna = browser_of("anna")
    anna.open(helped.absolute_url())
    page = re.sub(r"[\u2066-\u2069]", "", text(anna))
    for said in (
        "Karla Beispiel · Beratungsstelle Auental (Beratungsstelle, Ehrenamt)",
        "mündlich gebeten (angegeben am 2. März 2026, 09:00)",
        "auf einem anderen Gerät bestätigt am 2. März 2026, 10:00, danach noch geändert",
        "der helfenden Person",
    ):
        assert said in page
    anna.open(alone.absolute_url())
    assert "Ausgefüllt mit Hilfe von" not in text(anna)


def test_the_page_of_a_unit_shows_each_what_they_may_open(portal, office, browser_of):
    def shown(user):
        browser = browser_of(user)
        browser.open(f"{office}/two/@@unit")
        page = text(browser)
        assert 'aria-current="page"' in page, "the menu says where one is"
        return {each for each in ("routing", "reassign", "absences") if f"@@{each}" in page}

    assert shown("anna") == {"routing"}
    assert shown("chef") == {"routing", "reassign", "absences"}
    chef = browser_of("chef")
    chef.open(f"{office}/two/@@absences")
    (link,) = html.fromstring(chef.contents).xpath("//nav//a[@aria-current='page']/@href")
    assert link == f"{office}/two/@@unit", "a page about the unit is in its section"


def test_the_case_page_leads_to_each_of_its_sections(portal, office, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    page = anna.contents
    (jumps,) = re.findall(r'<nav class="pd-jumps".*?</nav>', page, re.S)
    targets = re.findall(r'href="#([a-z-]+)"', jumps)
    assert {"checklist", "answers", "messages", "history"} <= set(targets)
    assert all(page.count(f'id="{target}"') == 1 for target in targets)


def test_what_is_done_stands_before_the_answers_which_are_folded_by_step(
    portal, office, browser_of
):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    page = html.fromstring(anna.contents)
    assert page.xpath("//*[@id='checklist']/following::*[@id='preview']")
    assert page.xpath("//*[@id='preview']/following::*[@id='answers']")
    for section in ("answers", "messages", "checklist"):
        (first, *_rest) = page.xpath(f"//*[@id='{section}']/*")
        assert first.tag == "h2", f"{section} begins with its heading"
    steps = page.xpath("//*[@id='answers']/details")
    assert steps and all(step.xpath("./summary/h3") for step in steps)
    anna.getLink("Alle aufklappen").click()
    page = html.fromstring(anna.contents)
    assert len(page.xpath("//*[@id='answers']/details[@open]")) == len(steps)
    anna.getLink("Nur das Wichtigste aufklappen").click()
    assert "steps" not in anna.url


def test_a_step_with_a_decisive_answer_is_open():
    urgency = Field("urgency", "choice", "Wie eilig?", mark="urgency")
    steps = (Step("a", "Eile", fields=(urgency,)), Step("b", "Anderes"))
    revision = Revision("s", 1, Definition(steps=steps), {}, "")
    line = Line("urgency", "Wie eilig?", ("sehr",))
    assert is_decisive(revision, Section("Eile", (line,)))
    assert not is_decisive(revision, Section("Anderes", (replace(line, name="other"),)))
    assert not is_decisive(None, Section("Eile", (line,)))
