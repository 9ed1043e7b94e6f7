"""Who acts on an old page sees what changed since, and keeps what was typed."""

from html import unescape

import pytest
import requests
import transaction
from lxml import html

from casework_builders import PASSWORD, a_case, a_paper
from decision_builders import acting, in_review
from documents.files import a_pdf
from permitdesk import casework
from permitdesk.casework import applicant, caseworker
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.entries import Accepted, Rejected
from permitdesk.casework.checklist.text_module import merged
from permitdesk.casework.decision import standing
from permitdesk.casework.dossier import contact
from permitdesk.casework.handover.assigning import assign
from permitdesk.casework.later import Message
from permitdesk.casework.moving import move
from permitdesk.casework.office import office
from status_visitor import an_employment_case, an_office_with_services

# The first page of a case compiles dozens of templates, which takes long on a busy machine.
PATIENCE = 240


class Page:
    """A page that somebody has open, and sends later."""

    def __init__(self, address, user="anna"):
        self.http = requests.Session()
        self.http.auth = (user, PASSWORD)
        self.http.headers["Accept"] = "text/html"
        self.answer = self.http.get(address, timeout=PATIENCE)
        transaction.begin()

    def send(self, form, **typed):
        (found, *_more) = html.fromstring(self.answer.text).xpath(f"//form[{form}]")
        data = {**dict(found.form_values()), **typed}
        self.answer = self.http.post(found.get("action"), data=data, timeout=PATIENCE)
        transaction.begin()
        return self.text

    @property
    def text(self):
        (main,) = html.fromstring(self.answer.text).xpath("//main")
        return unescape(" ".join(main.text_content().split()))

    def typed(self, name):
        return html.fromstring(self.answer.text).xpath(f"//textarea[@name='{name}']")[0].text


@pytest.fixture
def portal(server):
    an_office_with_services(server["portal"], "employment", "contact")
    return server["portal"]


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas", documents=[a_paper(a_pdf(1), "Pass.pdf")])
    transaction.commit()
    return case


def as_chef(portal, do):
    with acting(portal, "chef"):
        do()
    transaction.commit()


def test_a_step_that_a_colleague_took(portal, case):
    page, twice = Page(case.absolute_url()), Page(case.absolute_url())
    as_chef(portal, lambda: (move(case, "take_up"), move(case, "withdraw")))
    shown = page.send("contains(@action,'@@move')", transition="take_up")
    assert "inzwischen „Zurückgenommen“ (Chef," in shown and "Es ist nichts geschehen" in shown
    assert case.state == "withdrawn"
    # A step that one took oneself, pressed twice, is no news.
    page.send("contains(@action,'@@move')", transition="close")
    twice.answer = page.answer
    assert case.state == "closed"


def test_two_who_write_at_once(portal, case):
    page = Page(case.absolute_url())
    as_chef(portal, lambda: caseworker.write(case, "Von der Leitung", ""))
    shown = page.send("@id='write'", text="Von anna")
    assert "Chef hat inzwischen auch geschrieben" in shown and "Von der Leitung" in shown
    assert page.typed("text").strip() == "Von anna"
    assert len(case.later.of(Message)) == 1
    page.send("@id='write'", text="Von anna")
    assert [each.text for each in case.later.of(Message)] == ["Von der Leitung", "Von anna"]


def test_two_who_judge_a_document_and_ask(portal, case):
    page, asking = Page(case.absolute_url()), Page(case.absolute_url())
    as_chef(portal, lambda: judging.reject(case, "1", None, "Unleserlich", ""))
    shown = page.send("@id='accept'")
    assert "Chef hat inzwischen etwas zu diesem Dokument eingetragen" in shown
    assert case.later.of(Rejected) and not case.later.of(Accepted)
    as_chef(portal, lambda: move(case, "withdraw"))
    shown = asking.send("@id='request'", extra="Bitte beide Seiten des Passes")
    assert "inzwischen „Zurückgenommen“" in shown
    assert "Was Sie geschrieben haben" in shown and "Bitte beide Seiten des Passes" in shown


def test_nobody_decides_without_what_came_meanwhile(portal, case):
    with acting(portal, "chef"):
        in_review(case)
    transaction.commit()
    page = Page(f"{case.absolute_url()}/@@decide")
    applicant.write(case, "Ich habe einen neuen Vertrag", "uk", "")
    transaction.commit()
    verdict = {
        "outcome": "granted", "reason": "Alles liegt vor.", "legal_basis": "§ 18b AufenthG",
        "nevertheless": "yes",
    }  # fmt: skip
    shown = page.send("@id='main-form'", **verdict)
    assert "etwas von der Person gekommen" in shown and standing.decision(case) is None
    assert page.typed("reason").strip() == "Alles liegt vor."
    late = Page(f"{case.absolute_url()}/@@decide", "chef")
    page.send("@id='main-form'", nevertheless="yes")
    assert standing.decision(case).by == "anna"
    shown = late.send("@id='main-form'", **{**verdict, "reason": "Anders begründet"})
    assert "inzwischen „Entschieden“ (Anna," in shown and "Alles liegt vor." in shown
    assert late.typed("reason").strip() == "Anders begründet"


def test_an_answer_to_a_contact_that_was_closed(portal):
    asked = a_case("Abbas", kind="contact", service="contact")
    transaction.commit()
    page = Page(asked.absolute_url())
    as_chef(portal, lambda: contact.close(asked, "Erledigt"))
    shown = page.send("contains(@action,'@@answer-contact')", answer_text="Kommen Sie am Montag")
    assert "inzwischen „Abgeschlossen“ (Chef," in shown
    assert "Was Sie geschrieben haben" in shown and "Kommen Sie am Montag" in shown
    assert not asked.later.of(Message)


def test_what_was_typed_for_a_case_that_went_away_is_shown_and_tells_nothing(portal, case):
    far = casework.add_unit(office(portal), "three", "Sachgebiet 3", head="dora")
    desk = casework.add_desk(far, "all", "Ordner", members=["berta"])
    transaction.commit()
    page = Page(case.absolute_url())
    nobodys = page.answer.text.replace(case.getId(), "nobodysnobodys")
    as_chef(portal, lambda: assign(case, desk, "Umzug"))
    before = page.answer
    shown = page.send("@id='write'", text="Bitte bringen Sie <b>den</b> Pass")
    assert "liegt nicht in Ihren Ordnern" in shown and page.answer.status_code == 404
    assert "Bitte bringen Sie <b>den</b> Pass" in shown
    page.answer = before
    page.answer._content = nobodys.encode()
    assert page.send("@id='write'", text="Bitte bringen Sie <b>den</b> Pass") == shown


def test_of_two_texts_only_what_both_changed_is_in_dispute():
    base = {"de": "Alt", "en": "Old", "tr": "Eski"}
    mine, now = {**base, "de": "Meins", "tr": "Yeni"}, {**base, "de": "Ihrs", "en": "New"}
    found = merged(base, mine, now)
    assert found.texts == {"de": "Meins", "en": "New", "tr": "Yeni"}
    assert found.theirs == {"de": "Ihrs"}
    assert merged(base, base, now).texts == now and not merged(base, now, now).theirs
