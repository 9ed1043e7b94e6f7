"""A case goes to another desk: everything that is its goes along, and its old address leads on."""

import json
import re

import pytest
import transaction
from plone.app.testing import login, logout
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

from casework_builders import a_case, a_user, an_office
from permitdesk import casework, privacy
from permitdesk.casework.handover.assigning import (
    ASSIGN_CASE,
    MayNotAssignError,
    NoReasonError,
    assign,
    assign_many,
    assigned,
    desk_at,
    may_assign,
    targets,
)
from permitdesk.casework.history import history
from permitdesk.casework.later import OFFICE
from permitdesk.casework.office import case_by_reference, office
from permitdesk.casework.worklist.listing import Filter, worklist
from permitdesk.core import clock

WHY = "Die Familie zieht in den Bezirk von Ordner Z."


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    unit = casework.add_unit(office(portal), "six", "Sachgebiet 6", [], head="boss")
    unit.umlauts = "5007-2"
    a_user(portal, "zoe", groups=("caseworkers",))
    casework.add_desk(unit, "z", "Ordner Z", members=["zoe"], address="z@amt.example")
    transaction.commit()
    return portal


@pytest.fixture
def as_anna(portal):
    login(portal, "anna")
    yield
    logout()


@pytest.fixture
def browser_of(browser_of):
    """What goes wrong is a page, as people see it."""
    return lambda user="", accept="text/html": browser_of(user, accept, handle_errors=True)


def desk(portal, place="six/z"):
    return desk_at(office(portal), place)


def listed(portal, user):
    return [row.reference for row in worklist(user, office(portal), Filter())[1]]


def test_everything_of_a_case_goes_along(portal, as_anna):
    case = a_case("Müller", evidence={"family": "f1", "title": "shown"})
    login(portal, "berta")
    portal.portal_workflow.doActionFor(case, "take_up")
    before, id_ = case.absolute_url_path(), case.getId()

    case = assign(case, desk(portal), WHY)

    assert case.absolute_url_path() == f"/plone/office/six/z/{id_}"
    assert case_by_reference(portal, case.reference).aq_base is case.aq_base
    assert case.state == "in_review" and len(case.history) == 2
    assert office(portal).families.references("f1") == (case.reference,)
    day = clock.day_of(case.application.received_at)
    assert office(portal).fingerprints.day(case.application.fingerprint) == day
    assert case.row().name_key == "mueller"  # as the new unit sorts
    assert listed(portal, "berta") == [] and listed(portal, "zoe") == [case.reference]
    assert id_ not in desk(portal, "two/l-z")
    assert office(portal).moved.reference(before.partition("office/")[2]) == case.reference


def test_the_case_says_who_gave_it_where_and_why(portal, as_anna):
    case = assign(a_case("Abbas"), desk(portal), f"  {WHY} ")

    (entry,) = assigned(case)
    assert (entry.by, entry.before, entry.after, entry.reason) == ("anna", "two/a-k", "six/z", WHY)
    assert case.later.new_for(OFFICE) == ()
    (event,) = history(case, "assignment")
    assert "Ordner A–K (Sachgebiet 2)" in event.what and "Ordner Z (Sachgebiet 6)" in event.what
    assert event.comment == WHY
    recorded = list(privacy.trail(clock.today(), case.reference))
    (record,) = [each for each in recorded if each.action == "case.assigned"]
    assert (record.who, record.why) == ("anna", "two/a-k > six/z")
    assert not [each for each in recorded if WHY in each.why]  # words may be personal


def test_the_receiving_desk_hears_of_it_once(portal, as_anna, monkeypatch):
    cases = [a_case("Abbas"), a_case("Bauer")]
    mails = []
    monkeypatch.setattr("permitdesk.casework.notice.queue_mail", lambda *mail: mails.append(mail))

    assign_many(cases, desk(portal), WHY)

    ((to, subject, body, language),) = mails
    assert (to, language) == ("z@amt.example", "de")
    assert all(case.reference in body for case in cases)
    assert "Abbas" not in subject + body and WHY not in body


def test_all_or_none(portal, as_anna):
    mine, other = a_case("Abbas"), a_case("Zhang")

    with pytest.raises(MayNotAssignError) as refused:
        assign_many([mine, other], desk(portal), WHY)

    assert refused.value.case == other.reference
    assert mine.absolute_url_path().startswith("/plone/office/two/a-k/")
    assert not assigned(mine)


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_nobody_gives_a_case_away_without_a_reason(portal, as_anna, reason):
    case = a_case("Abbas")
    with pytest.raises(NoReasonError):
        assign(case, desk(portal), reason)
    assert not assigned(case)


