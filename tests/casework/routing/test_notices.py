"""What visitors of a service are told while a range of names is suspended."""

import re
from datetime import timedelta
from html import unescape

import pytest
import transaction
from plone.testing.zope import Browser

from casework_builders import an_office
from permitdesk.casework.name_key import parse_ranges
from permitdesk.casework.routing.book import own_book
from permitdesk.casework.routing.staffing import Suspension
from permitdesk.core import clock
from permitdesk.services import address, import_library


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    import_library(portal, ["employment", "family"])
    an_office(portal)
    transaction.commit()
    return portal


@pytest.fixture
def page(functional):
    def page(portal, service, language):
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.open(address(portal["services"][service], language))
        return browser.contents

    return page


def text(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def suspend(portal, first=0, last=0, **more):
    today = clock.today()
    suspension = Suspension(
        "s",
        today + timedelta(first),
        today + timedelta(last),
        more.pop("ranges", parse_ranges("S–Z")),
        notices={"de": "Wir bitten um <b>Geduld</b>.", "ar": "يستغرق وقتا أطول."},
        **more,
    )
    own_book(portal["office"]["two"]).put_suspension(suspension)
    transaction.commit()


def test_it_stands_first_on_the_services_of_the_unit(portal, page):
    suspend(portal)
    german = page(portal, "employment", "de")
    assert "Für Familiennamen S–Z" in text(german).replace("\u2060", "").replace("  ", " ")
    assert "Wir bitten um &lt;b&gt;Geduld&lt;/b&gt;." in german, "editors write text, never markup"
    assert "Geduld" not in page(portal, "family", "de"), "another unit's service"


def test_it_is_told_in_the_visitors_language_or_marked_as_german(portal, page):
    suspend(portal)
    assert "يستغرق وقتا أطول." in page(portal, "employment", "ar")
    assert "Geduld" not in page(portal, "employment", "ar")
    english = page(portal, "employment", "en")
    assert re.search(r"<span lang=[\"']?de[\"']?[^>]*>Wir bitten", english)


@pytest.mark.parametrize(("first", "last"), [(1, 2), (-2, -1)])
def test_it_is_told_on_its_days_only(portal, page, first, last):
    suspend(portal, first, last)
    assert "Geduld" not in page(portal, "employment", "de")


def test_it_may_be_about_some_services(portal, page):
    suspend(portal, services=("contact",))
    assert "Geduld" not in page(portal, "employment", "de")
    suspend(portal, services=("employment",), ranges=())
    assert "Für alle, bis" in text(page(portal, "employment", "de"))
