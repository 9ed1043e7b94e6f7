"""A file on its way: how far it is, stopped, the line broken, and all of it without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from documents.files import a_pdf, a_picture

STEPS = {
    "de": "/de/antrag/kontakt/step",
    "ar": "/ar/apply/contact/step",
}
FILE = {"name": "Vollmacht.pdf", "mimeType": "application/pdf", "buffer": a_pdf(3)}
CHOSEN = "input[type=file]"


def fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"


def at_documents(page, language="de"):
    page.goto(f"{STEPS[language]}/municipality")
    page.locator("[name=residence_municipality]").select_option("neumuehl")
    page.locator("main button[name=continue]").click()
    page.wait_for_url(re.compile("/step/topic"))
    page.goto(f"{STEPS[language]}/documents")
    return page


def upload(page):
    page.locator(CHOSEN).first.set_input_files(FILE)
    page.locator("main button[name$='.add']").first.click()


def said(page, name):
    return page.locator("[data-uploading]").get_attribute(f"data-{name}")


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_arrives_with_and_without_javascript(open_page, axe, javascript):
    page = at_documents(open_page(javascript=javascript))
    assert not page.locator("[data-part=shown]").is_visible()
    axe(page)
    upload(page)
    expect(page.locator(".pd-files__name")).to_contain_text("Vollmacht.pdf")
    assert page.url.endswith("#f-documents-attachments")
    assert page.locator(".pd-files__file").count() == 1


@pytest.mark.browser
def test_what_is_refused_is_said_on_the_page(open_page, axe):
    page = at_documents(open_page(javascript=True))
    page.locator(CHOSEN).first.set_input_files({**FILE, "buffer": b"no document at all"})
    page.locator("main button[name$='.add']").first.click()
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#f-documents-attachments-error")).to_be_visible()
    axe(page)
    upload(page)  # the page that was drawn by the script can send again
    expect(page.locator(".pd-files__name")).to_contain_text("Vollmacht.pdf")


@pytest.mark.browser
@pytest.mark.rotating(2)
@pytest.mark.parametrize("language, width", [("de", 360), ("de", 1280), ("ar", 360), ("ar", 1280)])
def test_a_slow_line_shows_how_far_it_is_and_can_be_stopped(open_page, axe, language, width):
    page = at_documents(open_page(width=width, javascript=True), language)
    slow = page.context.new_cdp_session(page)
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": 4000},
    )
    big = {"name": "Foto.jpg", "mimeType": "image/jpeg", "buffer": a_picture(size=(900, 900))}
    page.locator(CHOSEN).first.set_input_files(big)
    page.locator("main button[name$='.add']").first.click()
    stop = page.locator("[data-part=stop]")
    expect(stop).to_be_visible()
    expect(page.locator("[data-part=heard]")).not_to_be_empty()
    axe(page)
    fits(page)
    stop.click()
    expect(page.locator("[data-part=seen]")).to_have_text(said(page, "stopped"))
    expect(page.locator("[data-part=again]")).to_be_focused()
    assert page.locator(CHOSEN).first.evaluate("each => each.files.length") == 1
    axe(page)
    fits(page)

    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    page.locator("[data-part=again]").click()
    expect(page.locator(".pd-files__file")).to_have_count(1)


@pytest.mark.browser
def test_a_broken_line_keeps_the_choice_and_says_what_to_do(open_page):
    page = at_documents(open_page(javascript=True))
    page.context.set_offline(True)
    upload(page)
    expect(page.locator("[data-part=heard]")).to_have_text(said(page, "broken"))
    assert page.locator(CHOSEN).first.evaluate("each => each.files.length") == 1
    page.context.set_offline(False)
    page.locator("[data-part=again]").click()
    expect(page.locator(".pd-files__name")).to_contain_text("Vollmacht.pdf")
    assert page.locator(".pd-files__file").count() == 1


@pytest.mark.browser
def test_an_answer_lost_on_the_way_back_makes_no_second_file(open_page):
    page = at_documents(open_page(javascript=True))
    lost = []

    def lose(route):
        """The portal gets it, the phone never hears of it."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            return route.abort("connectionreset")
        return route.continue_()

    page.route("**/step/documents*", lose)
    upload(page)
    expect(page.locator("[data-part=again]")).to_be_visible()
    assert lost == [204]
    page.locator("[data-part=again]").click()
    expect(page.locator(".pd-files__file")).to_have_count(1)
