"""Somebody at another office, to whom a receipt is presented."""

import hashlib
import re
import subprocess
from urllib.parse import quote

import pytest
import webtest

from documents.files import a_pdf, a_photo
from permitdesk.core import clock, in_words, tries
from permitdesk.core.languages import LANGUAGES
from permitdesk.intake.fingerprint import short

from .applicant import Applicant


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


@pytest.fixture
def sent(person, cases, monkeypatch):
    """Somebody has sent a message with a photo, and looks at the receipt."""
    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    person.answer_contact().attach("documents.attachments", a_photo(), "Foto.jpg")
    person.go_on().press("send")
    assert person.address.endswith("/receipt")
    return person


@pytest.fixture
def official(functional, sent):
    """Another browser."""
    other = Applicant(functional)
    other.base = f"{other.portal.absolute_url()}/de/fingerprint"
    return other


def the_case(cases):
    (case,) = cases().values()
    return case


def check_file(official, data, filename="Bestaetigung.pdf"):
    official.visit(official.base)
    form = official.response.forms["file"]
    form["file"] = webtest.Upload(filename, data, "application/pdf")
    return official._shown(form.submit(expect_errors=True))


def pdf_text(pdf):
    return subprocess.run(
        ["/usr/bin/pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def notice(page):
    return " ".join(page.texts("#answer"))


def test_the_fingerprint_stands_on_the_receipt_and_names_the_case(sent, cases):
    case = the_case(cases)
    whole, brief = (each.replace(" ", "") for each in sent.texts(".pd-fingerprint"))
    assert whole == case.fingerprint
    assert brief == short(case.fingerprint)


def test_the_file_for_computing_it_again_hashes_to_it(sent, cases):
    sent.open("/receipt.json")
    assert hashlib.sha256(sent.response.body).hexdigest() == the_case(cases).fingerprint
    assert sent.response.json["answers"] == the_case(cases).answers
    assert sent.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("form", [str, short, str.upper])
def test_what_was_received_is_confirmed_with_its_day_and_nothing_else(official, cases, form):
    case = the_case(cases)
    official.visit(f"{official.base}?f={quote(form(case.fingerprint))}")
    said = notice(official)
    assert in_words.day(clock.day_of(case.received_at).isoformat(), "de") in said
    reference = next(iter(cases()))
    for told in (reference, "Nguyen", "Anh", "Karte", "Nachricht an", "kontakt"):
        assert told not in official.html.select_one("main").get_text(), told


def test_the_unknown_is_answered_like_the_known(official, cases):
    known = the_case(cases).fingerprint
    unknown = hashlib.sha256(b"").hexdigest()
    official.visit(f"{official.base}?f={known}")
    first, yes = official.response, notice(official)
    official.visit(f"{official.base}?f={unknown}")
    second, no = official.response, notice(official)
    assert first.status_int == second.status_int == 200
    names = ("content-type", "cache-control", "referrer-policy", "x-robots-tag")
    assert [first.headers.get(n) for n in names] == [second.headers.get(n) for n in names]
    assert first.headers["cache-control"] == "private, no-store"
    assert "kennen wir nicht" in no
    assert "kennen wir nicht" not in yes
    plain = [
        re.sub(r"[0-9a-f]{64}", "", page.replace(answer, ""))
        for page, answer in (
            (first.html.get_text(" ", strip=True), yes),
            (second.html.get_text(" ", strip=True), no),
        )
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("typed", ["abc", "x" * 64, "<script>", "0" * 19, "*" * 20])
def test_what_is_no_fingerprint_is_told_as_such(official, typed):
    official.visit(f"{official.base}?f={typed}")
    assert "Vergleichen Sie jedes Zeichen" in official.texts("#errors")[0]
    assert not notice(official)
    assert "<script>" not in official.page.partition("<main")[2]


def test_guessing_ends_after_a_few_tries_but_not_for_the_right_one(official, cases):
    statuses = []
    for number in range(tries.ALLOWED + 1):
        official.visit(f"{official.base}?f={hashlib.sha256(bytes([number])).hexdigest()}")
        statuses.append(official.status)
    assert statuses == [200] * tries.ALLOWED + [429]
    assert "zu viele Versuche" in notice(official)
    official.visit(f"{official.base}?f={the_case(cases).fingerprint}")
    assert official.status == 200


@pytest.mark.parametrize("path", ["/receipt.pdf", "/receipt-to-show.pdf"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_pdf_as_it_was_loaded_is_confirmed(functional, sent, official, path, language):
    here = sent.html.select_one(f"a[hreflang={language}]") or {"href": sent.start + "/receipt"}
    sent.visit(here["href"].removesuffix("/receipt") + path)
    assert sent.headers["content-type"] == "application/pdf"
    check_file(official, sent.response.body)
    assert "von uns und nicht verändert" in notice(official)
    assert official.headers["cache-control"] == "private, no-store"


def test_a_changed_pdf_is_not_confirmed(sent, official):
    sent.open("/receipt.pdf")
    pdf = sent.response.body
    middle = len(pdf) // 2
    other = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    mark = re.search(rb"%permitdesk .*\n", pdf)[0]
    moved = pdf.replace(mark, b"")
    moved = moved.replace(b"endobj\n", b"endobj\n" + mark, 1)
    added = pdf + b"\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF"
    for data in (other, moved, added, a_pdf(), a_pdf().replace(b"startxref", mark + b"startxref")):
        check_file(official, data)
        assert "können wir nicht bestätigen" in notice(official)


def test_a_file_that_is_none_or_too_large_is_answered(official):
    check_file(official, b"")
    assert official.status == 200
    check_file(official, b"%PDF" + b"0" * (21 * 1024 * 1024))
    assert "können wir nicht bestätigen" in notice(official)


def test_the_pdf_to_show_opens_nothing(sent):
    code = sent.texts(".pd-reference bdi")[1]
    sent.open("/receipt.pdf")
    assert code in pdf_text(sent.response.body)
    sent.open("/receipt-to-show.pdf")
    text = pdf_text(sent.response.body)
    assert code not in text
    assert "Zugangscode" not in text
    assert "Nguyen" in text


def test_both_hashes_stand_on_page_and_paper_where_the_file_was_changed(sent, cases):
    case = the_case(cases)
    (kept,) = (hashlib.sha256(data).hexdigest() for data in case.contents())
    received = hashlib.sha256(a_photo()).hexdigest()
    assert kept != received, "there is something to tell"
    page = sent.html.select_one("main").get_text().replace(" ", "")
    sent.open("/receipt.pdf")
    paper = re.sub(r"\s", "", pdf_text(sent.response.body))
    for text in (page, paper):
        assert received in text
        assert kept in text


def test_the_page_is_there_in_every_language(official):
    for tag in LANGUAGES:
        official.visit(official.base.replace("/de/", f"/{tag}/"))
        assert official.status == 200
        assert official.html.select_one("html")["lang"] == tag
    official.visit(official.base.replace("/de/", "/"))
    assert official.status == 404
