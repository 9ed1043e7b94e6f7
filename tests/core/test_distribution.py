"""Plone's create-site form offers the portal; without the demo, nothing of it is there."""

import pytest
from plone.app.testing import SITE_OWNER_NAME, login
from plone.distribution.api import distribution
from plone.distribution.api import site as sites
from zope.component.hooks import getSite, setSite
from zope.interface import directlyProvidedBy, directlyProvides
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

from permitdesk.core.languages import LANGUAGES
from permitdesk.district import missing_settings
from permitdesk.services import all_services


@pytest.fixture
def production(functional):
    before, app, request = getSite(), functional["app"], functional["request"]
    # A request to Zope's root: not one to the portal that the layer has.
    marks = directlyProvidedBy(request)
    directlyProvides(request, IDefaultBrowserLayer)
    login(app, SITE_OWNER_NAME)
    answers = {
        "site_id": "production",
        "title": "Ausländerbehörde",
        "description": "",
        "default_language": "de",
        "portal_timezone": "Europe/Berlin",
        "setup_content": False,
    }
    yield sites.create(app, "permitdesk", answers)
    directlyProvides(request, marks)
    setSite(before)


def test_the_form_offers_it():
    offered = {each.name: each for each in distribution.get_distributions()}
    assert offered["permitdesk"].schema["properties"]["setup_content"]["default"] is False


def test_a_portal_for_production_has_rooms_and_no_demo(production):
    assert {*LANGUAGES, "services", "office"} <= set(production.objectIds())
    assert all_services(production, drafts=True) == ()
    assert list(production["office"].objectIds()) == []
    assert missing_settings(), "an office that has told nothing yet is told what is missing"
    assert list(production.acl_users.source_users.getUserIds()) == []
