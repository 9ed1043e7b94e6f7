"""A settlement permit in every language, on a phone without JavaScript, from start to receipt."""

import pytest

from builders import applicants, documents_for, full_answers
from permitdesk.core.languages import LANGUAGES, direction
from permitdesk.core.reference import parse_reference
from permitdesk.services.addresses import WORD, WORDS
from permitdesk.services.compose import read_service
from walk import walk

pytestmark = pytest.mark.browser
WITH_AXE = ("de", "ar")  # the pages are the same ones; axe costs as much as the walk
# What the blocks show is looked at with the other services.
OWN = (
    *("start", "precheck", "basis", "titles", "absences", "work", "contributions", "german"),
    *("livelihood", "housing", "prerequisites", "settlement-documents", "check", "receipt"),
)


def somebody() -> dict:
    """An applicant with everything in rows: several titles, stays abroad, household."""
    return next(
        each
        for each in applicants("settlement")
        if {"settlement_basis", "absences", "household"} <= set(full_answers("settlement", each))
    )


@pytest.mark.rotating(1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_settlement_permit(open_page, axe, tmp_path, language):
    answers = full_answers("settlement", somebody())
    page = open_page(locale=language)
    slugs = read_service("settlement").slugs
    seen = []

    def look(name):
        seen.append(name)
        page.wait_for_load_state()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is {width} pixels wide"
        if language in WITH_AXE and name in OWN:
            page.screenshot(path=tmp_path / f"{language}-{name}.png", full_page=True)
            axe(page)
        if name == "prerequisites":
            ones = page.locator(".pd-prerequisites__one")
            assert ones.count() >= 5
            assert ones.count() == page.locator(".pd-prerequisites__one .pd-badge").count()
            assert "${" not in page.locator("main").inner_text()

    page.goto(f"/{language}/{WORDS.get(language, WORD)}/{slugs[language]}")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
        language,
        direction(language),
    )
    look("start")
    page.locator("main a.kern-btn--primary").first.click()
    walk(page, answers, documents_for("settlement", answers), language, look)
    look("check")
    rows = page.locator(".pd-answers__rows h3")
    assert rows.count() == sum(
        len(answers[name]) for name in ("titles_history", "absences", "household")
    )
    page.locator("button[name=send]").click()
    assert page.url.endswith("/receipt")
    assert "prerequisites" in seen
    look("receipt")
    reference = page.locator(".pd-reference bdi").first.inner_text()
    assert parse_reference(reference) == reference
