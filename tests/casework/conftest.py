"""Fixtures that the tests of casework share."""

import pytest
from plone.testing.zope import Browser

from casework_builders import PASSWORD


@pytest.fixture
def browser_of(functional):
    """A browser of somebody of the office, or of nobody; an error of the code is the test's."""

    def browser_of(user="", accept="", handle_errors=False):
        browser = Browser(functional["app"])
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        if accept:
            browser.addHeader("Accept", accept)
        browser.handleErrors = handle_errors
        browser.raiseHttpErrors = False
        return browser

    return browser_of
