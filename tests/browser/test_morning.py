"""A caseworker's morning by keyboard alone; and a head who fills an absence."""

import re
import secrets
from datetime import timedelta
from itertools import islice

import pytest
import requests

from builders import an_application, applicants
from documents.files import a_pdf
from keyboard import Keyboard
from permitdesk.core import clock

pytestmark = pytest.mark.browser
CLERK, HEAD = "frau.kaya", "frau.seidel"
FAMILY_NAME = "Dahlmann"  # B–D in the demo district: frau.kaya's


def sent(portal_url, number=0, family_name=FAMILY_NAME) -> dict:
    """An application in Arabic with all that it needs, and what its applicant knows.

    None for a blue card: a rule that ``test_routing`` puts in force takes those elsewhere.
    """
    arabic = [each for each in applicants("employment") if each["language"] == "ar"]
    bodies = map(an_application, arabic)
    others = (each for each in bodies if each["answers"]["work_basis"] != "blue_card_18g")
    body = next(islice(others, number, None))
    body["answers"]["family_name"] = family_name
    answer = requests.post(
        f"{portal_url}/services/employment/@applications",
        json=body,
        headers={"Accept": "application/json", "Idempotency-Key": secrets.token_hex(16)},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    return {**answer.json(), "born": body["answers"]["birth_date"]}


def said(page, where="main") -> str:
    return page.locator(where).inner_text()


def open_case(keys, reference):
    keys.page.goto("/office")
    keys.write("[name=q]", reference)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.follow("table a")
    assert keys.page.title().startswith(reference)


class Applicant:
    """On a phone, in Arabic, with reference and code."""

    def __init__(self, page, application) -> None:
        self.page = page
        page.goto("/ar/status")
        page.locator("[name=reference]").fill(application["reference"])
        page.locator("[name=code]").fill(application["access_code"])
        year, month, day = application["born"].split("-")
        for part, value in (("day", day), ("month", month), ("year", year)):
            page.locator(f"[name='birth_date.{part}']").fill(value)
        page.locator("main form button[type=submit]").first.click()

    def reads(self) -> str:
        self.page.goto("/ar/status")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{self.page.url} is {wide} pixels wide"
        return said(self.page)

    def links(self) -> str:
        self.page.goto("/ar/status")
        return " ".join(
            each.get_attribute("href") for each in self.page.locator("main a[href]").all()
        )

    def hands_in(self, filename):
        self.page.goto("/ar/status/documents")
        upload = self.page.locator("input[type=file]").first
        upload.set_input_files(
            {"name": filename, "mimeType": "application/pdf", "buffer": a_pdf(2)}
        )
        self.page.locator("form:has(input[type=file]) button[type=submit]").first.click()


def test_a_caseworkers_morning(staff, open_page, portal_url, axe, tmp_path):
    """Read what is new, refuse a document, get another, decide, write, deliver, close."""
    application = sent(portal_url)
    page = staff(CLERK)
    keys = Keyboard(page)

    def look(name):
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        axe(page)

    look("workplace")
    open_case(keys, application["reference"])
    case = page.url
    look("case-new")
    keys.follow("[name=transition][value=take_up]")
    keys.unfold("details:has([action$='reject-document']) > summary")
    keys.choose("reason", "unreadable")
    keys.follow("[action$='reject-document'] button")
    keys.unfold("details:has([action$='request-documents']) > summary")
    keys.follow("[action$='request-documents'] button[type=submit]")
    assert "Unterlagen angefordert" in said(page)
    look("case-asked")

    applicant = Applicant(open_page(width=360, locale="ar"), application)
    first = applicant.reads()
    applicant.page.screenshot(path=tmp_path / "status-asked.png", full_page=True)
    applicant.hands_in("Pass-neu.pdf")

    open_case(keys, application["reference"])
    assert "Pass-neu.pdf" in said(page)
    while page.locator("[action$='accept-document'] button").count():
        keys.follow("[action$='accept-document'] button")
    page.goto(case)
    assert "In Bearbeitung" in said(page)

    page.goto(f"{case}/@@decide")
    keys.choose("outcome", "granted")
    keys.write("[name=legal_basis]", "§ 18b AufenthG")
    keys.write("[name=reason]", "Alles liegt vor.")
    keys.date("valid_from", clock.today())
    keys.date("valid_until", clock.today() + timedelta(days=700))
    keys.follow("main form button[type=submit]")
    assert page.url.partition("#")[0] == case, page.locator("#errors").all_inner_texts()
    look("case-decided")
    assert "/status/decision" not in applicant.links()

    page.goto(case)
    keys.pick("[action$='@@letter-new'] select", "erteilung")
    keys.follow("[action$='@@letter-new'] button")
    look("letter")
    keys.follow("button[name=do][value=finish]")
    assert page.locator("#letters a[href*='pdf']").count() or "Brief" in said(page)

    page.goto(f"{case}/@@record-delivery")
    keys.tick("[name=letter]")
    keys.choose("way", "handed-over")
    keys.date("arrived", clock.today())
    keys.choose("remedy", "none")
    keys.follow("main form button[type=submit]")
    assert page.url.partition("#")[0] == case, page.locator("#errors").all_inner_texts()
    decided = applicant.reads()
    applicant.page.screenshot(path=tmp_path / "status-delivered.png", full_page=True)
    assert decided != first
    applicant.page.goto("/ar/status/decision")
    until = clock.today() + timedelta(days=700)
    assert str(until.year) in said(applicant.page)
    letter = applicant.page.locator("main a[href*='letter']").first.get_attribute("href")
    assert applicant.page.context.request.get(letter).body().startswith(b"%PDF-")

    page.goto(case)
    keys.follow("[name=transition][value=close]")
    assert "Abgeschlossen" in said(page)
    look("case-closed")


def test_a_head_fills_an_absence(staff, portal_url, axe, tmp_path):
    application = sent(portal_url, 1, "Caesar")
    page = staff(HEAD)
    keys = Keyboard(page)
    keys.follow("[href$='@@unit']")
    axe(page)
    keys.follow("[href$='@@reassign']")
    keys.choose("source", "desk-1")
    keys.follow("main form button[type=submit]")
    page.screenshot(path=tmp_path / "reassign.png", full_page=True)
    axe(page)
    keys.tick("[name=desks][value$='desk-3']")
    keys.choose("which", "chosen")
    keys.tick(f"[name=cases][value='{application['reference']}']")
    keys.write("[name=reason]", "Urlaub bis Ende des Monats")
    keys.follow("main form button[type=submit]")
    assert not page.locator("#errors").count(), said(page, "#errors")
    open_case(keys, application["reference"])
    assert "/desk-3/" in page.url
    assert re.search("Urlaub bis Ende des Monats", said(page))
