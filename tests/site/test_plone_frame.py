"""Plone's own screens for staff: our header and styles, none of Plone's furniture."""

import pytest
import transaction
from lxml import html
from plone import api
from plone.testing.zope import Browser

from permitdesk.theme import identity

PASSWORD = "Correct-horse-9"
SCREENS = ("edit", "folder_contents", "@@sharing")


@pytest.fixture
def editor(functional):
    api.user.create("eva@example.org", "eva", PASSWORD)
    api.group.add_user("editors", username="eva")
    identity.keep(identity.Identity(accent="#17603f"))
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic eva:{PASSWORD}")
    return browser


@pytest.mark.parametrize("screen", SCREENS)
def test_editors_see_the_district_and_their_way_back_and_nothing_of_plone(
    functional, editor, screen
):
    site = functional["portal"].absolute_url()
    editor.open(f"{site}/de/{screen}")
    page = html.document_fromstring(editor.contents)

    styles = page.xpath("//link[@rel='stylesheet']/@href")
    assert any("/editing." in each for each in styles)
    assert any("accent-17603f-" in each for each in styles)
    (header,) = page.cssselect(".pd-plone")
    assert identity.district_name() in header.text_content()
    assert f"{site}/@@coverage" in header.xpath(".//@href")
    assert not page.cssselect("#portal-searchbox form, #portal-colophon, .portletActions")
    assert not page.xpath("//img[contains(@src, 'logo')]")
    assert "Powered by" not in editor.contents


def test_a_page_in_arabic_is_made_on_a_german_form_and_stays_arabic(functional, editor):
    editor.open(f"{functional['portal'].absolute_url()}/ar/++add++Topic")
    page = html.document_fromstring(editor.contents)

    assert (page.get("lang"), page.find("body").get("dir")) == ("de", "ltr")
    assert "Titel" in page.text_content()
    editor.getControl(name="form.widgets.IBasic.title").value = "العمل"
    editor.getControl(name="form.buttons.save").click()
    transaction.begin()
    within = functional["portal"]["ar"].objectValues()
    assert [each.language for each in within if each.portal_type == "Topic"] == ["ar"]


def test_the_styles_lie_where_plones_editor_asks_for_them(functional):
    browser = Browser(functional["app"])
    browser.open(f"{functional['portal'].absolute_url()}/de/@@permitdesk-editing.css")

    assert browser.headers["Content-Type"].startswith("text/css")
    assert "--bs-body-bg" in browser.contents
    assert api.portal.get_registry_record("plone.content_css") == ["@@permitdesk-editing.css"]


def test_plones_screens_have_styles_under_each_address_of_the_portal(functional):
    named = "plone.app.theming.interfaces.IThemeSettings.hostnameBlacklist"
    assert not api.portal.get_registry_record(named)
