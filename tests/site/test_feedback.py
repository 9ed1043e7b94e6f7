"""Whether a page has helped: kept without a name, read by editors, gone after half a year."""

from datetime import UTC, datetime, timedelta

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from permitdesk.core import clock, gate, jobs
from permitdesk.site.feedback import book
from permitdesk.site.feedback.book import Vote, impersonal
from permitdesk.site.feedback.expiry import JOB, Expiry
from permitdesk.site.feedback.pages import Summary, summaries


@pytest.fixture
def content(an_editor, make):
    make(an_editor["de"], "GuidancePage", "arbeiten", title="Arbeiten", answer="Ja.")
    make(an_editor["de"], "GuidancePage", "geheim", publish=False, title="Geheim", answer="Ja.")
    transaction.commit()
    return an_editor


def said() -> list[Vote]:
    transaction.begin()
    return [vote for _key, vote in book.votes()]


def press(visitor, helped: str):
    visitor.getForm(action="/de/feedback").getControl(name="helped", index=helped == "no").click()


def post(visitor, content, **fields):
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    visitor.post(f"{content.absolute_url()}/de/feedback", body)


def test_a_visitor_says_no_and_then_why(visitor, content):
    visitor.open(content.absolute_url() + "/de/arbeiten")
    press(visitor, "no")
    (vote,) = said()
    assert (vote.page, vote.language, vote.helped, vote.text) == ("de/arbeiten", "de", False, "")
    visitor.getControl(name="reason").value = ["missing"]
    visitor.getControl(name="text").value = "Die Gebühr. Ich bin a.b@example.org, 0170 1234567."
    visitor.getControl("Rückmeldung senden").click()
    (vote,) = said()
    assert vote.reason == "missing" and vote.text.startswith("Die Gebühr. Ich bin …")
    assert "example.org" not in vote.text and "1234567" not in vote.text
    assert "Danke." in visitor.contents and "Set-Cookie" not in visitor.headers


def test_who_was_helped_is_not_asked_what_was_wrong(visitor, content):
    visitor.open(content.absolute_url() + "/de/arbeiten")
    press(visitor, "yes")
    assert said()[0].helped and 'name="reason"' not in visitor.contents
    assert visitor.getControl(name="text")


def test_the_start_page_of_a_service_asks_too(visitor, content):
    visitor.open(content.absolute_url() + "/de/antrag/aufenthalt-arbeit")
    press(visitor, "yes")
    assert [vote.page for vote in said()] == ["de/antrag/aufenthalt-arbeit"]


@pytest.mark.parametrize("page", ["status", "search?q=a", "antrag/aufenthalt-arbeit/resume"])
def test_pages_of_ones_own_affairs_do_not_ask(visitor, content, page):
    visitor.open(f"{content.absolute_url()}/de/{page}")
    assert "pd-helped" not in visitor.contents


def test_something_is_added_once(visitor, content):
    key = book.add("de/arbeiten", "de", False)
    transaction.commit()
    post(visitor, content, vote=key, reason="wrong", text="eins")
    post(visitor, content, vote=key, reason="unclear", text="zwei")
    post(visitor, content, vote="0" * 24, text="drei")
    assert [(vote.reason, vote.text) for vote in said()] == [("wrong", "eins")]


@pytest.mark.parametrize("page", ["de/geheim", "de/nichts", "office", "", "../x", "%3Cb%3E"])
def test_only_of_public_pages_something_is_said(visitor, content, page):
    post(visitor, content, page=page, helped="no")
    assert said() == []


@pytest.mark.parametrize("helped", ["", "maybe"])
def test_what_is_no_answer_is_none(visitor, content, helped):
    post(visitor, content, page="de/arbeiten", helped=helped)
    assert said() == []


