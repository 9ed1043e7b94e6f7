from datetime import date
from decimal import Decimal

import pytest
from AccessControl import Unauthorized
from plone.app.testing import TEST_USER_ID, TEST_USER_NAME, login, logout, setRoles
from plone.registry.interfaces import IRegistry
from Products.statusmessages.interfaces import IStatusMessage
from zope.component import getUtility
from zope.interface import Invalid, alsoProvides

from permitdesk.core.interfaces import ICodeList, IPermitdeskLayer
from permitdesk.district import (
    Authority,
    FeeFacts,
    estimated_fees,
    missing_settings,
    municipalities,
    office,
    responsible_authority,
    threshold,
)
from permitdesk.district.authority import MalformedLineError, all_municipalities, read_neighbour
from permitdesk.district.interfaces import IDistrictSettings


@pytest.fixture
def demo(portal):
    setup_tool = portal.portal_setup
    setup_tool.runImportStepFromProfile("profile-permitdesk:demo", "plone.app.registry")
    return portal


def settings():
    return getUtility(IRegistry).forInterface(IDistrictSettings, prefix="permitdesk.district")


def test_a_new_portal_belongs_to_no_district(portal):
    assert municipalities() == ()
    assert responsible_authority("auenfeld") is None
    assert set(missing_settings()) == {
        "office_name",
        "office_address",
        "office_phone",
        "municipalities",
    }


def test_the_demo_district_has_its_municipalities(demo):
    assert [each.name for each in municipalities()] == [
        "Auenburg",
        "Auenfeld",
        "Bergstadt",
        "Lindau a. d. Aue",
        "Neumühl",
        "Sankt Veith",
    ]
    assert not missing_settings()


def test_our_office_is_responsible_for_our_municipalities(demo):
    found = responsible_authority("lindau-aue")

    assert found.own
    assert found == office()
    assert found.hours


def test_a_city_with_its_own_authority_names_its_contact(demo):
    found = responsible_authority("auenburg")

    assert not found.own
    assert found.name == "Stadt Auenburg, Ausländerbehörde"
    assert found.phone
    assert found.email


def test_forms_offer_the_municipalities_as_a_code_list(demo):
    codes = getUtility(ICodeList, name="municipalities")

    assert codes.title("neumuehl", "ar") == "Neumühl"
    assert codes.title("berlin", "de") is None
    assert [each.value for each in codes.search("neum", "uk")] == ["neumuehl"]
    assert [each.value for each in codes.search("au", "de")] == [
        "auenburg",
        "auenfeld",
        "lindau-aue",
    ]
    assert [each.value for each in codes.search("aue", "en", limit=1)] == ["auenburg"]


def test_staff_add_next_years_threshold_and_it_holds_at_once(portal):
    assert threshold("blue-card-general", date(2027, 1, 1)) is None

    settings().thresholds = ("blue-card-general | 52050.00 | 2027-01-01/2027-12-31 | BGBl. I",)

    assert threshold("blue-card-general", date(2027, 1, 1)).amount == Decimal("52050.00")
    assert threshold("blue-card-general", date(2026, 12, 31)).amount == Decimal("50700.00")


def test_a_districts_own_figure_wins_over_the_shipped_one_of_the_same_day(portal):
    settings().fees = ("direct-post | 16.50 | 2024-05-08 | Satzung",)

    (line,) = estimated_fees(FeeFacts(("direct-post",)), date(2026, 1, 1)).choices
    assert line.lowest == Decimal("16.50")


def test_the_settings_form_says_which_line_is_wrong():
    with pytest.raises(Invalid, match="Große Stadt"):
        IDistrictSettings["municipalities"].validate(("Große Stadt | Stadt",))


def test_the_first_of_a_doubled_code_wins():
    found = all_municipalities(["a | Erste"], ["a | Zweite | Stadt"])

    assert [each.name for each in found] == ["Erste"]


@pytest.mark.parametrize("line", ["x", "x | Y", "x | Y | ", "X Y | Y | Z"])
def test_a_neighbour_needs_code_name_and_authority(line):
    with pytest.raises(MalformedLineError):
        read_neighbour(line)


def test_only_administrators_open_the_settings(demo):
    alsoProvides(demo.REQUEST, IPermitdeskLayer)

    logout()
    with pytest.raises(Unauthorized):
        demo.restrictedTraverse("@@district-settings")

    setRoles(demo, TEST_USER_ID, ["Manager"])
    login(demo, TEST_USER_NAME)
    assert "auenfeld | Auenfeld" in demo.restrictedTraverse("@@district-settings")()


def test_a_portal_without_a_district_says_what_is_missing(portal):
    alsoProvides(portal.REQUEST, IPermitdeskLayer)
    setRoles(portal, TEST_USER_ID, ["Manager"])

    portal.restrictedTraverse("@@district-settings").update()

    (message,) = IStatusMessage(portal.REQUEST).show()
    assert "Unsere Gemeinden" in message.message


def test_uninstalling_takes_the_settings_away(demo):
    registry = getUtility(IRegistry)

    demo.portal_setup.runImportStepFromProfile("profile-permitdesk:uninstall", "plone.app.registry")

    assert [each for each in registry.records if each.startswith("permitdesk.district.")] == []


def test_an_authority_says_how_to_reach_it():
    authority = Authority(
        "Ausländerbehörde Auenburg",
        own=False,
        address="Am Markt 1\n12345 Auenburg",
        phone="+49 5551 22-0",
        email="abh@auenburg.example",
        website="www.auenburg.example/abh",
    )

    assert dict(authority.links) == {
        "+49 5551 22-0": "tel:+495551220",
        "abh@auenburg.example": "mailto:abh@auenburg.example",
        "www.auenburg.example/abh": "https://www.auenburg.example/abh",
    }
    assert authority.contact.startswith("Am Markt 1, 12345 Auenburg, +49 5551 22-0")
    assert Authority("Ohne Angaben", own=False).links == ()
    assert Authority("Ohne Angaben", own=False).contact == ""
    assert Authority("x", own=False, website="javascript:alert(1)").links[0][1].startswith("https:")
