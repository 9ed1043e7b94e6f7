"""A caseworker enters what somebody brings to the counter, from the workplace to the receipt."""

import pytest

pytestmark = pytest.mark.browser
CLERK, RESPONSIBLE = "frau.kaya", "herr.osei"
NAME = "Elif Kaya"
FAMILY_NAME = "Lindqvist-Mercan"  # L–R in the demo district: herr.osei's


@pytest.mark.rotating(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_counter_application(staff, axe, tmp_path, width):
    """A title on paper only, with gaps, for somebody else's desk."""
    page = staff(CLERK, width)

    def look(name):
        page.screenshot(path=tmp_path / f"{width}-{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide"
        axe(page)

    page.get_by_role("link", name="Antrag erfassen").click()
    look("begin")
    page.locator("[name=begin]").click()
    assert page.locator("#errors").count(), "service and channel are asked for"
    page.locator("[name=service][value=travel-document]").check()
    page.locator("[name=channel][value=counter]").check()
    page.locator("main [name=language][value=ar]").check()
    page.locator("[name=begin]").click()
    look("first-step")
    for _ in range(30):
        if page.url.endswith("/check"):
            break
        if page.locator("[name=residence_municipality]").count():
            page.locator("[name=residence_municipality]").select_option("neumuehl")
        if page.locator("[name=family_name]").count():
            page.locator("[name=family_name]").fill(FAMILY_NAME)
            page.locator("[name=given_names]").fill("Ada")
        page.locator("main button[name=continue]").click()
    look("check")
    assert "fehlt" in page.locator("#open-points").inner_text()
    page.locator("button[name=send]").click()
    assert page.url.endswith("/receipt")
    look("filed")
    said = page.locator("main").inner_text()
    assert "L–R" in said
    assert FAMILY_NAME not in said
    reference = page.locator(".pd-reference bdi").first.inner_text()
    paper = page.context.request.get(f"{page.url}.pdf")
    assert paper.body().startswith(b"%PDF-")
    (tmp_path / "receipt.pdf").write_bytes(paper.body())
    page.locator("main form button").click()
    assert page.url.endswith("/office/entry")

    desk = staff(RESPONSIBLE, width)
    desk.screenshot(path=tmp_path / f"{width}-worklist.png", full_page=True)
    desk.get_by_role("link", name=reference).click()
    said = desk.locator("main").inner_text()
    assert f"Am Schalter, erfasst von {NAME}" in said
    assert "Arabisch" in said
    desk.screenshot(path=tmp_path / f"{width}-case.png", full_page=True)
    axe(desk)
