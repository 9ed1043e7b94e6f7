"""Installing again changes nothing; without permitdesk the portal is Plone's again."""

import pytest
import transaction
from plone import api
from plone.app.testing import applyProfile
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility

from permitdesk.core import jobs
from permitdesk.guidance import pages_by_role, topics


@pytest.fixture
def portal(functional):
    return functional["portal"]


def status_of(functional, address):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    transaction.commit()
    browser.open(address)
    return browser.headers["status"][:3]


def waiting(portal):
    queue = jobs.queue(portal)
    return sorted(queue.get(key).name for key in queue)


def state_of(portal):
    types = {
        name: sorted((key, repr(value)) for key, value in portal.portal_types[name].propertyItems())
        for name in portal.portal_types.objectIds()
    }
    groups = {
        group.id: sorted(group.getRoles()) for group in portal.portal_groups.listGroups() if group
    }
    registry = getUtility(IRegistry)
    records = {name: registry[name] for name in registry.records if "permitdesk" in name}
    return types, groups, records, sorted(portal.portal_catalog.schema()), waiting(portal)


def test_installing_again_changes_nothing(portal):
    before = state_of(portal)
    applyProfile(portal, "permitdesk:default")
    assert state_of(portal) == before


def test_without_permitdesk_the_languages_are_plones_again(functional, portal):
    applyProfile(portal, "permitdesk:uninstall")

    assert status_of(functional, f"{portal.absolute_url()}/de") == "200"
    assert not [name for name in portal.portal_catalog.schema() if name.startswith("guidance")]
    registry = getUtility(IRegistry)
    assert not [name for name in registry.records if "permitdesk" in name]
    assert "/office" not in registry["plone.robots_txt"]


def test_installed_anew_what_was_published_is_there_again(functional, portal):
    with api.env.adopt_roles(["Manager"]):
        topic = api.content.create(portal["de"], "Topic", "arbeit", title="Arbeit", language="de")
        api.content.transition(topic, "publish")
        page = api.content.create(topic, "GuidancePage", title="Impressum", language="de")
        page.role = "imprint"
        api.content.transition(page, "publish")
    applyProfile(portal, "permitdesk:uninstall")
    applyProfile(portal, "permitdesk:default")

    assert status_of(functional, f"{portal.absolute_url()}/de") == "200"
    assert [link.title for link in topics("de")] == ["Arbeit"]
    assert pages_by_role("de")["imprint"].title == "Impressum"
    assert waiting(portal).count("permitdesk.intake.cleanup") == 1
