"""Mails that there is news, through a real mail server: who gets one, and what if it fails."""

from datetime import timedelta
from html import unescape

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from requests import get, post
from zope.event import notify

import smtp
from casework_builders import PASSWORD, do_jobs
from decision_builders import a_decided_case
from permitdesk.casework import by_mail, case_by_reference
from permitdesk.casework.interfaces import DECISION_DELIVERED, News
from permitdesk.casework.later import Asked, Consent, Notified
from permitdesk.core import clock, jobs, worker
from permitdesk.intake import consent_evidence
from staff_browser import Staff
from status_visitor import Visitor, an_employment_case, an_office_with_services

TO = "ola@example.org"
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def server():
    with smtp.a_mail_server() as server:
        yield server


@pytest.fixture
def portal(functional, server, monkeypatch):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    smtp.use(server, monkeypatch)
    # Desks are told by mail too; here only applicants are.
    monkeypatch.setattr("permitdesk.casework.notice.queue_mail", lambda *mail: None)
    for key in list(jobs.queue(portal, create=True)):
        jobs.queue(portal).remove(key)
    transaction.commit()
    return portal


def a_case(to=TO, language="uk"):
    """Somebody applied and wants mails; without ``to`` they do not."""
    evidence = {"notices": consent_evidence(language)} if to else {}
    case = an_employment_case("Abbas", email=to or TO, notice_address=to, evidence=evidence)
    transaction.commit()
    return case


@pytest.fixture
def case(portal, server):
    """Of somebody who wants mails and got the first."""
    case = a_case()
    do_jobs(portal)
    assert len(server.mails) == 1
    server.mails.clear()
    return case


@pytest.fixture
def anna(portal):
    return Staff(portal, "anna")


def again(case):
    """The case as it is stored now."""
    transaction.begin()
    return case_by_reference(case.aq_parent.aq_parent.aq_parent.aq_parent, case.reference)


def page_of(case, user="anna"):
    answer = get(case.absolute_url(), auth=(user, PASSWORD), timeout=60)
    return " ".join(unescape(answer.text).split())


def told(case, user="anna"):
    headers = {"Accept": "application/json"}
    return get(case.absolute_url(), auth=(user, PASSWORD), headers=headers, timeout=60).json()


def test_who_allowed_it_hears_that_the_application_came(portal, server):
    case = a_case()
    assert not server.mails, "not before the commit, not within the request"
    do_jobs(portal)
    assert server.recipients == [TO]
    (text,) = server.texts
    assert "Content-Language: uk" in text
    assert f"{portal.absolute_url()}/uk/status\n" in text
    (sent,) = again(case).later.of(Notified)
    assert (sent.event, sent.outcome) == ("received", "handed-over")
    page = page_of(case)
    assert "E-Mail-Hinweis an den Mailserver übergeben" in page
    for lie in ("erfolgreich", "zugestellt am", "gelesen am"):
        assert lie not in page.split('id="history"')[1]


def test_who_did_not_allow_it_gets_no_mail_whatever_happens(portal, server, anna):
    case = a_case(to="")
    anna.write(case, "Guten Tag")
    anna.ask(case, "passport")
    notify(News(again(case), DECISION_DELIVERED))
    do_jobs(portal)
    assert not server.mails
    assert not again(case).later.of(Notified)
    assert "nicht erlaubt" in page_of(case)


def test_each_kind_of_news_sends_the_same_words(portal, server, case, anna):
    anna.write(case, "Bitte bringen Sie GEHEIM mit.")
    do_jobs(portal)
    anna.move(case, "take_up")
    do_jobs(portal)
    assert len(server.mails) == 1, "being taken up asks nothing of anybody"
    anna.ask(case, "passport")
    do_jobs(portal)
    assert again(case).state == "documents_requested"
    anna.take_back(case, again(case).later.of(Asked)[0].key)
    do_jobs(portal)
    notify(News(again(case), DECISION_DELIVERED))
    do_jobs(portal)
    events = [each.event for each in again(case).later.of(Notified)]
    assert events[1:] == ["message", "document-asked", "request-taken-back", "decision-delivered"]
    subjects = {message["Subject"] for _to, message in server.mails}
    bodies = {_without_token(message.get_content()) for _to, message in server.mails}
    assert len(server.mails) == 4 and len(subjects) == len(bodies) == 1


def _without_token(text):
    return "\n".join(line.partition("?t=")[0] for line in text.splitlines())


def test_a_decision_that_was_not_delivered_sends_nothing(portal, server, case):
    a_decided_case(portal, case)
    transaction.commit()
    do_jobs(portal)
    assert again(case).state == "decided"
    assert not server.mails


