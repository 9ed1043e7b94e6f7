"""Who gets in, where they land, and that nobody gives themselves access to cases."""

import json
from urllib.parse import urlencode

import pytest
import transaction
from plone.app.testing import login
from plone.testing.zope import Browser
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from zExceptions import Forbidden

from casework_builders import PASSWORD, a_case, a_user, an_office
from permitdesk import privacy
from permitdesk.access import full_name
from permitdesk.casework.closed import READER
from permitdesk.casework.responsibility import desks_of
from permitdesk.core import clock


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def unit(portal):
    unit = an_office(portal)
    a_user(portal, "manager", "Manager")
    a_user(portal, "siteadmin", "Site Administrator")
    transaction.commit()
    return unit


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    return browser


def api(browser, user, accept="application/json"):
    browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
    browser.addHeader("Accept", accept)
    return browser


def sign_in(browser, portal, name):
    browser.open(f"{portal.absolute_url()}/login")
    browser.getControl(name="__ac_name").value = name
    browser.getControl(name="__ac_password").value = PASSWORD
    browser.getControl(name="buttons.login").click()


def test_a_caseworker_lands_on_the_workplace(portal, unit, browser):
    sign_in(browser, portal, "anna")
    assert browser.url == f"{portal.absolute_url()}/office"
    assert "Arbeitsplatz" in browser.contents


def test_an_editor_lands_on_the_pages_to_translate(portal, unit, browser):
    a_user(portal, "writer", groups=("editors",))
    transaction.commit()
    sign_in(browser, portal, "writer")
    assert browser.url == f"{portal.absolute_url()}/@@coverage"


def test_a_designer_lands_on_the_services(portal, unit, browser):
    a_user(portal, "dana", groups=("service-designers",))
    transaction.commit()
    sign_in(browser, portal, "dana")
    assert browser.url == f"{portal.absolute_url()}/services"
    assert "Online-Dienste gestalten" in browser.contents


def test_an_auditor_lands_on_the_trail(portal, unit, browser):
    a_user(portal, "ada", groups=("auditors",))
    transaction.commit()
    sign_in(browser, portal, "ada")
    assert browser.url == f"{portal.absolute_url()}/@@audit"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "http://nohost.evil.example/",
        "http://nohost@x.de",
    ],
)
def test_login_leads_to_no_other_site(functional, unit, browser, elsewhere):
    # Only with the portal at the root of its host does Plone fail to notice.
    manage_addVirtualHostMonster(functional["app"])
    transaction.commit()
    site = "http://nohost/VirtualHostBase/http/nohost:80/plone/VirtualHostRoot"
    browser.followRedirects = False
    form = {"__ac_name": "berta", "__ac_password": PASSWORD, "buttons.login": "1"}
    browser.post(f"{site}/login", urlencode({**form, "came_from": elsewhere}))
    assert browser.headers["status"].startswith("302")
    assert browser.headers["location"].rstrip("/") in ("http://nohost", "http://nohost/office")


def test_passwords_cannot_be_guessed(portal, unit, browser):
    # An account of this test's own: wrong tries are remembered for ten minutes.
    for name in ("greta", "dora"):
        a_user(portal, name, groups=("caseworkers",))
    transaction.commit()
    browser.raiseHttpErrors = False

    def statuses(name, passwords):
        for password in passwords:
            guess = Browser(portal.aq_parent)
            guess.raiseHttpErrors = False
            guess.addHeader("Accept", "application/json")
            guess.post(
                f"{portal.absolute_url()}/@login",
                json.dumps({"login": name, "password": password}),
                "application/json",
            )
            yield int(guess.headers["Status"].split()[0])

    guesses = list(statuses("greta", [f"wrong-{number}" for number in range(12)]))
    assert guesses == [401] * 10 + [429] * 2
    assert list(statuses("greta", [PASSWORD])) == [429], "the right one has to wait too"
    assert list(statuses("dora", [PASSWORD])) == [200], "a colleague does not"

    sign_in(browser, portal, "greta")
    assert browser.headers["Status"].startswith("429")
    assert "zu oft falsch" in str(browser.contents)


def test_login_by_rest(portal, unit, browser):
    case = a_case("Abbas")
    transaction.commit()
    browser.addHeader("Accept", "application/json")
    browser.post(
        f"{portal.absolute_url()}/@login",
        json.dumps({"login": "anna", "password": PASSWORD}),
        "application/json",
    )
    token = json.loads(browser.contents)["token"]
    browser.addHeader("Authorization", f"Bearer {token}")
    browser.open(f"{portal.absolute_url()}/@cases?state=received&b_size=1")
    [item] = json.loads(browser.contents)["items"]
    assert item["reference"] == case.reference
    browser.open(item["@id"])
    shown = json.loads(browser.contents)
    assert shown["answers"]["family_name"] == "Abbas"
    [take_up, _withdraw] = shown["transitions"]
    browser.post(take_up["@id"], "{}", "application/json")
    assert json.loads(browser.contents)["review_state"] == "in_review"
    browser.open(shown["documents"][0]["@id"])
    assert browser.contents == b"%PDF-1.7 a passport"
    transaction.begin()
    done = [(e.action, e.who) for e in privacy.trail(clock.today(), case.reference)]
    assert ("document.read", "anna") in done
    assert ("case.moved", "anna") in done


