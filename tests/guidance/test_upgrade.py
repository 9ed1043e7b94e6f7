"""A portal from before versions, questions, news and added languages gets all of it by upgrade."""

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.core.added import DESCRIBED
from permitdesk.guidance.history.versions import versions

PROFILE = "permitdesk:default"
CAME = ("FrequentQuestion", "NewsEntry")
CONFIGLETS = {"permitdesk-languages", "permitdesk-identity"}


def configlets(portal) -> set[str]:
    return {each.id for each in portal.portal_controlpanel.listActions()}


def as_before(portal) -> None:
    """What the portal's settings were in version 1010 of the profile."""
    types, workflow, registry = (
        portal.portal_types, portal.portal_workflow, getUtility(IRegistry),
    )  # fmt: skip
    for name in CAME:
        workflow.setChainForPortalTypes([name], "")
    types.manage_delObjects(list(CAME))
    for folder in ("LRF", "Topic"):
        allowed = [each for each in types[folder].allowed_content_types if each not in CAME]
        types[folder].manage_changeProperties(allowed_content_types=allowed)
    portal.portal_repository.setVersionableContentTypes(["Document"])
    for each in CONFIGLETS:
        portal.portal_controlpanel.unregisterConfiglet(each)
    del registry.records[DESCRIBED]
    registry["plone.content_css"] = []
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1010")


def test_a_portal_from_before_has_all_of_it_after_the_upgrade(an_editor, make):
    portal = an_editor
    as_before(portal)
    page = make(portal["de"], "GuidancePage", "alt", title="Alt", answer="Ja.")
    assert not CONFIGLETS & configlets(portal) and versions(page) == []

    portal.portal_setup.upgradeProfile(PROFILE)

    assert portal.portal_setup.getLastVersionForProfile(PROFILE) != ("1010",)
    assert configlets(portal) >= CONFIGLETS
    registry = getUtility(IRegistry)
    assert registry[DESCRIBED] == {} and registry["plone.content_css"]
    topic = make(portal["de"], "Topic", "thema", title="Thema")
    question = make(topic, "FrequentQuestion", "f", title="F?", answer_html="<p>Ja.</p>")
    news = make(portal["de"], "NewsEntry", "n", title="N", text_html="<p>Neu.</p>")
    assert [api.content.get_state(each) for each in (question, news)] == ["published"] * 2
    assert [len(versions(each)) for each in (page, question, news)] == [1, 1, 1]