def test_a_mail_server_that_comes_back_gets_one_mail_for_all_that_happened(
    portal, server, case, anna
):
    server.stop()
    anna.write(case, "Eins")
    do_jobs(portal)
    anna.write(case, "Zwei")
    do_jobs(portal)
    assert not by_mail.unreached(again(case)), "it is tried again"
    server.start()
    do_jobs(portal, timedelta(hours=1))
    assert len(server.mails) == 1
    assert not list(jobs.queue(portal)), "what the one mail said is not said again"
    assert [each.outcome for each in again(case).later.of(Notified)] == ["handed-over"] * 2


def test_what_happens_while_a_mail_is_on_its_way_is_told_by_another(portal, server, case, anna):
    left = ["Zwei"]
    server.meanwhile = lambda: left and anna.write(case, left.pop())
    anna.write(case, "Eins")
    do_jobs(portal)
    do_jobs(portal)
    assert not left and len(server.mails) == 2


def test_a_mail_server_that_stays_away_is_seen_by_staff(portal, server, case, anna):
    server.stop()
    anna.write(case, "Guten Tag")
    for hours in (0, 1, 2, 3, 8, 24, 60, 100):
        do_jobs(portal, timedelta(hours=hours))
    failure = by_mail.unreached(again(case))
    assert failure.outcome == "given-up"
    page = page_of(case)
    assert "Per E-Mail nicht erreicht seit" in page and "Brief" in page
    assert "Kein Versuch war erfolgreich" in page.split('id="history"')[1]
    facts = told(case)
    assert facts["mails"]["unreached_since"] and facts["unreached"] is True
    assert TO not in str(facts["mails"])


def test_a_refused_address_is_not_tried_for_days(portal, server, case, anna):
    server.refuses = "550 5.1.1 no such user"
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    assert by_mail.unreached(again(case)).outcome == "refused"
    assert "Der Mailserver lehnt die Adresse ab" in page_of(case)
    assert "Per E-Mail nicht erreicht" in anna.workplace(unreached="yes")
    assert case.reference in anna.workplace(unreached="yes")
    assert case.reference not in anna.workplace(news="new")
    found = get(
        f"{portal.absolute_url()}/@cases?unreached=1",
        auth=("anna", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    ).json()
    assert [each["reference"] for each in found["items"]] == [case.reference]


def test_a_mailbox_that_is_full_today_is_tried_again(portal, server, case, anna):
    server.refuses = "452 4.2.2 mailbox full"
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    assert not by_mail.unreached(again(case))
    server.refuses = ""
    do_jobs(portal, timedelta(minutes=2))
    assert len(server.mails) == 1


def test_a_text_that_is_refused_is_no_success(portal, server, case, anna):
    server.at_data = "554 5.7.1 looks like spam"
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    assert not server.mails
    assert by_mail.unreached(again(case)).outcome == "refused"


@pytest.fixture
def unreached(portal, server, case, anna):
    server.refuses = "550 5.1.1 no such user"
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    server.refuses = ""
    assert by_mail.unreached(again(case))
    return case


def test_a_corrected_address_takes_the_mark_away_and_gets_the_next_mail(
    portal, server, unreached, anna
):
    visitor = Visitor(portal)
    shown = visitor.sign_in(unreached.reference)
    assert "Unsere letzte E-Mail an Sie kam nicht an" in shown
    assert TO not in shown
    visitor.send("contact", email="neu@example.org")
    assert by_mail.unreached(again(unreached)) is None
    assert unreached.reference not in anna.workplace(unreached="yes")
    assert "Kontaktdaten geändert: E-Mail" in page_of(unreached).split('id="history"')[1]
    anna.write(unreached, "Noch einmal")
    do_jobs(portal)
    assert server.recipients == ["neu@example.org"]


def test_a_mail_that_waits_goes_to_the_address_corrected_meanwhile(portal, server, case, anna):
    server.stop()
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.send("contact", email="neu@example.org")
    server.start()
    do_jobs(portal, timedelta(hours=1))
    assert server.recipients == ["neu@example.org"]


def test_a_mail_that_waits_is_not_sent_to_who_ended_them(portal, server, case, anna):
    server.stop()
    anna.write(case, "Guten Tag")
    do_jobs(portal)
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.send("mails", choice="end")
    server.start()
    do_jobs(portal, timedelta(hours=1))
    assert not server.mails and not list(jobs.queue(portal))
    assert by_mail.unreached(again(case)) is None


def test_staff_take_the_mark_away_when_they_wrote_a_letter(unreached, anna):
    anna.get(unreached.absolute_url() + "/@@reached")
    assert by_mail.unreached(again(unreached)), "looking changes nothing"
    anna.press(unreached, "@@reached")
    assert by_mail.unreached(again(unreached)) is None
    assert "Auf anderem Weg benachrichtigt" in page_of(unreached)


def test_others_may_not_take_the_mark_away(portal, unreached):
    answer = post(unreached.absolute_url() + "/@@reached", timeout=60, allow_redirects=False)
    assert answer.status_code in (302, 401, 404)
    answer = post(
        unreached.absolute_url() + "/@@reached",
        auth=("berta", PASSWORD),
        timeout=60,
        allow_redirects=False,
    )
    assert answer.status_code in (302, 401, 404)
    assert by_mail.unreached(again(unreached))


def test_an_administrator_sees_that_it_failed_and_not_whom(portal, unreached):
    address = f"{portal.absolute_url()}/@@jobs"
    answer = get(address, auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), timeout=60)
    assert "Antragstellende auf Neues hinweisen" in answer.text and "RefusedError" in answer.text
    for secret in (TO, unreached.reference, "Abbas"):
        assert secret not in answer.text


