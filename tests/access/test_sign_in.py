"""The page on which staff sign in: ours, in every language, and it says what is wrong."""

import pytest
import transaction
from plone.testing.zope import Browser

from casework_builders import PASSWORD, an_office
from permitdesk.core.languages import LANGUAGES, direction


@pytest.fixture
def portal(functional):
    an_office(functional["portal"])
    transaction.commit()
    return functional["portal"]


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    return browser


def sign_in(browser, name, password):
    browser.getControl(name="__ac_name").value = name
    browser.getControl(name="__ac_password").value = password
    browser.getControl(name="buttons.login").click()


@pytest.mark.parametrize(
    "name, password, said",
    [
        ("", "", "Geben Sie den Namen ein, mit dem Sie sich anmelden."),
        ("anna", "", "Geben Sie Ihr Passwort ein."),
        ("anna", "falsch", "Name oder Passwort stimmt nicht."),
        ("niemand", "falsch", "Name oder Passwort stimmt nicht."),
    ],
)
def test_what_is_wrong_is_said_and_the_name_stays(portal, browser, name, password, said):
    browser.open(f"{portal.absolute_url()}/login?lang=de")
    sign_in(browser, name, password)
    assert said in browser.contents and 'id="errors"' in browser.contents
    assert browser.getControl(name="__ac_name").value == name
    assert not password or password not in browser.contents


def test_who_was_on_the_way_goes_on_after_a_wrong_try(portal, browser):
    case_list = f"{portal.absolute_url()}/office/@@tasks"
    browser.open(f"{portal.absolute_url()}/login?came_from={case_list}")
    sign_in(browser, "anna", "falsch")
    sign_in(browser, "anna", PASSWORD)
    assert browser.url == case_list
    assert "statusmessages" not in browser.cookies, "Plone would say it pages later"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language_and_at_one_address(portal, browser, language):
    browser.open(f"{portal.absolute_url()}/{language}/login?lang={language}")
    assert browser.url == f"{portal.absolute_url()}/login?lang={language}"
    assert f'dir="{direction(language)}" lang="{language}"' in browser.contents
    assert f"/{language}/status" in browser.contents, "who applied finds their way"
    assert "no-store" in browser.headers["Cache-Control"]
