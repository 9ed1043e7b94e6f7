"""The links in mails: whoever opens them changes nothing, and learns nothing."""

import re
from html import unescape

import pytest
import requests
import transaction

from casework_builders import a_case as any_case
from casework_builders import do_jobs
from permitdesk.casework import by_mail, case_by_reference
from permitdesk.casework.later import Consent, Correction
from permitdesk.core import clock, jobs
from permitdesk.intake import consent_evidence
from permitdesk.tracking import stop
from permitdesk.tracking.notices import RECEIVED, compose
from status_visitor import Visitor, an_employment_case, an_office_with_services

TO = "ola@example.org"


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case(
        "Abbas", email=TO, notice_address=TO, evidence={"notices": consent_evidence("uk")}
    )
    transaction.commit()
    return case


@pytest.fixture
def links(portal, case):
    mail = compose(portal, case.reference, TO, "de", RECEIVED)
    return re.findall(r"https?://\S+", mail["body"])


@pytest.fixture
def link(links):
    return links[-1]


def is_allowed(portal, case):
    transaction.begin()
    return by_mail.consent(case_by_reference(portal, case.reference)).given


def text_of(answer):
    """The page without the token, which differs from mail to mail."""
    text = re.sub(r"\?t=[\w-]+", "", answer.text)
    return re.sub(r'(name="t"[^>]*value=)"[^"]+"', r"\1", " ".join(text.split()))


def test_a_mail_scanner_that_opens_every_link_changes_nothing(portal, case, links):
    transaction.begin()
    size, queued = len(case.later), set(jobs.queue(portal))
    last = portal._p_jar.db().lastTransaction()
    for address in links:
        for method in ("GET", "HEAD", "OPTIONS", "GET"):
            requests.request(method, address, timeout=60)
    assert portal._p_jar.db().lastTransaction() == last, "nothing at all was written"
    transaction.begin()
    assert is_allowed(portal, case)
    assert (len(case.later), set(jobs.queue(portal))) == (size, queued)


def test_the_button_ends_them_without_signing_in(portal, case, link):
    page = requests.get(link, timeout=60)
    assert "Keine E-Mails mehr?" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.text
    token = stop.token(case.reference, TO)
    done = requests.post(link.partition("?")[0], data={"t": token}, timeout=60)
    assert "Sie bekommen keine E-Mails mehr" in done.text
    assert not is_allowed(portal, case)
    transaction.begin()
    (entry,) = case.later.of(Consent)
    assert not entry.given and entry.by == ""


def test_a_mail_program_ends_them_by_itself_when_its_user_says_so(portal, case, link):
    data = {"List-Unsubscribe": "One-Click"}
    answer = requests.post(link, data=data, timeout=60, allow_redirects=False)
    assert answer.status_code == 200
    assert not is_allowed(portal, case)


def test_it_is_ended_once_however_often_it_is_pressed(portal, case, link):
    for _time in range(3):
        requests.post(link, data={}, timeout=60)
    transaction.begin()
    assert len(case.later.of(Consent)) == 1


def test_the_answer_does_not_tell_whether_there_was_anything_to_end(portal, case, link):
    silent = any_case("Kaya")
    transaction.commit()
    address = link.partition("?")[0]

    def pressed(reference, to):
        return text_of(
            requests.post(address, data={"t": stop.token(reference, to)}, timeout=60)
        ), text_of(requests.get(f"{address}?t={stop.token(reference, to)}", timeout=60))

    good = pressed(case.reference, TO)
    assert good == pressed(case.reference, TO), "ended before"
    assert good == pressed(case.reference, "other@example.org")
    assert good == pressed(silent.reference, TO), "never allowed"
    assert good == pressed("EM-2026-7KQ4M-9TX2B", TO), "no such case"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-4],
        lambda token: ("A" if token[0] != "A" else "B") + token[1:],
        lambda token: token * 20,
        lambda token: "ü" + token,
        lambda token: "../../@@jobs",
    ],
)
def test_a_link_that_was_not_copied_whole_says_so(portal, case, link, spoil):
    address, _mark, token = link.partition("?t=")
    for answer in (
        requests.get(address, params={"t": spoil(token)}, timeout=60),
        requests.post(address, data={"t": spoil(token)}, timeout=60),
    ):
        assert answer.status_code == 200
        assert "Der Link ist nicht vollständig" in unescape(answer.text)
    assert is_allowed(portal, case)


def test_two_tokens_at_once_are_none(portal, case, link):
    token = link.partition("?t=")[2]
    answer = requests.post(link.partition("?")[0], data=[("t", token), ("t", token)], timeout=60)
    assert answer.status_code == 200 and is_allowed(portal, case)


def test_the_link_of_an_old_address_ends_nothing_at_the_new_one(portal, case, link):
    case.add_later(Correction(clock.now(), values={"email": "neu@example.org"}))
    transaction.commit()
    requests.post(link, data={}, timeout=60)
    assert is_allowed(portal, case)


def test_the_token_opens_nothing_else(portal, case, link):
    token = link.partition("?t=")[2]
    for path in ("", "messages", "documents", "contact", "mails", "received.pdf"):
        visitor = Visitor(portal)
        visitor.get(f"{path}?t={token}")
        assert not visitor.is_signed_in
    visitor = Visitor(portal)
    visitor.sign_in(case.reference, code=token)
    assert not visitor.is_signed_in


def test_the_page_of_another_language_keeps_the_token(portal, case, link):
    page = requests.get(link, timeout=60).text
    (arabic,) = set(re.findall(r'href="([^"]*/ar/status/stop[^"]*)"', page))
    assert "?t=" in arabic
    requests.post(arabic, data={}, timeout=60)
    assert not is_allowed(portal, case)


def test_what_was_ended_by_a_link_can_be_allowed_again(portal, case, link):
    requests.post(link, data={}, timeout=60)
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "Wir schicken Ihnen keine E-Mails" in visitor.get("mails")
    visitor.send("mails", choice="allow")
    assert is_allowed(portal, case)
    assert do_jobs(portal)
