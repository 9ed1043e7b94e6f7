"""What all pages on a service share."""

import pytest
import transaction

from designer_builders import a_designer, signed_in
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