def test_what_is_sent_twice_is_done_once(portal, as_anna):
    case = assign(a_case("Abbas"), desk(portal, "two/l-z"), WHY, key="k1")
    login(portal, "chef")
    case = assign(case, desk(portal, "two/l-z"), WHY)  # lies there already
    assert len(assigned(case)) == 1
    case = assign(case, desk(portal, "two/team"), WHY, key="k2")
    case = assign(case, desk(portal, "two/l-z"), WHY, key="k1")  # late, and of no effect
    assert case.row().desk == "two/team"


def test_who_may_give_which_case_where(portal):
    case = a_case("Abbas")
    portal.manage_permission(ASSIGN_CASE, ["Unit Head"], acquire=False)
    casework.add_desk(desk(portal, "two/team").aq_parent, "mine", "Eigener", members=["anna"])
    allowed = {}
    for user in ("anna", "berta", "chef", "zoe"):
        login(portal, user)
        allowed[user] = set(targets(case, office(portal)))
    logout()
    assert allowed["anna"] == {"two/mine"}
    assert allowed["berta"] == allowed["zoe"] == set()
    assert allowed["chef"] == {"two/mine", "two/team", "two/l-z", "six/z", "six/team"}
    assert not may_assign(case, desk(portal))  # nobody


def test_an_old_address_leads_who_may_read_to_the_new_one(portal, browser_of):
    case = a_case("Abbas")
    old, documents = case.absolute_url(), f"{case.absolute_url()}/document/1"
    login(portal, "anna")
    new = assign(case, desk(portal), WHY).absolute_url()
    logout()
    transaction.commit()

    zoe = browser_of("zoe")
    zoe.open(f"{old}?x=1")
    assert zoe.url == f"{new}?x=1"
    assert "GEHEIME ANTWORT" in zoe.contents
    zoe.open(documents)
    assert zoe.url == f"{new}/document/1" and zoe.contents == b"%PDF-1.7 a passport"
    api = browser_of("zoe", "application/json")
    api.open(f"{portal.absolute_url()}/++api++/{old.partition('/plone/')[2]}/@messages")
    assert json.loads(api.contents)["@id"] == f"{new}/@messages"
    # What is sent to the old address arrives, as a page that was open while the case went.
    api.post(f"{old}/@messages", json.dumps({"text": "Guten Tag"}), "application/json")
    assert api.headers["status"].startswith("201")

    for user in ("anna", "berta"):
        for accept in ("text/html", "application/json"):
            browser = browser_of(user, accept)
            for below in ("", "/document/1", "/@messages", "/row", "/@@move"):
                answers = []
                for address in (f"{new}{below}", f"{old}{below}"):
                    browser.open(address)
                    answers.append((browser.headers["status"], browser.url != address))
                    assert "GEHEIM" not in str(browser.contents)
                    assert re.match("40[134]", answers[-1][0])
                    assert "six" not in browser.url or address.startswith(new)
                assert answers[0] == answers[1]  # an old address is like the new one
    stranger = browser_of("")
    stranger.open(old)
    assert "six" not in stranger.url and "login" in stranger.url


def test_a_case_that_comes_back_has_its_address_again(portal, browser_of):
    a_user(portal, "boss", groups=("caseworkers",))
    case = a_case("Abbas")
    old = case.absolute_url()
    login(portal, "anna")
    case = assign(case, desk(portal), WHY)
    between = case.absolute_url()
    login(portal, "boss")
    assign(case, desk(portal, "two/a-k"), WHY)
    logout()
    transaction.commit()

    anna = browser_of("anna")
    anna.open(between)
    assert anna.url == old


def test_two_people_at_once_move_a_case_once(portal):
    case = a_case("Abbas")
    transaction.commit()
    login(portal, "anna")
    managers = transaction.TransactionManager(), transaction.TransactionManager()
    connections = [portal._p_jar.db().open(manager) for manager in managers]
    try:
        sites = [connection.root()["Application"]["plone"] for connection in connections]
        for site, place in zip(sites, ("six/z", "two/l-z"), strict=True):
            setSite(site)
            login(site, "anna")
            assign(case_by_reference(site, case.reference), desk(site, place), WHY)
        managers[0].commit()
        with pytest.raises(ConflictError):
            managers[1].commit()
    finally:
        for manager, connection in zip(managers, connections, strict=True):
            manager.abort()
            connection.close()
        setSite(portal)
        logout()
    transaction.begin()
    assert case_by_reference(portal, case.reference).row().desk == "six/z"
    assert [each.target for each in assigned(case_by_reference(portal, case.reference))] == [
        "Ordner Z (Sachgebiet 6)"
    ]
