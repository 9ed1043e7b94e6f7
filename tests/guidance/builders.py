"""Builds guidance as an editor would: content in the language folders, published."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, login, logout
from plone.app.textfield import RichTextValue
from plone.testing.zope import Browser


@pytest.fixture
def an_editor(functional):
    portal = functional["portal"]
    login(functional["app"], SITE_OWNER_NAME)
    yield portal
    logout()


@pytest.fixture
def make(an_editor):
    """``make(container, type, id, publish=True, **fields)``; ``<name>_html`` fills rich text."""

    def build(container, portal_type, id, publish=True, **fields):
        for name in [name for name in fields if name.endswith("_html")]:
            value = RichTextValue(fields.pop(name), "text/html", "text/x-html-safe")
            fields[name.removesuffix("_html")] = value
        made = api.content.create(container, portal_type, id, **fields)
        if publish:
            api.content.transition(made, "publish")
        return made

    return build


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    return browser
