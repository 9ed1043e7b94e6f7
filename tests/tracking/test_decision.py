"""What an applicant learns of a hearing and a decision, on every way out, and from when."""

import json
import re
from datetime import timedelta

import pytest
import requests
import transaction

from casework_builders import CODE, do_jobs
from decision_builders import (
    GRANTED,
    REFUSED,
    acting,
    handed_over,
    in_days,
    in_review,
    let_write,
    posted,
)
from permitdesk.casework import case_by_reference
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.text_module import REQUEST
from permitdesk.casework.checklist.text_store import text_module, text_modules
from permitdesk.casework.decision import record, standing
from permitdesk.casework.letters import letter as letters
from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES
from status_visitor import BORN, Visitor, an_employment_case, an_office_with_services

PATHS = (
    "", "contact", "documents", "link", "mails", "messages", "received.pdf", "withdraw",
    "withdraw/confirm", "decision", "decision/letter.pdf", "hearing/letter.pdf",
)  # fmt: skip
SECRET = re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9_-]{40,}")


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    let_write(portal)
    transaction.commit()
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas", notice_address="ola@example.org")
    with acting(portal, "anna"):
        in_review(case)
    transaction.commit()
    return case


def again(portal, case):
    transaction.begin()
    return case_by_reference(portal, case.reference)


def outlets(portal, case, language="de"):
    """Everything that the applicant can get at: pages and answers of the API, whole but for keys
    and tokens, which are drawn anew each time."""
    visitor = Visitor(portal, language)
    visitor.sign_in(case.reference)
    assert visitor.is_signed_in
    found = {}
    for path in PATHS:
        answer = visitor.http.get(f"{visitor.start}/{path}".rstrip("/"), timeout=60)
        content = answer.content
        if "html" in answer.headers["Content-Type"]:
            content = SECRET.sub("", answer.text)
        else:
            content = len(content)  # a PDF has an id of its own
        found[path] = (answer.status_code, answer.url, content)
    for born in ({}, {"X-Birth-Date": BORN}):
        answer = requests.get(
            f"{portal.absolute_url()}/@applications/{case.reference}",
            headers={"Accept": "application/json", "X-Access-Code": CODE, **born},
            timeout=60,
        )
        found[f"api {len(born)}"] = (answer.status_code, "", answer.text)
    return found


def differences(before, after):
    return [path for path in before if before[path] != after[path]]


def test_before_its_delivery_a_decision_shows_nowhere(portal, case, monkeypatch):
    with acting(portal, "anna"):
        record.hear(case, in_days(3))
        record.note_statement(case, in_days(0), "portal")
    sent = []
    monkeypatch.setattr("permitdesk.core.mail.deliver", lambda site, mail: sent.append(mail))
    do_jobs(portal)
    assert sent, "there is news: the hearing"
    sent.clear()
    before = outlets(portal, case)

    with acting(portal, "anna"):
        record.decide(case, REFUSED)
        letter = letters.begin(case, "ablehnung")
        letters.edit(case, letter, {"address": "Weg 1"}, "", letter.edition)
        assert letters.finish(case, letter)
        letters.mark_posted(case, letter, in_days(0))
    do_jobs(portal)
    assert differences(before, outlets(portal, case)) == []

    with acting(portal, "anna"):
        record.send(case, posted(letter=letter.id))
    do_jobs(portal, timedelta(days=1))
    assert again(portal, case).state == "decided"
    assert differences(before, outlets(portal, case)) == []

    with acting(portal, "anna"):
        (tried,) = standing.pending(case)
        record.fail(case, tried.tried.key, in_days(0), "GEHEIM verzogen")
    transaction.commit()
    assert differences(before, outlets(portal, case)) == []
    assert sent == []


def test_a_decision_that_was_taken_back_leaves_no_trace_outside(portal, case):
    before = outlets(portal, case)
    with acting(portal, "anna"):
        record.decide(case, GRANTED)
        record.take_back(case, "GEHEIM falsch")
    transaction.commit()
    assert differences(before, outlets(portal, case)) == []


