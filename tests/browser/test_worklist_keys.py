"""The list of cases by keyboard alone: down, up, mark, search, open, help; none of it forced."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def head(staff):
    """The head of the unit before the list, all desks of the demo district in it."""
    return staff("frau.seidel", javascript=True)


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_rows_are_walked_marked_and_opened_by_keys(head):
    rows = head.locator("[data-worklist] tbody tr")
    references = rows.locator("th a").all_inner_texts()
    assert len(references) > 3
    head.keyboard.press("j")
    assert focused(head) == references[0]
    head.keyboard.press("j")
    head.keyboard.press("ArrowDown")
    assert focused(head) == references[2]
    head.keyboard.press("k")
    head.keyboard.press("x")
    assert rows.nth(1).locator("input").is_checked()
    assert focused(head) == references[1], "the focus stays where it was"
    outline = head.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    shadow = head.evaluate("getComputedStyle(document.activeElement).boxShadow")
    assert outline != "none" or shadow != "none", "the focus is seen"
    with head.expect_navigation():
        head.keyboard.press("Enter")
    assert head.locator("h1").inner_text().find(references[1]) >= 0 or references[1] in head.title()


def test_a_search_begins_and_ends_by_keys(head):
    head.keyboard.press("/")
    assert head.evaluate("document.activeElement.id") == "f-q"
    head.keyboard.type("jx?k/")
    assert head.input_value("#f-q") == "jx?k/", "what is typed is text"
    with head.expect_navigation():
        head.keyboard.press("Enter")
    assert "keinen Vorgang" in head.inner_text("main")
    assert "jx" not in head.url


def test_the_help_says_the_keys_and_switches_them_off(head):
    head.keyboard.press("?")
    assert head.locator(".pd-keys").is_visible()
    head.locator("[data-worklist-off]").check()
    head.keyboard.press("j")
    assert focused(head) == "" or "2026-" not in focused(head)
    head.reload()
    head.keyboard.press("j")
    assert head.evaluate("document.activeElement.tagName") == "BODY"


def test_without_a_script_everything_is_there_in_order(staff):
    page = staff("frau.seidel")
    assert not page.locator("[data-worklist-help]").is_visible()
    page.locator("[data-worklist] tbody input").first.check()
    page.select_option("#f-action", "print")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.wait_for_load_state()
    assert page.locator("[data-worklist] tbody tr").count() == 1
