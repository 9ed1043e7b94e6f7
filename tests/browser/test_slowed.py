"""Who has to wait, with JavaScript and without, on a portal with narrow limits."""

import re

import pytest
from playwright.sync_api import expect

import running_portal

FIRST = "/de/antrag/kontakt/step/municipality"


@pytest.fixture(scope="module")
def portal_url(tmp_path_factory):
    """A portal of these tests' own, for few drafts at once; half as many by work."""
    directory = tmp_path_factory.mktemp("narrow") / "instance"
    directory.mkdir()
    portal = None
    try:
        portal = running_portal.start(directory, limits="begin=8/60")
        yield portal.url
    finally:
        if portal is not None:
            portal.stop()


def fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"


def begin(page, address):
    page.goto(address)
    page.locator("[name=residence_municipality]").select_option("neumuehl")
    page.locator("button[name=continue]").last.click()
    page.wait_for_load_state()


def slowed_down(open_page, address, **options):
    """A page that says to wait; who came before used up what there was."""
    for _ in range(12):
        page = open_page(**options)
        begin(page, address)
        if page.locator(".pd-slowed").count():
            return page
    raise AssertionError("Nobody has to wait.")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", [FIRST, "/ar/apply/contact/step/municipality"])
def test_a_device_works_so_that_nobody_waits(open_page, axe, address, width):
    page = slowed_down(open_page, address, width=width, javascript=True)
    assert page.locator("[name=residence_municipality]").input_value() == "neumuehl"
    done = page.locator(".pd-slowed").get_attribute("data-done")
    expect(page.locator(".pd-slowed [role=status]")).to_have_text(done)
    axe(page)
    fits(page)
    page.locator("button[name=continue]").last.click()
    page.wait_for_url(re.compile("/step/topic"))


@pytest.mark.browser
def test_without_javascript_one_waits_and_loses_nothing(open_page, axe):
    page = slowed_down(open_page, FIRST)
    notice = page.locator(".pd-notice").first
    assert "Noch nicht gespeichert" in notice.inner_text()
    assert "So lange müssen Sie warten" in notice.inner_text()
    assert page.locator("[name=residence_municipality]").input_value() == "neumuehl"
    assert page.locator(".pd-nobody").bounding_box()["width"] <= 1
    axe(page)
    fits(page)
