"""A family applies on one phone, without JavaScript: the first child, then the second."""

import pytest

from builders import applicants, documents_for, full_answers
from permitdesk.core.reference import parse_code
from walk import walk

pytestmark = pytest.mark.browser
START = {"ar": "/ar/apply/iqama-lil-aila", "de": "/de/antrag/aufenthalt-familie"}
LOCALES = {"ar": "ar-SY", "de": "de-DE"}


@pytest.mark.rotating(1, group="several people")
@pytest.mark.parametrize("language", ["ar"])
def test_two_children_on_one_phone(open_page, axe, tmp_path, language):
    """Every page is looked at: accessible, no wider than the phone."""
    child = next(
        each
        for each in applicants("family")
        if each["language"] == "ar" and each["birth_date"]["year"] > 2010
    )
    answers = full_answers("family", child)
    page = open_page(locale=LOCALES[language])

    def look(name):
        page.screenshot(path=tmp_path / f"{language}-{name}.png", full_page=True)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is {width} pixels wide"
        axe(page)

    page.goto(START[language])
    look("start")
    page.locator("main a.kern-btn--primary").first.click()
    walk(page, answers, documents_for("family", answers), language, look)
    look("check")

    page.locator("main a[href$='/another']").first.click()
    look("another")
    page.locator("#another button[name=begin]").click()
    look("begun")
    first, second = page.locator("#members .pd-code").all_inner_texts()
    assert parse_code(first) != parse_code(second)
    assert child["family_name"] not in page.content(), "the phone may be shared"
    page.locator("main a.kern-btn--primary").click()
    page.locator("button[name=continue].kern-btn").click()
    assert page.locator(".pd-person").inner_text().strip().endswith("2")
    page.goto(START[language] + "/step/address")
    assert page.locator("[name=street]").input_value() == answers["street"]
    look("second-address")
    page.goto(START[language] + "/step/person")
    assert page.locator("[name=family_name]").input_value() == ""

    page.goto(START[language] + "/another")
    page.locator("#members button[name=open]").first.click()
    page.goto(START[language] + "/check")
    page.locator("button[name=send]").click()
    look("receipt")
    page.locator("main a[href$='/another']").first.click()
    reference = page.locator("#members li").first
    assert "FA-" in reference.inner_text()
    look("after-sending")