@pytest.mark.parametrize("intruder", ["manager", "siteadmin", "chef"])
def test_nobody_gives_themselves_access(portal, unit, intruder):
    login(portal, intruder)
    today = clock.today().isoformat()
    with pytest.raises(Forbidden):
        unit["a-k"].members = ["anna", intruder]
    with pytest.raises(Forbidden):
        unit["a-k"].deputies = [f"{intruder} {today} {today}"]
    if intruder != "chef":
        with pytest.raises(Forbidden):
            unit.head = intruder
        assert desks_of(intruder, portal["office"]) == {}


def test_a_second_person_gives_access_and_it_is_recorded(portal, unit):
    login(portal, "manager")
    unit["a-k"].members = ["anna", "dora"]
    assert set(desks_of("dora", portal["office"])) == {"two/a-k"}
    entry = next(privacy.trail(clock.today(), "a-k"))
    assert (entry.who, entry.action, entry.why) == ("manager", "access.changed", "members: +dora")


def test_a_manager_cannot_change_a_desk_for_themselves_by_rest(portal, unit, browser, functional):
    case = a_case("Abbas")
    transaction.commit()
    address = unit["a-k"].absolute_url()
    api(browser, "manager")
    status = _patch(browser, address, {"members": ["anna", "manager"]})
    assert status == 403
    transaction.begin()
    assert unit["a-k"].members == ["anna"]
    assert _patch(browser, address, {"members": ["anna", "dora"]}) == 204
    transaction.begin()
    assert unit["a-k"].members == ["anna", "dora"]
    browser.open(case.absolute_url())
    assert browser.headers["status"].startswith(("401", "404"))


def test_no_role_that_reads_cases_can_be_given(portal, unit, browser):
    case = a_case("Abbas")
    transaction.commit()
    api(browser, "manager")
    users = f"{portal.absolute_url()}/@users"
    _patch(browser, f"{users}/manager", {"roles": {"Case Reader": True, "Case Worker": True}})
    sharing = {"entries": [{"id": "manager", "type": "user", "roles": {"Case Reader": True}}]}
    for place in (portal, portal["office"], unit, unit["a-k"]):
        browser.post(f"{place.absolute_url()}/@sharing", json.dumps(sharing), "application/json")
    browser.open(case.absolute_url())
    assert browser.headers["status"].startswith(("401", "404"))


def test_a_group_with_a_caseworkers_name_opens_nothing(portal, unit):
    case = a_case("Abbas")
    login(portal, "manager")
    unit["a-k"].members = ["anna", "later"]
    portal.portal_groups.addGroup("later")
    portal.portal_groups.addPrincipalToGroup("manager", "later")
    user = portal.acl_users.getUserById("manager")
    assert READER not in user.getRolesInContext(case)
    anna = portal.acl_users.getUserById("anna")
    assert READER in anna.getRolesInContext(case)


def test_deleting_a_desk_deletes_no_case(portal, unit, browser):
    case = a_case("Abbas")
    transaction.commit()
    api(browser, "manager")
    for place in (unit["a-k"], unit, portal["office"]):
        status = _request(browser, "DELETE", place.absolute_url())
        assert status in (401, 403, 500), place
    transaction.begin()
    assert case.getId() in unit["a-k"]


def _patch(browser, url, data):
    return _request(browser, "PATCH", url, json.dumps(data))


def _request(browser, method, url, body=""):
    """A request with another method than a browser's."""
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    headers["Authorization"] = dict(browser._req_headers)["Authorization"]
    return browser.testapp.request(
        url, method=method, headers=headers, body=body.encode(), expect_errors=True
    ).status_int


def test_a_root_account_with_a_caseworkers_id_lists_no_case(portal, unit, functional):
    """Whoever administers Zope could name an account there as they like."""
    case = a_case("Abbas")
    root = functional["app"].acl_users
    root.users.addUser("anna", "rootanna", PASSWORD)
    root.roles.assignRoleToPrincipal("Manager", "anna")
    transaction.commit()
    rest = api(Browser(functional["app"]), "rootanna")
    rest.open(f"{portal.absolute_url()}/@cases")
    assert json.loads(rest.contents)["items_total"] == 0
    browser = api(Browser(functional["app"]), "rootanna", "text/html")
    browser.open(f"{portal.absolute_url()}/office")
    assert "Arbeitsplatz" in browser.contents
    assert case.reference not in browser.contents


def test_who_gets_into_an_account_is_recorded(portal, unit, browser):
    """Whoever sets somebody's password can sign in as that person."""
    api(browser, "siteadmin")
    for change in ({"password": "Ein-neues-Passwort-1"}, {"email": "mine@example.org"}):
        assert _patch(browser, f"{portal.absolute_url()}/@users/anna", change) == 204
    transaction.begin()
    found = {(entry.action, entry.who) for entry in _trail("anna")}
    assert {("account.password", "siteadmin"), ("account.email", "siteadmin")} <= found
    everything = " ".join(str(entry) for entry in _trail(""))
    assert "Ein-neues-Passwort-1" not in everything and "mine@example.org" not in everything


def test_new_accounts_and_groups_are_recorded(portal, unit):
    login(portal, "manager")
    portal.acl_users.userFolderAddUser("puppet", PASSWORD, ["Member"], [])
    portal.portal_groups.addPrincipalToGroup("puppet", "caseworkers")
    portal.acl_users.userFolderDelUsers(["puppet"])
    actions = {entry.action for entry in _trail("puppet") if entry.who == "manager"}
    assert actions >= {"account.created", "account.joined", "account.deleted"}


def _trail(subject):
    return list(privacy.trail(clock.today(), subject))


def test_people_are_called_by_their_name_and_who_is_gone_by_their_account(portal, unit):
    assert full_name("anna") == "Anna"
    assert full_name("gone") == "gone"
    assert full_name("") == ""
