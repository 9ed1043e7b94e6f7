"""The demo district, created twice in a real portal."""

import stat
import tomllib
from importlib import resources

import pytest
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.testing.zope import Browser

from permitdesk.casework.letters.templates import KINDS, switch, templates
from permitdesk.core.languages import LANGUAGES
from permitdesk.demo import create_demo_district
from permitdesk.demo.pages import create_pages
from permitdesk.demo.staff import STAFF
from permitdesk.guidance.upkeep.report import report


@pytest.fixture
def passwords(tmp_path, monkeypatch):
    path = tmp_path / "demo-passwords.txt"
    monkeypatch.setenv("PERMITDESK_DEMO_PASSWORDS", str(path))
    return path


@pytest.fixture
def district(functional, passwords):
    portal = functional["portal"]
    portal.portal_setup.runAllImportStepsFromProfile("permitdesk:demo")
    transaction.commit()
    return portal


def only_german():
    content = resources.files("permitdesk.demo") / "content"
    plan = tomllib.loads((content / "pages.toml").read_text("utf-8"))["page"]
    for entry in plan:
        if entry.get("only_german"):
            yield tomllib.loads((content / "de" / f"{entry['key']}.toml").read_text("utf-8"))


def test_every_page_is_published_and_linked_in_every_language(district):
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=("Topic", "GuidancePage", "Notice"), path="/plone/de"
    )
    assert len(brains) >= 34
    german = {texts["slug"] for texts in only_german()}
    assert german
    for brain in brains:
        assert brain.review_state == "published"
        translations = ITranslationManager(brain._unrestrictedGetObject()).get_translations()
        expected = {"de"} if brain.getId in german else set(LANGUAGES)
        assert set(translations) == expected, brain.getPath()
    # And nothing of it is to mend: links, source and day, German that is easy to read.
    for tag in LANGUAGES:
        assert not report(district, district.REQUEST, tag)


def test_a_second_run_changes_nothing(district, passwords):
    page = district["de"]["asyl-und-aufenthalt"]["arbeiten"]
    page.title = "Von der Redaktion geändert"
    before = passwords.read_text()
    paths = sorted(b.getPath() for b in district.portal_catalog.unrestrictedSearchResults())
    create_demo_district()
    assert page.title == "Von der Redaktion geändert"
    assert passwords.read_text() == before
    assert paths == sorted(b.getPath() for b in district.portal_catalog.unrestrictedSearchResults())


def test_an_interrupted_run_is_completed(functional, passwords):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        create_pages(portal)
        api.content.delete(portal["uk"]["prytulok-i-perebuvannia"]["kontakt"])
    portal.portal_setup.runAllImportStepsFromProfile("permitdesk:demo")
    page = portal["uk"]["prytulok-i-perebuvannia"]["kontakt"]
    assert ITranslationManager(page).get_translation("de").getId() == "kontakt"
    assert {"desk-1", "desk-2", "desk-3", "desk-4", "team"} <= set(
        portal["office"]["aufenthalt"].objectIds()
    )


def test_passwords_are_generated_and_for_the_owner_only(district, passwords):
    assert stat.S_IMODE(passwords.stat().st_mode) == 0o600
    rows = [line.split() for line in passwords.read_text().splitlines()[1:]]
    assert [row[0] for row in rows] == [person.id for person in STAFF]
    assert len({row[1] for row in rows}) == len(rows)
    assert all(len(row[1]) == 23 for row in rows)
    portal_users = district.acl_users
    for row in rows:
        assert portal_users.authenticate(row[0], row[1], district.REQUEST)


def test_a_lost_password_file_gives_new_passwords(district, passwords):
    before = passwords.read_text()
    passwords.unlink()
    create_demo_district()
    name, password = passwords.read_text().splitlines()[1].split()[:2]
    assert password not in before
    assert district.acl_users.authenticate(name, password, district.REQUEST)


@pytest.mark.rotating(2)
@pytest.mark.parametrize(
    "path, words",
    [
        ("/de", ["Worum geht es?", "Das ist eine Vorführung", "Kreis Auental"]),
        ("/ar/asylum-and-residence/working", ['dir="rtl"', "العمل", "/ar/apply/"]),
        ("/uk/prytulok-i-perebuvannia", ["Притулок і перебування", "Робота"]),
        ("/en/asylum-and-residence/working", ["/en/apply/", "a firm job offer", "Not reviewed"]),
        ("/de/datenschutz", ["Ihre Rechte", "verschlüsselt"]),
    ],
)
def test_visitors_find_the_pages(functional, district, path, words):
    browser = Browser(functional["app"])
    browser.open(district.absolute_url() + path)
    for word in words:
        assert word in browser.contents
    assert "resolveuid" not in browser.contents


def test_the_default_profile_brings_no_demo(portal):
    assert {each.portal_type for each in portal["de"].objectValues()} == {"LIF"}
    assert api.user.get(username="frau.kaya") is None
    assert "aufenthalt" not in portal["office"]


def test_every_desk_has_applications_once(district):
    create_demo_district()
    cases = {}
    for path, case in district.ZopeFind(district["office"], search_sub=1):
        if case.portal_type == "Case":
            cases.setdefault(path.split("/")[1], []).append(case.application.answers["family_name"])
    assert {desk: sorted(names) for desk, names in cases.items()} == {
        "desk-1": ["Ben Salah", "Bondarenko", "Demir"],
        "desk-2": ["Al-Ghazali", "Haddad"],
        "desk-3": ["Nguyen", "Okafor"],
        "desk-4": ["Silva Santos", "Tesfay", "Zelenko"],
    }


def test_the_office_can_write_letters_and_its_templates_stay_as_it_changed_them(district):
    place = district["office"]
    template = templates(place).get("freier-brief")
    switch(place, template.id, active=False)
    create_demo_district()
    assert {each.kind for each in templates(place)} == set(KINDS)
    assert len(template.versions) == 1 and not template.active
