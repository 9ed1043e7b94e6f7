"""The frame of a page: language, direction, headers, links."""

import pytest
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def patterns(browser, functional, language, **more):
    query = "&".join(f"{name}={value}" for name, value in {"lang": language, **more}.items())
    browser.open(f"{functional['portal'].absolute_url()}/@@patterns?{query}")
    return html.document_fromstring(browser.contents)


@pytest.mark.parametrize(
    "tag, direction", [("de", "ltr"), ("en", "ltr"), ("uk", "ltr"), ("ar", "rtl")]
)
def test_the_page_says_its_language_and_direction(browser, functional, tag, direction):
    page = patterns(browser, functional, tag)

    assert page.get("lang") == tag
    assert page.get("dir") == direction
    assert browser.headers["Content-Language"] == tag
