"""A counsellor fills in, in German; the applicant confirms on their own phone, in Arabic."""

import pytest

from builders import applicants, documents_for, full_answers
from walk import walk

pytestmark = pytest.mark.browser
START = "/de/antrag/aufenthalt-arbeit"
NAME = "Karla Beispiel-Tanrıöver"


@pytest.mark.rotating(1, group="several people")
def test_two_phones_and_one_draft(open_page, axe, tmp_path):
    """Neither runs a script; every new page is accessible and no wider than the phone."""
    answers = full_answers("employment", applicants("employment")[0])
    helper, phone = open_page(), open_page(locale="ar-SY")

    def look(page, name):
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is {width} pixels wide"
        axe(page)

    helper.goto(START)
    helper.locator("main a[href$='/help']").click()
    look(helper, "help")
    helper.locator("button[name=say]").click()
    look(helper, "help-errors")
    helper.locator("[name=helper_role][value=counsellor]").check()
    helper.locator("[name=helper_name]").fill(NAME)
    helper.locator("[name=helper_organisation]").fill("Beratungsstelle Auental")
    helper.locator("[name=helper_mandate][value=oral]").check()
    helper.locator("button[name=say]").click()
    assert "/step/" in helper.url
    look(helper, "step")
    walk(helper, answers, documents_for("employment", answers), "de")
    look(helper, "check")

    helper.locator("main a[href$='/help/handover']").click()
    look(helper, "handover")
    helper.locator("[name=their_language]").select_option("ar")
    helper.locator("button[name=offer]").click()
    look(helper, "handover-code")
    address = helper.locator("#code .pd-address").inner_text()
    code = helper.locator("#code .pd-reference").inner_text()
    assert address.endswith("/ar/handover")

    phone.goto(address)
    look(phone, "take-over")
    phone.locator("[name=resume_code]").fill("7KQ4 M9TX")
    phone.locator("main form button").click()
    look(phone, "take-over-errors")
    phone.locator("[name=resume_code]").fill(code.lower())
    phone.locator("main form button").click()
    assert phone.url.endswith("/confirm")
    assert NAME in phone.locator("main").inner_text()
    assert answers["family_name"] in phone.locator("main").inner_text()
    look(phone, "confirm")
    phone.locator("button[name=yes]").click()
    own = phone.locator(".pd-reference bdi").inner_text()
    assert own != code
    look(phone, "confirmed")

    helper.reload()
    assert "Die Person hat es bestätigt." in helper.locator(".pd-standing").inner_text()
    look(helper, "handover-confirmed")

    phone.locator("main a[href$='/help']").click()
    look(phone, "who-helps")
    phone.locator("button[name=withdraw]").click()
    look(phone, "withdrawn")
    helper.goto(START + "/check")
    assert helper.url.endswith("/resume"), "their code opens nothing any more"

    phone.goto(phone.url.split("/help")[0] + "/check")
    phone.locator("button[name=send]").click()
    look(phone, "receipt")
    assert NAME in phone.locator("main").inner_text()


def test_who_says_no(open_page, axe):
    helper, phone = open_page(), open_page(locale="ar-SY")
    helper.goto(START)
    helper.locator("main a[href$='/help']").click()
    helper.locator("[name=helper_role][value=relative]").check()
    helper.locator("[name=helper_name]").fill(NAME)
    helper.locator("[name=helper_mandate][value=beside]").check()
    helper.locator("button[name=say]").click()
    helper.goto(START + "/help/handover")
    helper.locator("[name=their_language]").select_option("ar")
    helper.locator("button[name=offer]").click()
    phone.goto(helper.locator("#code .pd-address").inner_text())
    phone.locator("[name=resume_code]").fill(helper.locator("#code .pd-reference").inner_text())
    phone.locator("main form button").click()
    phone.locator("button[name=no]").click()
    axe(phone)
    helper.reload()
    axe(helper)
    assert "abgelehnt" in helper.locator(".pd-standing").inner_text()
    helper.goto(START + "/check")
    assert helper.locator("button[name=send]").count() == 0
