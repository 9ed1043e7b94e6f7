"""A person applies on a phone, from the start page to the receipt; nothing needs JavaScript."""

import re

import pytest

from builders import applicants, documents_for, full_answers
from permitdesk.core.reference import parse_code, parse_reference
from walk import walk

pytestmark = pytest.mark.browser
START = {
    "de": "/de/antrag/aufenthalt-arbeit",
    "uk": "/uk/apply/robota",
    "ar": "/ar/apply/iqama-lil-amal",
    "fa": "/fa/apply/eqamat-kar",
}
LOCALES = {"de": "de-DE", "uk": "uk-UA", "ar": "ar-SY", "fa": "fa-IR", "fr": "fr-FR"}
SMALL = {"width": 320, "javascript": True}

# A service, a language, the page it starts on, whose answers (somebody on a longer way), on what.
WALKS = [
    *(("employment", language, start, {}, {}) for language, start in START.items()),
    ("education", "fr", "/fr/apply/etudes-formation", {"education_purpose": "16b_study"}, SMALL),
    (
        *("conditions", "de", "/de/antrag/auflage-aendern"),
        {"change_kind": "residence_requirement", "only_visit": False},
        SMALL,
    ),
]


@pytest.mark.rotating(1)
@pytest.mark.parametrize(("service_id", "language", "start", "way", "phone"), WALKS)
def test_an_application(open_page, axe, tmp_path, service_id, language, start, way, phone):
    """Every page is looked at: accessible, no wider than the phone."""
    answers = next(
        each
        for each in (full_answers(service_id, who) for who in applicants(service_id))
        if way.items() <= each.items()
    )
    uploads = documents_for(service_id, answers)
    page = open_page(locale=LOCALES[language], **phone)

    def look(name):
        page.screenshot(path=tmp_path / f"{language}-{name}.png", full_page=True)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= phone.get("width", 360), f"{name} is {width} pixels wide"
        axe(page)

    page.goto(start)
    look("start")
    page.locator("main a.kern-btn--primary").first.click()
    walk(page, answers, uploads, language, look)
    look("check")
    page.locator("button[name=send]").click()
    assert page.url.endswith("/receipt")
    look("receipt")

    reference, code = page.locator(".pd-reference bdi").all_inner_texts()
    assert parse_reference(reference) == reference
    assert parse_code(code) == code
    assert page.locator("html").get_attribute("dir") == (
        "rtl" if language in ("ar", "fa") else "ltr"
    )
    paper = page.context.request.get(f"{start}/receipt.pdf")
    assert paper.body().startswith(b"%PDF-")
    page.reload()
    assert page.locator(".pd-reference bdi").first.inner_text() == reference


def test_the_language_is_switched_with_what_is_typed_and_the_enter_key_goes_on(page):
    page.goto(START["de"] + "/step/municipality")
    page.locator("[name=residence_municipality]").select_option("neumuehl")
    page.locator(".pd-languages summary").click()
    page.locator("button[name=language][value=ar]").click()
    assert page.url.endswith("/ar/apply/iqama-lil-amal/step/municipality")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("[name=residence_municipality]").input_value() == "neumuehl"
    page.goto(START["uk"] + "/step/person")
    page.locator("[name=family_name]").fill("Nguyen")
    page.locator("[name=family_name]").press("Enter")
    assert "/uk/apply/robota/step/person" in page.url, "still in Ukrainian: Enter is *Continue*"
    assert page.locator("#errors").count()
    assert page.locator("[name=family_name]").input_value() == "Nguyen"


def test_the_code_is_on_the_page_and_opens_the_draft_elsewhere(open_page):
    page = open_page()
    page.goto(START["de"] + "/step/municipality")
    page.locator("[name=residence_municipality]").select_option("neumuehl")
    page.locator("button[name=save]").click()
    code = page.locator(".pd-reference bdi").inner_text()
    assert parse_code(code) == code
    elsewhere = open_page()
    elsewhere.goto(START["ar"] + "/resume")
    elsewhere.locator("[name=resume_code]").fill(code.lower())
    elsewhere.locator("main form button").click()
    assert re.search(r"/ar/apply/iqama-lil-amal/step/municipality$", elsewhere.url)
    assert elsewhere.locator("[name=residence_municipality]").input_value() == "neumuehl"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_double_click_and_back_are_one_receipt_and_its_pdf_is_confirmed(
    open_page, axe, tmp_path, language
):
    """The last button twice as fast as a browser can; then *Back* and once more; then somebody at
    another office has only the file and what stands on it."""
    answers = next(full_answers("contact", who) for who in applicants("contact"))
    page = open_page(locale=LOCALES[language], javascript=False)
    page.goto({"de": "/de/antrag/kontakt", "ar": "/ar/apply/ittisal"}[language])
    page.locator("main a.kern-btn--primary").first.click()
    walk(page, answers, documents_for("contact", answers), language)
    page.locator("button[name=send]").dblclick()
    page.wait_for_url(re.compile("/receipt$"))
    reference = page.locator(".pd-reference bdi").first.inner_text()
    page.go_back()
    if page.locator("button[name=send]").count():
        page.locator("button[name=send]").click()
    page.wait_for_url(re.compile("/receipt"))
    assert page.locator(".pd-reference bdi").first.inner_text() == reference

    paper = page.context.request.get(page.url.replace("/receipt", "/receipt-to-show.pdf")).body()
    whole = "".join(page.locator(".pd-fingerprint").first.text_content().split())
    official = open_page(locale=LOCALES[language])
    official.goto(f"/{language}/fingerprint?f={whole}")
    assert official.locator("#answer .kern-alert--success").count()
    axe(official)
    official.screenshot(path=tmp_path / f"{language}-confirmed.png", full_page=True)
    official.locator("#f-file").set_input_files(
        {"name": "Bestätigung.pdf", "mimeType": "application/pdf", "buffer": paper}
    )
    official.locator("form#file button").click()
    assert official.locator("#answer .kern-alert--success").count()
    official.goto(f"/{language}/fingerprint?f={whole[::-1]}")
    assert official.locator("#answer .kern-alert--warning").count()
    axe(official)
    assert official.evaluate("document.documentElement.scrollWidth") <= 360
