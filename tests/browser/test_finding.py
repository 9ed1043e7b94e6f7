"""Somebody finds what they need by ear and by keyboard, and says whether it has helped."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_suggestions_come_while_one_types_and_are_chosen_by_keyboard(open_page, axe):
    page = open_page(javascript=True, locale="ar")
    page.goto("/ar")
    field = page.get_by_role("combobox")
    field.press_sequentially("nidarlasung", delay=5)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    axe(page)
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    field.press("Escape")
    expect(option).to_be_hidden()
    field.press("Enter")
    page.wait_for_url("**/ar/search?q=nidarlasung")
    assert "Niederlassungserlaubnis" in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_pages_to_find_things_are_accessible_without_javascript(open_page, axe, language):
    page = open_page()
    for path in ("search?q=fiksionsbescheinigung", "a-z", "responsible", "words"):
        page.goto(f"/{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        axe(page)
    page.locator(".pd-helped button[value=no]").click()
    page.locator("input[name=reason][value=missing]").check()
    axe(page)
    page.locator("main form button.kern-btn--primary").click()
    assert page.url.endswith(f"/{language}/feedback?done=1")
