"""The status page and the case page on a small screen, in both directions, for everyone."""

import re
import secrets

import pytest
import requests

from builders import applicants, full_answers
from documents.files import a_pdf

MAILBOX = "ola@example.org"


@pytest.fixture(scope="module")
def sent(portal_url):
    """An application with nothing but a passport: reference, access code, day of birth."""
    answers = full_answers("employment", applicants("employment")[0])
    answers["email"] = MAILBOX
    body = {"language": "ar", "answers": answers, "documents": [], "notify": True}
    answer = requests.post(
        f"{portal_url}/services/employment/@applications",
        json=body,
        headers={"Accept": "application/json", "Idempotency-Key": secrets.token_hex(16)},
        timeout=60,
    )
    if answer.status_code == 400:  # the answers ask for documents: hand in what must be there
        import base64

        names = [name.removeprefix("documents.") for name in answer.json()["error"]["fields"]]
        data = base64.b64encode(a_pdf()).decode()
        body["documents"] = [
            {"requirement": name, "filename": "a.pdf", "encoding": "base64", "data": data}
            for name in names
        ]
        answer = requests.post(
            f"{portal_url}/services/employment/@applications",
            json=body,
            headers={"Accept": "application/json", "Idempotency-Key": secrets.token_hex(16)},
            timeout=60,
        )
    assert answer.status_code == 201, answer.text
    found = answer.json()
    return found["reference"], found["access_code"], answers["birth_date"]


def fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"


def sign_in(page, language, sent):
    reference, code, born = sent
    page.goto(f"/{language}/status")
    fits(page)
    page.locator("[name=reference]").fill(reference)
    page.locator("[name=code]").fill(code)
    year, month, day = born.split("-")
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name='birth_date.{part}']").fill(value)
    page.locator("main form button").first.click()
    assert reference in page.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_status_page_fits_and_is_accessible(open_page, axe, sent, language):
    page = open_page(width=320)
    sign_in(page, language, sent)
    axe(page)
    fits(page)
    for path in ("documents", "messages", "contact", "mails", "withdraw", "withdraw/confirm"):
        page.goto(f"/{language}/status/{path}")
        axe(page)
        fits(page)
    page.goto(f"/{language}/status/messages")
    page.locator("#main-form button[type=submit]").click()
    assert page.locator("#errors").count() == 1
    axe(page)
    page.locator("[name=text]").fill("x" * 200 + " Guten Tag")
    page.locator("#main-form button[type=submit]").click()
    axe(page)
    fits(page)
    page.goto(f"/{language}/status")
    page.locator("#main-form button[type=submit]").click()
    page.locator("[name=code]").wait_for()
    axe(page)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_link_in_a_mail_is_opened_by_anybody_and_only_its_button_ends_mails(
    demo, open_page, axe, sent, language
):
    page = open_page(width=320)
    page.goto(f"/{language}/status")
    for _time in range(300):
        mails = [text for mail in demo.mails if f"To: {MAILBOX}" in (text := mail.read_text())]
        if mails:
            break
        page.wait_for_timeout(100)
    (link,) = re.findall(r"^http\S+/ar/status/stop\S+$", mails[-1], re.MULTILINE)
    page.goto(link.replace("/ar/", f"/{language}/"))
    axe(page)
    fits(page)
    page.locator("#main-form button").click()
    page.locator("#main-form").wait_for(state="detached")
    axe(page)
    fits(page)
    page.goto(link.partition("?")[0])
    axe(page)
    sign_in(page, language, sent)
    page.goto(f"/{language}/status/mails")
    axe(page)
    page.locator("#main-form [value=allow]").click()
    page.locator("#main-form [value=end]").wait_for()
    axe(page)
    fits(page)


@pytest.mark.browser
def test_the_case_page_with_news_is_accessible(staff, open_page, axe, sent):
    visitor = open_page()
    sign_in(visitor, "ar", sent)
    visitor.goto("/ar/status/messages")
    visitor.locator("[name=text]").fill("متى أحصل على البطاقة؟")
    visitor.locator("#main-form button[type=submit]").click()
    visitor.locator("main section").first.wait_for()
    visitor.goto("/ar/status/contact")
    visitor.locator("[name=phone]").fill("+49 151 23456789")
    visitor.locator("#main-form button[type=submit]").click()
    visitor.locator("main section").first.wait_for()

    head = staff("frau.seidel", javascript=True)
    head.locator("[name=q]").fill(sent[0])
    head.locator("#filters button[type=submit]").first.click()
    axe(head)
    head.get_by_role("link", name=sent[0]).click()
    head.locator("#news").wait_for()
    axe(head)
    fits(head)
    head.get_by_text("Eine einzelne Unterlage anfordern", exact=True).click()
    head.locator("#ask [name=requirement]").select_option("passport")
    head.locator("#ask button[type=submit]").click()
    head.wait_for_load_state()
    visitor.goto("/ar/status/documents")
    visitor.locator("input[type=file]").wait_for()
    axe(visitor)
    fits(visitor)
    upload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    visitor.locator("input[type=file]").set_input_files(upload)
    visitor.locator("#form-passport .pd-upload__add").click()
    visitor.locator("#handed-in h2").wait_for()
    axe(visitor)
    head.get_by_role("link", name="Neuen Zugangscode ausgeben").click()
    axe(head)
    head.locator("[name=reason]").first.check()
    head.locator("[name=proof]").first.check()
    head.locator("[name=checked]").check()
    head.locator("#code button").click()
    axe(head)
    head.locator("[name=confirm]").click()
    head.locator(".pd-reference--code").wait_for()
    axe(head)
