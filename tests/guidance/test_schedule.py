"""A page has a day from which and one until which visitors see it; editors set both."""

from datetime import timedelta

import requests
import transaction
from DateTime import DateTime
from lxml import html

from guidance.translating import change
from permitdesk.core import clock


def everywhere(page, word):
    """The addresses at which visitors would come upon a page, each with what stands there."""
    site = page.aq_parent.aq_parent.aq_parent.absolute_url()
    for address in (
        page.aq_parent.absolute_url(), f"{site}/de", f"{site}/de/a-z", f"{site}/de/rss.xml",
        f"{site}/de/search?q={word}", f"{site}/sitemap.xml", f"{site}/en/asylum/work",
    ):  # fmt: skip
        answer = requests.get(address, timeout=60)
        assert answer.status_code == 200, address
        yield address, answer.text


def test_a_page_for_tomorrow_is_nowhere_today(functional, page, english):
    change(page, title="Zirkusdirektoren", description="Für Zirkusdirektoren")
    page.setEffectiveDate(DateTime() + 1)
    page.reindexObject()
    transaction.commit()
    for address, text in everywhere(page, "Zirkus"):
        assert page.absolute_url() not in text, address
        assert "Zirkusdirektoren" not in text, address
    assert requests.get(page.absolute_url(), timeout=60).status_code == 404
    home = functional["portal"].absolute_url()
    for address in (
        f"{page.absolute_url()}/@@version-view", f"{page.absolute_url()}/@@content-core",
        f"{home}/@search?portal_type=GuidancePage&show_inactive=1",
    ):  # fmt: skip
        answer = requests.get(address, headers={"Accept": "application/json"}, timeout=60)
        assert "Zirkusdirektoren" not in answer.text, address
    page.setEffectiveDate(DateTime() - 1)
    page.reindexObject()
    transaction.commit()
    seen = [address for address, text in everywhere(page, "Zirkus") if page.absolute_url() in text]
    assert len(seen) >= 4, seen


def test_editors_set_both_days_in_the_form_of_the_page(someone, page):
    editor = someone(f"{page.absolute_url()}/edit")
    labels = {each.get("for") for each in html.fromstring(editor.contents).xpath("//label")}
    assert {"form-widgets-IPublication-effective", "form-widgets-IPublication-expires"} <= labels
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    editor.getControl(name="form.widgets.IPublication.effective").value = tomorrow
    editor.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert page.effective() > DateTime()
    assert requests.get(page.absolute_url(), timeout=60).status_code == 404