def test_an_administrator_s_retry_that_goes_out_takes_the_mark_away(portal, server, unreached):
    transaction.begin()
    (dead,) = [key for key in jobs.queue(portal).dead if key]
    jobs.retry(portal, dead)
    do_jobs(portal)
    assert server.recipients == [TO]
    assert by_mail.unreached(again(unreached)) is None


def test_what_was_agreed_to_is_kept_word_for_word(portal, server, case):
    (kept,) = told(case)["mails"]["consents"]
    words = consent_evidence("uk")
    assert {name: kept[name] for name in words} == words
    assert kept["given"] and kept["at"] == case.application.received_at.isoformat()
    assert "Fassung 2 des Textes" in page_of(case)


def test_mails_are_ended_and_allowed_again_on_the_status_page(portal, server, case, anna):
    visitor = Visitor(portal, "fr")
    visitor.sign_in(case.reference)
    visitor.send("mails", choice="end")
    assert not by_mail.consent(again(case)).given
    anna.write(case, "Eins")
    do_jobs(portal)
    assert not server.mails
    visitor.send("mails", choice="allow")
    said = by_mail.consent(again(case))
    assert said.given and said.language == "fr"
    assert said.text in visitor_words(portal, case)
    anna.write(case, "Zwei")
    do_jobs(portal)
    (text,) = server.texts
    assert "Content-Language: fr" in text
    assert [each.given for each in again(case).later.of(Consent)] == [False, True]
    history = page_of(case).split('id="history"')[1]
    assert "E-Mail-Hinweise beendet" in history and "Fassung 2 des Textes, Französisch" in history


def visitor_words(portal, case):
    """What the page says to somebody who has not agreed."""
    other = an_employment_case("Abbas", notice_address="")
    transaction.commit()
    visitor = Visitor(portal, "fr")
    visitor.sign_in(other.reference)
    return visitor.get("mails")


def test_only_the_button_of_the_page_allows_or_ends_mails(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.get("mails?choice=end")
    visitor.post("mails", choice="end", token="0" * 64)
    assert by_mail.consent(again(case)).given
    Visitor(portal).post("mails", choice="end")
    assert by_mail.consent(again(case)).given


def test_a_case_from_before_texts_had_versions_is_told_all_the_same(portal, server, anna):
    case = an_employment_case("Abbas", email=TO, notice_address=TO, evidence={})
    transaction.commit()
    do_jobs(portal)
    assert server.recipients == [TO]
    assert told(case)["mails"]["consents"][0]["version"] == "1"


def test_the_text_of_the_consent_changes_only_with_its_version():
    from permitdesk.intake import consent

    # Whoever changes the words gives them a new version and writes both here.
    assert (consent.VERSION, consent.WORDS.default) == (
        "2",
        "Schicken Sie mir eine kurze E-Mail, wenn es für mich etwas Neues gibt (freiwillig). "
        "In der Mail steht nichts Persönliches. Ich kann das jederzeit beenden: auf der "
        "Statusseite oder mit dem Link in jeder Mail.",
    )


def test_a_job_of_a_notice_holds_no_address(portal, server, case, anna):
    server.stop()
    anna.write(case, "Guten Tag")
    transaction.begin()
    queue = jobs.queue(portal)
    (payload,) = [jobs.payload(queue.get(key)) for key in queue]
    assert set(payload) == {"reference", "event", "at", "id", "date"}
    assert clock.now().isoformat()[:10] in payload["at"]


def test_a_worker_that_nobody_told_the_address_sends_no_dead_links(portal, server, monkeypatch):
    for name in ("PERMITDESK_ADDRESS", "PERMITDESK_LISTENS"):
        monkeypatch.delenv(name, raising=False)
    a_case()
    worker.run_due(portal._p_jar.db())
    transaction.begin()
    queue = jobs.queue(portal)
    assert not server.mails
    assert [queue.get(key).error for key in queue] == ["NoAddressError"]
    monkeypatch.setenv("PERMITDESK_SITE", portal.getId())
    monkeypatch.setenv("PERMITDESK_ADDRESS", "https://portal.example.de")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        worker.run_due(portal._p_jar.db())
    (text,) = server.texts
    assert "https://portal.example.de/uk/status\n" in text
    assert "List-Unsubscribe: <https://portal.example.de/uk/status/stop?t=" in text
