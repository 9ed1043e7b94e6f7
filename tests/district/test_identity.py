"""The page on which an administrator sets names, arms and colour."""

import io

import pytest
import transaction
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from permitdesk.core.mail import sender
from permitdesk.theme import identity

SHIELD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 24"><path d="M1 1h18v12z"/></svg>'
)
PASSWORD = "Correct-horse-9"


@pytest.fixture
def page(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.addHeader("Accept", "text/html")
    browser.handleErrors = False
    browser.open(f"{functional['portal'].absolute_url()}/@@identity-settings?lang=de")
    return browser


def said(browser) -> str:
    return " ".join(html.document_fromstring(browser.contents).text_content().split())


def test_nobody_but_an_administrator_sets_it(functional):
    api.user.create("eva@example.org", "eva", PASSWORD)
    api.group.add_user("editors", username="eva")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    for headers in ((), (("Authorization", f"Basic eva:{PASSWORD}"),)):
        for header in headers:
            browser.addHeader(*header)
        browser.open(f"{functional['portal'].absolute_url()}/@@identity-settings")
        assert 'name="district"' not in browser.contents


def test_a_name_stands_at_once_on_pages_and_in_mails(page):
    page.getControl(name="district").value = "Kreis Neuland"
    page.getControl(name="office").value = "Kreis Neuland, Ausländerbehörde"
    page.getControl(name="short").value = "Neuland"
    page.getControl(name="names").click()

    assert "Gespeichert" in said(page)
    shown = html.document_fromstring(page.contents)
    assert shown.xpath("//header//bdi/text()")[0] == "Kreis Neuland"
    assert shown.findtext(".//title").endswith("Neuland")
    assert api.portal.get().title == "Kreis Neuland"
    assert sender(fallback=True).display_name == "Kreis Neuland"


def test_a_colour_that_cannot_be_read_is_refused_with_number_use_and_a_shade_to_take(page):
    page.getControl(name="light").value = "#ffcc00"
    page.getControl(name="colour").click()

    text = said(page)
    assert identity.identity().accent == ""
    assert "1,37 : 1" in text and "4,5 : 1" in text and "Schrift auf Knöpfen" in text
    taken = page.getControl(name="take.light")
    assert taken.value in ("#745b00", "")
    taken.click()
    assert page.getControl(name="light").value == "#745b00"
    page.getControl(name="colour").click()
    assert identity.identity().accent == "#745b00"
    assert "Gespeichert" in said(page)


@pytest.mark.parametrize("typed", ["", "grün", "#12"])
def test_what_is_no_colour_is_told(page, typed):
    page.getControl(name="light").value = typed
    page.getControl(name="colour").click()

    assert "Das ist keine Farbe" in said(page)


def test_arms_are_taken_shown_and_taken_away(page):
    page.getControl(name="file").add_file(io.BytesIO(SHIELD), "image/svg+xml", "arms.svg")
    page.getControl(name="text.en").value = "A green shield"
    page.getControl(name="arms").click()

    assert identity.identity().arms.kind == "svg"
    assert identity.identity().arms_text("en") == "A green shield"
    page.getControl(name="no-arms").click()
    assert identity.identity().arms is None


def test_arms_with_a_program_are_refused_with_what_it_is(page):
    attack = SHIELD.replace(b"<path", b"<script>alert(1)</script><path")
    page.getControl(name="file").add_file(io.BytesIO(attack), "image/svg+xml", "arms.svg")
    page.getControl(name="arms").click()

    assert "nicht annehmen: <script>" in said(page)
    assert identity.identity().arms is None


def test_a_form_without_its_token_changes_nothing(functional, page):
    page.handleErrors = True
    page.raiseHttpErrors = False
    page.post(page.url.partition("?")[0], "names=1&district=X&office=Y")

    assert api.portal.get().title != "X"