@pytest.mark.parametrize(
    "header, value",
    [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")],
)
def test_another_site_says_nothing_in_a_visitors_name(visitor, content, header, value):
    visitor.addHeader(header, value)
    if value == "null":
        visitor.addHeader("Sec-Fetch-Site", "cross-site")
    post(visitor, content, page="de/arbeiten", helped="no")
    assert said() == []


def test_reading_says_nothing(visitor, content):
    visitor.open(content.absolute_url() + "/de/feedback?page=de/arbeiten&helped=no")
    assert said() == [] and visitor.url.endswith("/de")


def test_who_says_too_much_is_slowed_down_and_loses_nothing(visitor, content, monkeypatch):
    monkeypatch.setenv("PERMITDESK_LIMITS", "feedback=1/1")
    gate.forget()
    visitor.raiseHttpErrors = False
    for _time in range(2):
        post(visitor, content, page="de/arbeiten", helped="no")
    assert visitor.headers["Status"].startswith("429") and len(said()) == 1
    assert visitor.getControl(name="page").value == "de/arbeiten"
    gate.forget()


def test_editors_read_it_and_take_out_what_names_somebody(visitor, content):
    key = book.add("de/arbeiten", "de", False)
    book.complete(key, "wrong", "<b>Anna</b> sagt nein")
    book.add("de/arbeiten", "de", True)
    transaction.commit()
    visitor.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    visitor.open(content.absolute_url() + "/@@feedback?lang=de")
    visitor.getLink("de/arbeiten").click()
    assert "&lt;b&gt;Anna" in visitor.contents
    visitor.getForm(index=0).submit(name="remove")
    assert [vote.helped for vote in said()] == [True]


def test_nobody_else_reads_it(visitor, content):
    visitor.handleErrors, visitor.raiseHttpErrors = True, False
    visitor.open(content.absolute_url() + "/@@feedback")
    assert "Rückmeldungen zu Seiten" not in visitor.contents


def test_it_goes_after_half_a_year_and_the_job_comes_back(functional):
    portal, now = functional["portal"], datetime(2026, 5, 1, 12, tzinfo=UTC)
    with clock.frozen(now), api.env.adopt_roles(["Manager"]):
        book.add("de/a", "de", True)
    with clock.frozen(now + timedelta(150)):
        book.add("de/b", "de", True)
        Expiry()(portal, {})
        assert len(said_now()) == 2
    with clock.frozen(now + timedelta(181)):
        Expiry()(portal, {})
    assert [vote.page for vote in said_now()] == ["de/b"]
    assert JOB in {jobs.queue(portal).get(key).name for key in jobs.queue(portal)}


def said_now() -> list[Vote]:
    return [vote for _key, vote in book.votes()]


def test_of_too_much_the_oldest_goes(functional, monkeypatch):
    monkeypatch.setattr(book, "MOST", 2)
    for month in (1, 2, 3):
        with clock.frozen(datetime(2026, month, 1, tzinfo=UTC)):
            book.add(f"de/{month}", "de", True)
    with clock.frozen(datetime(2026, 3, 2, tzinfo=UTC)):
        assert book.drop_expired() == 1
    assert {vote.page for vote in said_now()} == {"de/2", "de/3"}


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Nur 3 von 20 Seiten, 15 Euro", "Nur 3 von 20 Seiten, 15 Euro"),
        ("an a.b+c@example.org bitte", "an … bitte"),
        ("Tel. +49 (170) 123-45 67!", "Tel. …!"),
        ("AZR ۱۲۳۴۵۶۷۸۹", "AZR …"),
        ("x" * 600, "x" * 500),
    ],
)
def test_what_looks_like_somebodys_address_or_number_is_not_kept(typed, kept):
    assert impersonal(typed) == kept


def test_pages_that_helped_the_fewest_come_first():
    votes = [
        Vote("2026-05-01", "de/a", "de", True),
        Vote("2026-05-03", "de/b", "de", False, "", "Text"),
        Vote("2026-05-02", "de/b", "de", False),
    ]
    assert summaries(votes) == [
        Summary("de/b", "de", 0, 2, 1, "2026-05-03"),
        Summary("de/a", "de", 1, 0, 0, "2026-05-01"),
    ]
