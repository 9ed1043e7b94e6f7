"""An employer hands in one document with a code, without JavaScript; another comes later."""

import pytest

from builders import applicants, documents_for, full_answers
from documents.files import a_pdf
from walk import walk

pytestmark = pytest.mark.browser
START = "/de/antrag/aufenthalt-arbeit"
PAPER, LATER = "employer_declaration", "passport"


@pytest.mark.rotating(1, group="several people")
def test_one_document_by_the_employer_and_one_later(open_page, axe, tmp_path):
    answers = full_answers("employment", applicants("employment")[0])
    uploads = [
        each
        for each in documents_for("employment", answers)
        if each.requirement not in (PAPER, LATER)
    ]
    page = open_page()

    def look(name, page=page):
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=tmp_path / f"{name}-{width}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} pixels wide"
        axe(page)

    page.goto(START)
    page.locator("main a.kern-btn--primary").first.click()
    with pytest.raises(AssertionError, match="does not go on"):
        walk(page, answers, uploads, "de")
    page.locator(f"[id='f-documents-{LATER}']").wait_for()
    page.locator(f"details:has([name='documents.{LATER}.later.text']) summary").click()
    page.locator(f"[name='documents.{LATER}.later.reason'][value='not-issued']").check()
    page.locator(f"[name='documents.{LATER}.later.text']").fill("Die Botschaft schickt ihn.")
    look("later")
    page.locator(".pd-actions button[name=continue]").click()

    page.goto(f"{START}/step/work-documents")
    look("offered")
    page.locator(f"button[name='documents.{PAPER}.link']").click()
    look("make")
    page.locator("button[name=make]").click()
    code = page.locator(".pd-reference bdi").inner_text()
    look("made")

    employer = open_page()
    employer.goto(page.locator(".pd-address").inner_text())
    look("code", employer)
    employer.locator("[name=code]").fill(code)
    employer.locator("main form button").click()
    assert code not in employer.url
    look("upload", employer)
    employer.locator("[name=file]").set_input_files(
        {"name": "Erklaerung.pdf", "mimeType": "application/pdf", "buffer": a_pdf(2)}
    )
    employer.locator("button[name=upload]").click()
    assert "Das Dokument ist angekommen." in employer.locator("h1").inner_text()
    look("received", employer)
    assert answers["family_name"] not in employer.content()

    page.reload()
    assert "Erklaerung.pdf" in page.locator("main").inner_text()
    look("arrived")
    walk(page_at(page, "work-documents"), answers, uploads, "de")
    assert "Die Botschaft schickt ihn." in page.locator("#later").inner_text()
    look("check")
    page.locator("button[name=send]").click()
    assert page.url.endswith("/receipt")
    assert "Die Botschaft schickt ihn." in page.locator("main").inner_text()
    look("receipt")


def page_at(page, step):
    page.goto(f"{START}/step/{step}")
    return page
