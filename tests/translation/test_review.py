"""That nobody has reviewed a translation is said in it, until one setting says otherwise."""

import pytest
import transaction
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from permitdesk.core import languages
from permitdesk.core.languages import LANGUAGES
from permitdesk.services import import_library

SETTING = "permitdesk.translation.reviewed_languages"
PAGES = {
    "ar": ("", "/services", "/search", "/status", "/apply/contact", "/apply/contact/resume"),
    "de": ("", "/dienste", "/search", "/status", "/antrag/kontakt", "/antrag/kontakt/resume"),
}


@pytest.fixture
def portal(functional):
    import_library(functional["portal"], ["contact"])
    transaction.commit()
    return functional["portal"]


@pytest.fixture
def notes(functional, portal):
    """How often each page of a language says it."""

    def read(language):
        browser = Browser(functional["app"])
        found = []
        for page in (*PAGES[language], f"{PAGES[language][4]}/step/municipality"):
            browser.open(f"{portal.absolute_url()}/{language}{page}")
            tree = html.document_fromstring(browser.contents)
            found.append(len(tree.xpath("//*[@id='not-reviewed']")))
        return found

    return read


def review(*tags):
    getUtility(IRegistry)[SETTING] = tags
    transaction.commit()


def test_every_page_of_a_translation_says_it_once_and_no_german_one(notes):
    assert set(notes("ar")) == {1}
    assert set(notes("de")) == {0}


def test_a_reviewed_language_loses_it_everywhere_by_one_setting(notes):
    review("ar")
    assert set(notes("ar")) == {0}
    assert languages.is_reviewed("ar") and not languages.is_reviewed("uk")
    review()
    assert set(notes("ar")) == {1}


def test_on_the_start_page_it_stands_at_the_end_of_the_text(functional, portal):
    browser = Browser(functional["app"])
    browser.open(f"{portal.absolute_url()}/ar/apply/contact")
    page = html.document_fromstring(browser.contents)
    assert page.xpath("//main//*[@id='not-reviewed']") and not page.xpath("//footer//*[@id]")
    browser.open(f"{portal.absolute_url()}/ar/apply/contact/step/municipality")
    page = html.document_fromstring(browser.contents)
    assert page.xpath("//footer//*[@id='not-reviewed']")


def test_a_page_with_an_editors_remark_leaves_it_at_that(functional, portal):
    with api.env.adopt_roles(["Manager"]):
        for name, remark in (("mit", "لم يراجعه أحد."), ("ohne", "")):
            page = api.content.create(
                portal["ar"], "GuidancePage", name, title=name, answer="نعم.", remark=remark
            )
            api.content.transition(page, "publish")
    transaction.commit()
    browser = Browser(functional["app"])
    said = {}
    for name in ("mit", "ohne"):
        browser.open(f"{portal.absolute_url()}/ar/{name}")
        said[name] = 'id="not-reviewed"' in browser.contents
    assert said == {"mit": False, "ohne": True}


def test_staff_say_so_in_the_control_panel(functional, portal):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{portal.absolute_url()}/@@translation-settings")
    boxes = browser.getControl(name="form.widgets.reviewed_languages:list")
    assert set(boxes.options) == set(LANGUAGES) - {"de"}
    boxes.value = ["ar", "fr"]
    browser.getControl(name="form.buttons.save").click()

    transaction.begin()
    assert set(getUtility(IRegistry)[SETTING]) == {"ar", "fr"}


def test_a_portal_from_before_gets_the_setting_by_the_upgrade(portal):
    registry = getUtility(IRegistry)
    del registry.records[SETTING]
    assert not languages.is_reviewed("ar"), "a missing setting breaks nothing"
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile("permitdesk:default", "1001")
    setup.upgradeProfile("permitdesk:default")

    assert registry[SETTING] == ()
    panel = api.portal.get_tool("portal_controlpanel")
    assert "permitdesk-translation" in {each.id for each in panel.listActions()}
    assert getUtility(IVocabularyFactory, "permitdesk.translation.languages")(portal)
