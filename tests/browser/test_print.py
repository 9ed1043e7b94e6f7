"""On paper: the list of cases is a table with its headings, a case is what is known of it."""

import pytest

pytestmark = pytest.mark.browser
# Nothing reaches over the sheet, A4 upright with the margins of a browser.
SHEET = {"width": 720, "height": 1000}


@pytest.fixture
def paper(staff):
    """The head's workplace as a printer sees it."""
    page = staff("frau.seidel", javascript=True)
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    return page


def shown(page, selector):
    return page.locator(f"{selector} >> visible=true").count()


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_list_prints_with_its_headings_and_without_what_filters_it(paper):
    headings = paper.locator("[data-worklist] thead th:not(.pd-list__choice)")
    assert headings.first.bounding_box()["height"] > 10
    tops = {round(each.bounding_box()["y"]) for each in headings.all()}
    assert len(tops) == 1, "columns stand side by side"
    assert shown(paper, "[data-worklist] tbody tr") > 3
    assert not shown(paper, ".pd-filters") and not shown(paper, ".pd-bulk")
    assert not shown(paper, "button:not(.pd-sort)")


def test_a_case_prints_its_answers_and_nothing_to_fill_in(paper):
    rows = paper.locator("[data-worklist] tbody th a")
    paper.goto(rows.last.get_attribute("href"))
    steps = paper.locator("#answers details dl")
    assert steps.count() > 1
    assert min(each.bounding_box()["height"] for each in steps.all()) > 10
    assert not shown(paper, "form") and not shown(paper, ".pd-jumps")
    assert not is_too_wide(paper)
