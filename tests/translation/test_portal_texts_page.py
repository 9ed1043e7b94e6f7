"""The page on which an administrator takes the portal's texts along and reads them in."""

import io
import re

import pytest
import transaction
from AccessControl.PermissionRole import rolesForPermissionOn
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from added_language import PASHTO, as_po, as_xliff
from permitdesk.core.languages import KNOWN
from permitdesk.site.offering import offer
from permitdesk.translation import catalogue


@pytest.fixture
def pashto(functional):
    offer(KNOWN["ps"])
    transaction.commit()
    return f"{functional['portal'].absolute_url()}/@@portal-texts?to=ps"


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.addHeader("Accept", "text/html")
    browser.addHeader("Accept-Language", "de")
    return browser


def look(browser, address, data, name="portal-ps.po"):
    browser.open(address)
    browser.getControl(name="file").add_file(io.BytesIO(data), "application/octet-stream", name)
    browser.getControl(name="look").click()


def words(browser):
    """What is read on the page, without its marks and those that set names apart."""
    return re.sub("[\u2066-\u2069]", "", html.fromstring(browser.contents).text_content())


def texts(functional):
    transaction.begin()
    return catalogue.AddedTexts().texts("ps")


def test_what_a_file_would_do_shows_first_and_a_second_button_takes_it(functional, browser, pashto):
    look(browser, pashto, as_po("ps", PASHTO | {"intake_pdf_received": "رسېدلی"}))

    assert PASHTO["intake_continue"] in words(browser)
    assert "In der Übersetzung fehlt: ${moment}" in words(browser)
    assert not texts(functional)

    browser.getControl(name="take").click()

    assert f"Eingelesen: {len(PASHTO) - 1}" in words(browser)
    assert texts(functional)["intake_continue"] == PASHTO["intake_continue"]
    assert "intake_pdf_received" not in texts(functional)
    with pytest.raises(LookupError):
        browser.getControl(name="take")


@pytest.mark.parametrize("kind", ["xliff", "po"])
def test_the_file_that_is_taken_along_holds_the_german_and_where_it_is_used(
    functional, browser, pashto, kind
):
    look(browser, pashto, as_xliff("ps", PASHTO, "machine"), "portal.xlf")
    browser.getControl(name="take").click()

    browser.open(f"{pashto}&kind={kind}")

    assert browser.headers["Content-Disposition"].startswith('attachment; filename="portal-ps.')
    for text in ("Weiter", PASHTO["intake_continue"], "Online-Formular"):
        assert text.encode() in browser._response.body


def test_a_file_of_something_else_is_refused(functional, browser, pashto):
    look(browser, pashto, b"%PDF-1.7")
    assert "Die Datei lässt sich nicht einlesen." in words(browser)
    look(browser, pashto, as_xliff("kmr", PASHTO), "portal.xlf")
    assert "Die Datei ist für die Sprache" in words(browser)
    assert not texts(functional)


@pytest.mark.parametrize("query", ["?to=ar", "?to=xx", "?to=ps&kind=exe"])
def test_there_is_no_such_page_for_shipped_and_unknown_languages(functional, pashto, query):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.raiseHttpErrors = False
    browser.open(f"{functional['portal'].absolute_url()}/@@portal-texts{query}")
    assert browser.headers["Status"].startswith("404")


def test_editors_may_not(functional, pashto):
    allowed = rolesForPermissionOn(
        "Permitdesk: Translate the portal's own texts", functional["portal"]
    )
    assert set(allowed) == {"Manager", "Site Administrator"}


def test_looking_writes_nothing(functional, browser, pashto):
    browser.open(pashto)
    assert "So viele Texte sind da" in words(browser)
    transaction.begin()
    assert "permitdesk.translation.catalogues" not in getattr(
        functional["portal"], "__annotations__", {}
    )
