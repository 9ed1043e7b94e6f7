"""A language in which too little is translated is not offered for beginning; no link is dead."""

import transaction
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.services import publish

from .applicant import Applicant


def block(portal, language):
    """The office asks for more than this language has."""
    transaction.begin()
    service = portal["services"]["contact"]
    service.labels[language] = {}
    with api.env.adopt_roles(["Manager"]):
        publish(service)
    getUtility(IRegistry)["permitdesk.translation.usable_share"] = 50
    transaction.commit()


def test_one_begins_in_another_language_and_what_was_begun_goes_on(functional, offices):
    began = Applicant(functional, "tr").answer_contact()
    step = began.step
    block(offices, "tr")

    other = Applicant(functional, "tr").open()
    assert other.status == 200
    said = " ".join(other.texts("main").pop().split())
    assert "Deutsch" in said and "English" in said
    links = [each.get("href", "") for each in other.html.select("main a")]
    assert any("/en/apply/" in link for link in links) and not any("/step/" in x for x in links)
    assert any(link.endswith(".pdf") for link in links)

    deep = Applicant(functional, "tr").open("/step/municipality")
    assert deep.status == 200 and deep.texts("h1") == other.texts("h1")
    assert Applicant(functional, "en").open("/step/municipality").step == "municipality"
    assert began.open(f"/step/{step}").status == 200 and began.step == step
