"""Addresses of services: readable in every language, and never broken."""

import json
import re

import pytest
import transaction
from plone import api

from permitdesk.core.languages import LANGUAGES
from permitdesk.services import import_library, publish, published, service_by_slug, slug_of
from permitdesk.services.compose import LIBRARY, read_service
from permitdesk.services.publish import hindrances

SHIPPED = {
    each.parent.name: read_service(each.parent.name).slugs
    for each in LIBRARY.glob("*/service.toml")
}
EARLIER = {
    "employment": "work-residence",
    "education": "education-residence",
    "family": "family-residence",
    "conditions": "change-condition",
    "settlement": "settlement-permit",
    "contact": "contact",
}
ENGLISH_ELSEWHERE = {("contact", "fr")}  # the word is the same


@pytest.fixture
def contact(portal):
    import_library(portal, ["contact"])
    return portal["services"]["contact"]


def renamed(service, **slugs):
    """The service published anew under other names."""
    service.slugs = json.dumps({**json.loads(service.slugs), **slugs})
    with api.env.adopt_roles(["Manager"]):
        publish(service)
    return service


@pytest.mark.parametrize("service_id", sorted(SHIPPED))
def test_every_service_has_a_name_of_its_own_in_every_language(service_id):
    slugs = SHIPPED[service_id]

    assert set(slugs) == set(LANGUAGES)
    for language, slug in slugs.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        if language != "en" and (service_id, language) not in ENGLISH_ELSEWHERE:
            assert slug != slugs["en"], language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_services_share_an_address(language):
    names = [slugs[language] for slugs in SHIPPED.values()]

    assert len(set(names)) == len(names)


def test_an_address_given_up_still_leads_to_its_service(portal, contact):
    renamed(contact, ar="risala")
    renamed(contact, ar="tawasul")

    assert slug_of(contact, "ar") == "tawasul"
    for slug in (SHIPPED["contact"]["ar"], "risala", "tawasul"):
        assert service_by_slug(portal, "ar", slug) is not None, slug
    assert service_by_slug(portal, "de", "risala") is None, "it was an Arabic address"


@pytest.mark.parametrize(
    ("service_id", "language", "slug"),
    [
        *((id_, "ar", each) for id_, each in EARLIER.items()),
        *((id_, "fa", each) for id_, each in EARLIER.items()),
        *(("travel-document", each, "travel-document") for each in ("uk", "ar", "ru", "fr")),
    ],
)
def test_addresses_of_earlier_versions_lead_on_in_a_new_portal_too(
    portal, service_id, language, slug
):
    import_library(portal, [service_id])

    assert service_by_slug(portal, language, slug).getId() == service_id
    assert slug_of(portal["services"][service_id], language) != slug


def test_a_service_that_had_no_name_in_a_language_keeps_its_id_as_address(portal, contact):
    slugs = json.loads(contact.slugs)
    del slugs["fa"]
    contact.slugs = json.dumps(slugs)
    with api.env.adopt_roles(["Manager"]):
        publish(contact)
    assert slug_of(contact, "fa") == "contact"

    renamed(contact, fa="payam")

    assert service_by_slug(portal, "fa", "contact") == contact
    assert slug_of(contact, "fa") == "payam"


def test_no_other_service_takes_over_an_address_that_people_may_have(portal, contact):
    renamed(contact, de="nachricht")
    import_library(portal, ["employment"])
    employment = portal["services"]["employment"]

    employment.slugs = json.dumps({**json.loads(employment.slugs), "de": "kontakt"})

    (problem,) = hindrances(employment)
    assert "früher" in problem.said() and "contact" in problem.said()


def test_the_service_itself_may_have_its_old_name_back(portal, contact):
    renamed(contact, de="nachricht")
    renamed(contact, de="kontakt")

    assert slug_of(contact, "de") == "kontakt"
    assert published(contact).number == 3


def test_the_browser_is_led_on_and_what_is_sent_is_taken(shipped):
    portal = shipped.portal
    renamed(portal["services"]["contact"], de="nachricht")
    transaction.commit()

    moved = shipped.page("GET", "/de/antrag/kontakt/step/municipality?x=1")
    assert moved.status_code == 301
    assert moved.headers["Location"] == f"{shipped.url}/de/antrag/nachricht/step/municipality?x=1"
    assert moved.headers["Cache-Control"] == "public, max-age=300"
    assert shipped.page("GET", moved.headers["Location"][len(shipped.url) :]).status_code == 200
    sent = shipped.page("POST", "/de/antrag/kontakt/step/municipality", data={"x": "1"})
    assert sent.status_code == 200, "the page again: it came without a token"
    assert shipped.page("GET", "/de/antrag/nie-da-gewesen").status_code == 404
