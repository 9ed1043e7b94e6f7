"""What all pages on a service share."""

import pytest
import transaction
from lxml import html
from plone.testing.zope import Browser

from casework_builders import PASSWORD as ANNAS_PASSWORD
from casework_builders import an_office
from designer_builders import a_designer, signed_in
from permitdesk.core.languages import LANGUAGES
from permitdesk.designer.views.page import DesignerPage


@pytest.fixture
def studio(functional):
    """A portal with a designer; returns the application and the portal."""
    a_designer(functional["portal"])
    return functional


def test_a_designer_sees_the_service_and_its_tabs(studio):
    browser = signed_in(studio["app"], "gesa")
    browser.open(studio["portal"].absolute_url() + "/services/contact/@@design")

    assert browser.headers["status"].startswith("200")
    assert "Formular" in browser.contents and "Fassungen" in browser.contents
    assert "no-store" in browser.headers["cache-control"]


def test_the_language_chosen_above_a_page_holds_for_that_page_and_the_next(studio):
    """Given a German browser; the links stay where one is, with what its address says."""
    browser = signed_in(studio["app"], "gesa")
    browser.addHeader("Accept-Language", "de")
    services = studio["portal"].absolute_url() + "/services"
    browser.open(f"{services}/contact/@@design?step=contact&lang=tr")

    browser.getLink("العربية").click()

    assert browser.url == f"{services}/contact/@@design?step=contact&lang=ar"
    assert 'dir="rtl" lang="ar">' in browser.contents
    browser.open(f"{services}/contact/@@findings")
    assert 'dir="rtl" lang="ar">' in browser.contents
    browser.open(f"{services}?lang=nonsense")
    assert 'dir="rtl" lang="ar">' in browser.contents


def test_the_menu_leads_a_designer_to_the_services_in_every_language(studio):
    """From each home page, from the work, and on every page about a service."""
    portal = studio["portal"]
    an_office(portal)
    portal.portal_groups.addPrincipalToGroup("gesa", "caseworkers")
    transaction.commit()
    home, services = portal.absolute_url(), f"{portal.absolute_url()}/services"
    browser = signed_in(studio["app"], "gesa")
    titles = set()
    for page in (*(f"{home}/{tag}" for tag in LANGUAGES), f"{home}/office"):
        (entry,) = entries(browser, page, services)
        titles.add(entry.text)
        assert entry.get("aria-current") is None
    assert len(titles) == len(LANGUAGES) and "Online-Dienste gestalten" in titles
    (entry,) = entries(browser, f"{services}/contact/@@design", services)
    assert entry.get("aria-current") == "page"


def test_the_menu_of_others_does_not(studio):
    portal = studio["portal"]
    an_office(portal)
    transaction.commit()
    home, services = portal.absolute_url(), f"{portal.absolute_url()}/services"
    anna, visitor = Browser(studio["app"]), Browser(studio["app"])
    anna.addHeader("Authorization", f"Basic anna:{ANNAS_PASSWORD}")
    for browser, page in ((visitor, f"{home}/de"), (anna, f"{home}/de"), (anna, f"{home}/office")):
        assert entries(browser, page, "") and not entries(browser, page, services)


def entries(browser, page: str, address: str) -> list:
    """The links of a page's menu that lead to an address."""
    browser.open(page)
    links = html.fromstring(browser.contents).xpath("//nav[@class='pd-navigation']//a")
    return [each for each in links if each.get("href") == address or not address]


def test_nobody_else_does(studio):
    portal = studio["portal"]
    portal.acl_users.userFolderAddUser("mia", "Correct-horse-9", ["Member", "Editor"], [])
    transaction.commit()
    browser = signed_in(studio["app"], "mia")

    browser.open(portal.absolute_url() + "/services/contact/@@design")

    assert "pd-designer" not in browser.contents


def test_a_save_on_what_another_changed_is_held_and_says_who_and_what(integration):
    portal, request = integration["portal"], integration["request"].clone()
    service = portal["services"]["contact"]
    mine = DesignerPage(service, request)
    before = mine.edition

    service.title = "Kontakt neu"
    DesignerPage(service, request).changed("step", "Ihr Anliegen")
    request.form["edition"], request.method = before, "POST"
    page = DesignerPage(service, request)

    assert page.is_overtaken()
    (line,) = page.meanwhile
    assert "Abschnitt „Ihr Anliegen“" in str(line)

    request.form["edition"] = page.edition
    assert not DesignerPage(service, request).is_overtaken()