def test_after_its_delivery_it_stands_there_with_the_letter_and_the_day(portal, case):
    with acting(portal, "anna"):
        record.decide(case, GRANTED)
        letter = letters.begin(case, "erteilung")
        letters.edit(case, letter, {"address": "Weg 1"}, "", letter.edition)
        assert letters.finish(case, letter)
        record.send(case, handed_over(letter=letter.id))
    transaction.commit()
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Wir haben über Ihren Antrag entschieden." in visitor.text
    assert "genehmigt" not in visitor.text, "who stands behind may read along"
    assert "nachreichen" not in visitor.text
    visitor.get("decision")
    delivered = standing.delivery(again(portal, case))
    for expected in ("Wir haben Ihren Antrag genehmigt.", "Nur zur Information", "Widerspruch",
                     "31. März 2029", "elektronischer Aufenthaltstitel",
                     "Nebenbestimmungen", *GRANTED.conditions, GRANTED.legal_basis):  # fmt: skip
        assert expected in visitor.text, expected
    assert GRANTED.reason not in visitor.text
    pdf = visitor.http.get(f"{visitor.start}/decision/letter.pdf", timeout=60)
    assert pdf.content == letter.finished.bytes()
    assert "no-store" in pdf.headers["Cache-Control"]
    assert pdf.headers["Content-Disposition"].startswith("attachment")

    answers = outlets(portal, case)
    alone, both = (json.loads(answers[f"api {known}"][2]) for known in (0, 1))
    assert alone["state"] == "delivered" and "decision" not in alone
    assert both["decision"]["conditions"] == list(GRANTED.conditions)
    assert both["decision"]["legal_basis"] == GRANTED.legal_basis
    assert both["decision"]["outcome"] == "granted"
    assert both["decision"]["remedy_until"] == delivered.remedy_until
    assert both["decision"]["letter"]["sha256"] == letter.finished.sha256
    stranger = Visitor(portal)
    stranger.get("decision/letter.pdf")
    assert not stranger.is_signed_in
    portal_case = again(portal, case)
    with acting(portal, "anna"):
        portal.portal_workflow.doActionFor(portal_case, "close")
    transaction.commit()
    visitor.get("decision")
    assert "Wir haben Ihren Antrag genehmigt." in visitor.text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_decision_has_words_in_each_language(portal, case, language):
    a_decided = case
    with acting(portal, "anna"):
        record.hear(a_decided, in_days(1))
        record.note_statement(a_decided, in_days(0), "letter")
        record.decide(a_decided, REFUSED)
        record.send(a_decided, handed_over(remedy="action"))
    transaction.commit()
    visitor = Visitor(portal, language)
    visitor.sign_in(case.reference)
    visitor.get("decision")
    assert visitor.answer.status_code == 200
    assert REFUSED.reason not in visitor.answer.text
    assert visitor.page.xpath("//main//h1")[0].text_content().strip()


def test_when_the_period_is_over_the_page_says_so(portal, case):
    with acting(portal, "anna"):
        record.decide(case, GRANTED)
        record.send(case, handed_over())
    transaction.commit()
    later = clock.now() + timedelta(days=60)
    with clock.frozen(later):
        visitor = Visitor(portal)
        visitor.sign_in(case.reference)
        visitor.get("decision")
        assert "zu Ende" in visitor.text
        assert "können Sie Widerspruch" not in visitor.text


def test_a_hearing_says_until_when_and_gives_the_letter(portal, case):
    with acting(portal, "anna"):
        letter = letters.begin(case, "anhoerung")
        values = {"address": "Weg 1", "until": in_days(14), "reasons": "R", "legal_basis": "§ 5"}
        letters.edit(case, letter, values, "", letter.edition)
        assert letters.finish(case, letter)
        record.hear(case, in_days(14), letter.id)
    transaction.commit()
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Antworten Sie bis zum" in visitor.text and "Anhörung" in visitor.text
    pdf = visitor.http.get(f"{visitor.start}/hearing/letter.pdf", timeout=60)
    assert pdf.content == letter.finished.bytes()
    with clock.frozen(clock.now() + timedelta(days=20)):
        late = Visitor(portal)
        late.sign_in(case.reference)
        assert "zu Ende" in late.text


def test_after_the_decision_nobody_is_told_to_hand_in_papers(portal, case):
    with acting(portal, "anna"):
        judging.reject(case, "1", text_module(case, "unreadable"), "", "")
        until = clock.today() + timedelta(days=21)
        judging.request_all(
            case, ["passport"], ["Brief"], until, text_modules(case, REQUEST)[0], "", ""
        )
        case.portal_workflow.doActionFor(case, "resume_review")
        record.decide(case, GRANTED)
    transaction.commit()
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Wir brauchen noch Unterlagen bis zum" in visitor.text, "nobody knows of a decision yet"

    with acting(portal, "anna"):
        record.send(case, handed_over())
    transaction.commit()
    visitor.get()
    assert "Wir haben über Ihren Antrag entschieden." in visitor.text
    for gone in ("Wir brauchen noch", "brauchen wir noch einmal", "nachreichen"):
        assert gone not in visitor.text, gone
    visitor.get("documents")
    assert "Brief" not in visitor.text
